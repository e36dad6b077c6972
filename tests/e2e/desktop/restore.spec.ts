import type { Page } from '@playwright/test'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'

const JOBS = 2_000

const queueMany = async (desktop: DesktopApp): Promise<void> => {
  await desktop.page()
  await desktop.rpc('queue.pause', {})
  for (let start = 0; start < JOBS; start += 1_000) {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      prompt: `Shot ${start + index} ${index % 5 === 0 ? 'lake' : 'forest'}`,
    }))
    await desktop.rpc('jobs.createMany', { items, requestId: `many-${start}` })
  }
}

/** @param kept what the page must have noted down by then: here it ends at once, and not minutes later */
const closeForGood = async (desktop: DesktopApp, kept = ''): Promise<void> => {
  const page = await desktop.page()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('dailies.place') ?? '')).toContain(kept)
  await desktop.system.closeWindow()
  await expect.poll(() => desktop.hasWindow()).toBe(false)
}

const reopen = async (desktop: DesktopApp): Promise<Page> => {
  await desktop.system.launchAgain()
  return await desktop.page()
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })
const grid = (page: Page) => page.getByRole('grid', { name: 'Jobs' })

/** Scrolls to that share of the list, as with its bar. Answers what stands at the top then, and where. */
const scrollTo = (page: Page, share: number): Promise<{ jobId: string; top: number }> =>
  grid(page).evaluate(async (list, to) => {
    const view = list.parentElement ?? list
    view.scrollTop = Math.round(view.scrollHeight * to) + 7
    for (;;) {
      await new Promise(requestAnimationFrame)
      const { top } = view.getBoundingClientRect()
      const [first, second] = [...list.querySelectorAll('[data-job-id]')]
        .map((row) => ({ jobId: row.getAttribute('data-job-id') ?? '', top: row.getBoundingClientRect().top }))
        .filter((row) => row.top >= top)
        .toSorted((one, other) => one.top - other.top)
      // Until what is scrolled to has been drawn, there is nothing, or only the row that the keyboard is at.
      if (first !== undefined && second !== undefined) return first
    }
  }, share)

const topOf = (page: Page, jobId: string): Promise<number> =>
  page.locator(`[data-job-id="${jobId}"]`).evaluate((row) => row.getBoundingClientRect().top)

/** What has moved on this page without being asked to, from its beginning. */
const shiftsOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect()
          resolve(
            list
              .getEntries()
              .map((entry) => entry as unknown as { value: number; sources: { node: Node | null }[] })
              .filter(({ sources }) => !sources.every(({ node }) => node instanceof Text))
              .map(
                ({ value, sources }) =>
                  `${value}: ${sources.map(({ node }) => (node as Element).outerHTML?.slice(0, 120)).join()}`,
              ),
          )
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        // Where nothing has moved, nothing is told.
        setTimeout(() => resolve([]), 300)
      }),
  )

test.describe('a window that was closed and released', () => {
  test.use({ desktopOptions: { env: { DAILIES_HIDDEN_WINDOW_MS: '0' } } })

  test('comes back in the middle of its list, and nothing jumps', async ({ desktop }) => {
    await queueMany(desktop)
    await closeForGood(desktop)
    const before = await reopen(desktop)
    await expect(tab(before, 'All')).toContainText('2,000')
    const seen = await scrollTo(before, 0.5)
    await before.locator(`[data-job-id="${seen.jobId}"]`).click()
    await closeForGood(desktop, `"chosen":["${seen.jobId}"]`)

    const page = await reopen(desktop)
    await expect(page.locator(`[data-job-id="${seen.jobId}"]`)).toBeVisible()
    expect(await topOf(page, seen.jobId)).toBeCloseTo(seen.top, 0)
    await expect(page.locator(`[data-job-id="${seen.jobId}"]`)).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Shot')
    expect(await shiftsOf(page)).toEqual([])
    // It stays there while the rest of the page arrives.
    expect(await topOf(page, seen.jobId)).toBeCloseTo(seen.top, 0)
  })

  test('has its tab, its search and what was chosen', async ({ desktop }) => {
    await queueMany(desktop)
    const before = await desktop.page()
    await tab(before, 'Waiting').click()
    await before.locator('[data-search-box]').fill('lake')
    await expect(before.locator('[data-job-id]').first()).toContainText('Shot 0 lake')
    await before.locator('[data-job-id]').nth(1).click()
    await before
      .locator('[data-job-id]')
      .nth(3)
      .click({ modifiers: ['ControlOrMeta'] })
    const last = await before.locator('[data-job-id]').nth(3).getAttribute('data-job-id')
    await closeForGood(desktop, `,"${last}"]`)

    const page = await reopen(desktop)
    await expect(page.locator('[data-search-box]')).toHaveValue('lake')
    await expect(tab(page, 'Waiting')).toHaveAttribute('aria-selected', 'true')
    await expect(page.locator('[data-job-id][aria-selected="true"]')).toHaveCount(2)
    await expect(page.getByText('2 chosen')).toBeVisible()
  })

  test('is in the view and on the page of the settings where it was', async ({ desktop }) => {
    const before = await desktop.page()
    await before
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('button', { name: /^Settings/ })
      .click()
    await before.getByRole('button', { name: 'Desktop' }).click()
    await closeForGood(desktop, '"settingsPage":"desktop"')
    const page = await reopen(desktop)
    await expect(page.getByRole('button', { name: 'Desktop' })).toHaveAttribute('aria-current', 'page')
  })
})

test('the place outlives a quit and a crash of the page', async ({ desktop }) => {
  await queueMany(desktop)
  const before = await desktop.page()
  await expect(tab(before, 'All')).toContainText('2,000')
  const seen = await scrollTo(before, 0.25)
  await expect
    .poll(() => before.evaluate((jobId) => localStorage.getItem('dailies.place')?.includes(jobId), seen.jobId))
    .toBe(true)
  await desktop.system.crashPage()
  const page = await desktop.page()
  await expect(page.locator(`[data-job-id="${seen.jobId}"]`)).toBeVisible()
  expect(await topOf(page, seen.jobId)).toBeCloseTo(seen.top, 0)

  await desktop.evaluate(({ app }) => app.quit(), null)
  await desktop.exit()
  await desktop.restart()
  const next = await desktop.page()
  await expect(next.locator(`[data-job-id="${seen.jobId}"]`)).toBeVisible()
  expect(await topOf(next, seen.jobId)).toBeCloseTo(seen.top, 0)
})
