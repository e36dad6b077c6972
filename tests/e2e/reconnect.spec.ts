import { expect, openLink, queuePrompt, reaches, rowOf, test } from './drivers/fixtures.ts'

test.use({
  expectedErrors: [
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|status of 503/,
  ],
  serverOptions: { demoSpeed: 6 },
})

test('a page goes on by itself when the server was killed and started again', async ({ page, server }) => {
  await openLink(page, server)
  await queuePrompt(page, 'Runs across the crash')
  await queuePrompt(page, 'Waits across the crash')
  await expect(page.getByRole('listitem').nth(1)).not.toHaveAttribute('data-status', 'queued')

  await server.kill()
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'offline')
  await expect(page.getByText('These are the last known states')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Queue', exact: true })).toBeDisabled()

  await server.start()
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
  await reaches(rowOf(page, 'Runs across the crash'), 'completed')
  await reaches(rowOf(page, 'Waits across the crash'), 'completed')
  await expect(page.getByRole('listitem')).toHaveCount(2)
})

test('a page that was opened while the server was away finds it', async ({ page, server }) => {
  await openLink(page, server)
  await server.stop()
  await expect(page.getByRole('heading', { name: 'Dailies is not running' })).toBeVisible()
  await server.start()
  await expect(page.getByRole('heading', { name: 'No jobs yet' })).toBeVisible()
})
