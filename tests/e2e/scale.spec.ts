import { expect, openLink, rows, tab, test, view } from './drivers/fixtures.ts'

const JOBS = 240

test('a long list exists only in sight, and scrolling through it meets every job once', async ({ page, server }) => {
  await server.rpc('queue.pause', {})
  const items = Array.from({ length: JOBS }, (_, index) => ({ prompt: `Number ${index}` }))
  const { jobIds } = await server.rpc('jobs.createMany', { items, requestId: 'scale' })
  await openLink(page, server)
  await expect(tab(page, 'All', JOBS)).toBeVisible()
  await tab(page, 'Waiting').click()
  await expect(rows(page).first()).toContainText('Number 0')
  expect(await rows(page).count()).toBeLessThan(60)

  const seen: string[] = []
  const grid = page.getByRole('grid', { name: 'Jobs' })
  await rows(page).first().focus()
  while (seen.length < JOBS) {
    await page.keyboard.press('PageDown')
    const before = seen.length
    await expect
      .poll(async () => {
        const ids = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-job-id') ?? ''))
        for (const id of ids) if (!seen.includes(id)) seen.push(id)
        return seen.length
      })
      .toBeGreaterThan(before)
  }
  expect(seen.toSorted()).toEqual(jobIds.toSorted())
  await page.keyboard.press('End')
  const last = page.locator(`[data-job-id="${jobIds.at(-1)}"]`)
  await expect(last).toBeFocused()
  await expect(last).toContainText(`Place ${JOBS}`)
  await expect(grid).toHaveAttribute('aria-rowcount', String(JOBS))

  // A look elsewhere does not lose the place.
  await view(page, 'Library').click()
  await view(page, 'Queue').click()
  await expect(last).toBeVisible()
})
