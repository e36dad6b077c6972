import type { Page } from '@playwright/test'
import { expect, isLive, openLink, rows, tab, test, view } from './drivers/fixtures.ts'
import type { DailiesServer } from './drivers/browser.ts'

const items = (count: number, what: string) => Array.from({ length: count }, (_, at) => ({ prompt: `${what} ${at}` }))

/** Answers what stands at the top then, and where. */
const scrollDown = (page: Page, pixels: number): Promise<{ jobId: string; top: number }> =>
  page.getByRole('grid', { name: 'Jobs' }).evaluate(async (list, to) => {
    const pane = list.parentElement ?? list
    pane.scrollTop = to
    for (;;) {
      await new Promise(requestAnimationFrame)
      const { top } = pane.getBoundingClientRect()
      const [first, second] = [...list.querySelectorAll('[data-job-id]')]
        .map((row) => ({ jobId: row.getAttribute('data-job-id') ?? '', top: row.getBoundingClientRect().top }))
        .filter((row) => row.top >= top)
        .toSorted((one, other) => one.top - other.top)
      // Until what is scrolled to has been drawn, there is nothing, or only the row that the keyboard is at.
      if (first !== undefined && second !== undefined) return first
    }
  }, pixels)

const topOf = (page: Page, jobId: string): Promise<number> =>
  page.locator(`[data-job-id="${jobId}"]`).evaluate((row) => row.getBoundingClientRect().top)

/** The page goes; meanwhile something happens; the same tab comes back. */
const comeBackAfter = async (page: Page, server: DailiesServer, meanwhile: () => Promise<unknown>): Promise<void> => {
  await page.goto('about:blank')
  await meanwhile()
  await page.goto(server.origin())
  await isLive(page)
}

const fill = async (page: Page, server: DailiesServer): Promise<string[]> => {
  await server.rpc('queue.pause', {})
  const { jobIds } = await server.rpc('jobs.createMany', { items: items(400, 'Early'), requestId: 'early' })
  await openLink(page, server)
  await expect(tab(page, 'All', 400)).toBeVisible()
  return jobIds
}

test('a page that is loaded again stands where it stood, also when new jobs have come above', async ({
  page,
  server,
}) => {
  await fill(page, server)
  const seen = await scrollDown(page, 9_013)
  await page.reload()
  await isLive(page)
  await expect(page.locator(`[data-job-id="${seen.jobId}"]`)).toBeVisible()
  expect(await topOf(page, seen.jobId)).toBeCloseTo(seen.top, 0)

  await comeBackAfter(page, server, () =>
    server.rpc('jobs.createMany', { items: items(37, 'Late'), requestId: 'late' }),
  )
  await expect(tab(page, 'All', 437)).toBeVisible()
  await expect(page.locator(`[data-job-id="${seen.jobId}"]`)).toBeVisible()
  expect(await topOf(page, seen.jobId)).toBeCloseTo(seen.top, 0)
})

test('it stands at the next job when the one at the top is gone, and at the end of a list that has become short', async ({
  page,
  server,
}) => {
  const jobIds = await fill(page, server)
  const seen = await scrollDown(page, 9_000)
  const leave = async (ids: string[]): Promise<void> => {
    await server.rpc('jobs.cancelMany', { jobIds: ids })
    await server.rpc('jobs.trash', { jobIds: ids })
  }
  await comeBackAfter(page, server, () => leave([seen.jobId]))
  await expect(tab(page, 'All', 399)).toBeVisible()
  // Newest first, so the next one is the job that was queued before it.
  const next = jobIds[jobIds.indexOf(seen.jobId) - 1] ?? ''
  await expect(page.locator(`[data-job-id="${next}"]`)).toBeVisible()
  expect(await topOf(page, next)).toBeCloseTo(seen.top, 0)

  const kept = new Set(jobIds.slice(-30))
  await comeBackAfter(page, server, () => leave(jobIds.filter((id) => id !== seen.jobId && !kept.has(id))))
  await expect(tab(page, 'All', 30)).toBeVisible()
  await expect(page.locator(`[data-job-id="${jobIds.at(-30) ?? ''}"]`)).toBeVisible()
  await expect(rows(page).filter({ hasText: 'Early' }).first()).toBeVisible()
})

test('another tab begins at the start, whatever this one looks at', async ({ page, server, context }) => {
  await fill(page, server)
  await scrollDown(page, 9_000)
  await page.locator('[data-search-box]').fill('Early 1')
  await rows(page).first().click()
  await view(page, 'Queue').focus()
  const other = await context.newPage()
  await other.goto(server.origin())
  await isLive(other)
  await expect(other.locator('[data-search-box]')).toHaveValue('')
  await expect(rows(other).first()).toContainText('Early 399')
  await expect(other.locator('[data-job-id][aria-selected="true"]')).toHaveCount(0)
})
