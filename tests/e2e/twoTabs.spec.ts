import { expect, openLink, queuePrompt, reaches, rowOf, rowsOf, test } from './drivers/fixtures.ts'

test.use({ serverOptions: { demoSpeed: 8 } })

test('two tabs agree on every job while both of them act', async ({ context, page, server }) => {
  const other = await context.newPage()
  await openLink(page, server)
  await openLink(other, server)

  await queuePrompt(page, 'Paper boats in a gutter')
  await queuePrompt(other, 'Kites over a beach')
  await queuePrompt(page, 'An old projector')
  for (const tab of [page, other]) await expect(tab.getByRole('listitem')).toHaveCount(3)

  await rowOf(other, 'An old projector').getByRole('button', { name: 'Cancel' }).click()
  await reaches(rowOf(page, 'An old projector'), 'cancelled')

  for (const tab of [page, other]) {
    await reaches(rowOf(tab, 'Paper boats'), 'completed')
    await reaches(rowOf(tab, 'Kites'), 'completed')
    await reaches(rowOf(tab, 'An old projector'), 'cancelled')
    await expect(tab.getByRole('tab', { name: 'Finished' })).toHaveText('Finished 2')
    await expect(tab.getByRole('tab', { name: 'Cancelled' })).toHaveText('Cancelled 1')
  }
  expect(await rowsOf(other)).toEqual(await rowsOf(page))
})

test('pausing the queue in one tab shows in the other and holds new jobs', async ({ context, page, server }) => {
  const other = await context.newPage()
  await openLink(page, server)
  await openLink(other, server)
  await page.getByRole('button', { name: 'Pause queue' }).click()
  await expect(other.getByText('The queue is paused.')).toBeVisible()
  const row = await queuePrompt(other, 'Waits for the switch')
  await expect(row).toHaveAttribute('data-status', 'queued')
  await other.getByRole('button', { name: 'Resume queue' }).click()
  await expect(page.getByText('The queue is paused.')).toBeHidden()
  await reaches(rowOf(page, 'Waits for the switch'), 'completed')
})
