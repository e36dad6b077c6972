import {
  PAUSED,
  expect,
  openLink,
  pauseQueue,
  queuePrompt,
  reaches,
  rowOf,
  rows,
  rowsOf,
  tab,
  test,
} from './drivers/fixtures.ts'

test.use({ clipAfterMs: 150 })

test('two tabs agree on every job while both of them act', async ({ context, page, server }) => {
  const other = await context.newPage()
  await openLink(page, server)
  await openLink(other, server)
  await pauseQueue(page)

  await queuePrompt(page, 'Paper boats in a gutter')
  await queuePrompt(other, 'Kites over a beach')
  await queuePrompt(page, 'An old projector')
  for (const one of [page, other]) await expect(rows(one)).toHaveCount(3)

  await rowOf(other, 'An old projector').getByRole('button', { name: 'Cancel' }).click()
  await reaches(rowOf(page, 'An old projector'), 'cancelled')
  await other.getByRole('button', { name: 'Resume' }).first().click()

  for (const one of [page, other]) {
    await reaches(rowOf(one, 'Paper boats'), 'completed')
    await reaches(rowOf(one, 'Kites'), 'completed')
    await reaches(rowOf(one, 'An old projector'), 'cancelled')
    await expect(tab(one, 'Finished', 2)).toBeVisible()
    await expect(tab(one, 'Cancelled', 1)).toBeVisible()
  }
  expect(await rowsOf(other)).toEqual(await rowsOf(page))
})

test('pausing the queue in one tab shows in the other and holds new jobs', async ({ context, page, server }) => {
  const other = await context.newPage()
  await openLink(page, server)
  await openLink(other, server)
  await pauseQueue(page)
  await expect(other.getByText(PAUSED)).toBeVisible()
  const row = await queuePrompt(other, 'Waits for the switch')
  await expect(row).toHaveAttribute('data-status', 'queued')
  await other.getByRole('button', { name: 'Resume' }).first().click()
  await expect(page.getByText(PAUSED)).toBeHidden()
  await reaches(rowOf(page, 'Waits for the switch'), 'completed')
})

test('what one tab puts into the trash leaves the other, and comes back to both', async ({ context, page, server }) => {
  const { jobs } = await server.rpc('jobs.create', { prompt: 'Here and there' })
  const other = await context.newPage()
  await openLink(page, server)
  await openLink(other, server)
  await reaches(rowOf(page, 'Here and there'), 'completed')
  await rowOf(page, 'Here and there').click()
  await page.keyboard.press('Delete')
  for (const one of [page, other]) await expect(rows(one)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  for (const one of [page, other]) await expect(rows(one)).toHaveAttribute('data-job-id', jobs[0]?.id ?? '')
})
