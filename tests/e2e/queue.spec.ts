import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, inspector, openLink, rowOf, rows, tab, test } from './drivers/fixtures.ts'
import type { DailiesServer } from './drivers/browser.ts'

const JOBS = 60

/** A paused queue of "Study 1", "Study 2", … on its waiting tab. */
const openPausedQueue = async (page: Page, server: DailiesServer): Promise<void> => {
  await server.rpc('queue.pause', {})
  const items = Array.from({ length: JOBS }, (_, index) => ({ prompt: `Study ${index + 1}` }))
  await server.rpc('jobs.createMany', { items, requestId: 'studies', name: 'Boats' })
  await openLink(page, server)
  await tab(page, 'Waiting').click()
  await expect(row(page, 0)).toContainText('Study 1')
}
const row = (page: Page, index: number) => page.locator(`[role="gridcell"][data-index="${index}"]`)

/** The first numbers in the order in which they will be sent. */
const hostOrder = async (server: DailiesServer, count: number): Promise<string> => {
  const { items } = await server.rpc('queue.list', { limit: count })
  return items.map(({ prompt }) => prompt.replace('Study ', '')).join(' ')
}
const shownOrder = (page: Page, count: number): Promise<string> =>
  rows(page).evaluateAll(
    (cells, shown) =>
      cells
        .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .slice(0, shown)
        .map((cell) => /Study (\d+)/.exec(cell.textContent ?? '')?.[1])
        .join(' '),
    count,
  )

const violations = async (page: Page): Promise<string[]> => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

test('queued jobs are reordered by keyboard, alone and together, and the new place is said', async ({
  page,
  server,
}) => {
  await openPausedQueue(page, server)
  await row(page, 3).click()
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await shownOrder(page, 5)).toBe('1 4 2 3 5')
  await expect(page.getByTestId('announcement')).toHaveText(`Moved to place 2 of ${JOBS}.`)
  await expect(row(page, 1)).toBeFocused()
  await expect.poll(() => hostOrder(server, 5)).toBe('1 4 2 3 5')

  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => hostOrder(server, 5)).toBe('1 3 4 2 5')
  expect(await shownOrder(page, 5)).toBe('1 3 4 2 5')
  await page.keyboard.press('Shift+Home')
  await expect.poll(() => hostOrder(server, 5)).toBe('4 2 1 3 5')
  await expect.poll(() => shownOrder(page, 5)).toBe('4 2 1 3 5')
})

test('a queued job is dragged to another place, and Escape leaves it where it was', async ({ page, server }) => {
  await openPausedQueue(page, server)
  const drag = async (from: number, to: number): Promise<void> => {
    const [start, end] = [await row(page, from).boundingBox(), await row(page, to).boundingBox()]
    if (start === null || end === null) throw new Error('The rows must be in sight.')
    await page.mouse.move(start.x + 200, start.y + start.height / 2)
    await page.mouse.down()
    await page.mouse.move(start.x + 200, start.y + start.height / 2 + 10)
    await page.mouse.move(end.x + 200, end.y + end.height - 4, { steps: 8 })
    await expect(page.locator('[data-drop-line]')).toBeVisible()
  }
  await drag(0, 2)
  await page.mouse.up()
  await expect.poll(() => hostOrder(server, 4)).toBe('2 3 1 4')
  await expect.poll(() => shownOrder(page, 4)).toBe('2 3 1 4')

  await drag(0, 2)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.locator('[data-drop-line]')).toHaveCount(0)
  expect(await hostOrder(server, 4)).toBe('2 3 1 4')
})

test('everything can be chosen and cancelled at once, with the number beforehand and a way back', async ({
  page,
  server,
}) => {
  await openPausedQueue(page, server)
  await row(page, 1).click()
  await page.keyboard.press('ControlOrMeta+a')
  const bar = page.getByRole('region', { name: 'Chosen jobs' })
  await expect(bar).toContainText(`${JOBS} chosen`)
  await expect(inspector(page).getByRole('heading', { name: `${JOBS} jobs chosen` })).toBeVisible()
  await bar.getByRole('button', { name: `Cancel ${JOBS}` }).click()
  await expect(tab(page, 'Cancelled', JOBS)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tab(page, 'Waiting', JOBS)).toBeVisible()
  await expect.poll(() => hostOrder(server, 3)).toBe('1 2 3')
})

test('a row’s menu opens by button, pointer and keyboard, and gives the keyboard back', async ({ page, server }) => {
  await openPausedQueue(page, server)
  await row(page, 2).click()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Move to the front' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(row(page, 2)).toBeFocused()
  await row(page, 4).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Move to the front' }).click()
  await expect.poll(() => hostOrder(server, 3)).toBe('5 1 2')
})

test('the search completes fields and says what it did not understand', async ({ page, server }) => {
  await openPausedQueue(page, server)
  await page.keyboard.press('/')
  const search = page.getByRole('combobox', { name: 'Search the queue' })
  await expect(search).toBeFocused()
  await page.keyboard.type('sta')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(search).toHaveValue('status:')
  await page.keyboard.type('nonsense ')
  await expect(search).toHaveAccessibleDescription(/“nonsense” means nothing after “status:”/)
  await search.fill('"Study 7"')
  await expect(rows(page)).toHaveCount(1)
  await expect(rowOf(page, 'Study 7')).toBeVisible()
})

test('the queue and the inspector pass axe', async ({ page, server }) => {
  await openPausedQueue(page, server)
  await row(page, 1).click()
  for (const name of ['Timeline', 'Files', 'Overview']) {
    await inspector(page).getByRole('tab', { name }).click()
    expect(await violations(page)).toEqual([])
  }
})
