import { UNTIL_TOLD_MS } from './drivers/clipProvider.ts'
import { composer, expect, openLink, promptField, queuePrompt, reaches, rowOf, rows, test } from './drivers/fixtures.ts'

test.use({
  expectedErrors: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|status of 503/,
  clipAfterMs: UNTIL_TOLD_MS,
})

test('a page goes on by itself when the server was killed and started again', async ({ page, server, clips }) => {
  await openLink(page, server)
  await queuePrompt(page, 'Runs across the crash')
  await queuePrompt(page, 'Waits across the crash')
  for (const prompt of ['Runs across', 'Waits across']) await reaches(rowOf(page, prompt), 'generating')

  await server.kill()
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'offline')
  await expect(page.getByText('These are the last known states')).toBeVisible()
  await expect(rows(page)).toHaveCount(2)
  // What is written meanwhile stays, and cannot be queued into nothing.
  await promptField(page).fill('Written while it was away')
  const button = composer(page).getByRole('button', { name: 'Not connected' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+Enter')
  await expect(promptField(page)).toHaveValue('Written while it was away')

  clips.finishAll()
  await server.start()
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
  await reaches(rowOf(page, 'Runs across the crash'), 'completed')
  await reaches(rowOf(page, 'Waits across the crash'), 'completed')
  await expect(rows(page)).toHaveCount(2)
  await expect(promptField(page)).toHaveValue('Written while it was away')
  expect(clips.creates()).toBe(2)
})

test('a page that lost the server before it had anything finds it again', async ({ page, server }) => {
  await openLink(page, server)
  await server.stop()
  await expect(page.getByRole('heading', { name: 'Dailies does not answer' })).toBeVisible()
  await server.start()
  await expect(page.getByRole('heading', { name: 'Nothing queued yet' })).toBeVisible()
})
