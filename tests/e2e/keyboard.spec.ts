import type { Locator, Page } from '@playwright/test'
import { expect, openLink, promptField, rows, tab, test } from './drivers/fixtures.ts'

/** Nobody touches a mouse here. */

test.use({ clipAfterMs: 150 })

/** Presses Tab until something has the keyboard, as a person would. */
const tabTo = async (page: Page, target: Locator, keys: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluateAll((all) => all.includes(document.activeElement as HTMLElement))) return
    await page.keyboard.press(keys)
  }
  throw new Error('The keyboard does not get there.')
}
const runCommand = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What do you want to do?' }).waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.locator('[role="dialog"]:not([data-toast])')).toHaveCount(0)
}
const hasFocus = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement !== document.body)
const announced = (page: Page): Locator => page.getByTestId('announcement')
const frame = (page: Page): Locator => page.getByRole('slider', { name: 'Position' })

test('composes a batch, reorders it, steps through a take, puts it away and takes it back', async ({
  page,
  server,
}) => {
  await openLink(page, server)
  await runCommand(page, 'Pause after')
  await page.keyboard.press('n')
  await expect(promptField(page)).toBeFocused()
  await page.keyboard.type('A {red|green|blue} kite')
  await page.keyboard.press('Control+Enter')
  await expect(promptField(page)).toHaveValue('')

  await tabTo(page, page.getByRole('tab', { selected: true }), 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(tab(page, 'Waiting', 3)).toHaveAttribute('aria-selected', 'true')
  await expect(rows(page)).toHaveCount(3)
  await tabTo(page, rows(page))
  await page.keyboard.press('Home')
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(announced(page)).toHaveText('Moved to place 2 of 3.')
  await expect
    .poll(async () => (await server.rpc('queue.list', {})).items.map(({ prompt }) => prompt))
    .toEqual(['A green kite', 'A red kite', 'A blue kite'])
  expect(await hasFocus(page)).toBe(true)

  await runCommand(page, 'Resume')
  await expect(tab(page, 'Finished', 3)).toBeVisible()
  await expect(announced(page)).toHaveText(/takes? (is|are) finished/)
  await page.keyboard.press('2')
  await expect(page.getByRole('main', { name: 'Library' })).toBeVisible()
  await tabTo(page, rows(page))
  const taken = page.locator('[data-job-id]:focus')
  const jobId = await taken.getAttribute('data-job-id')

  await page.keyboard.press('Enter')
  await expect(frame(page)).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('k')
  await page.keyboard.press('Home')
  await expect(frame(page)).toHaveAttribute('aria-valuenow', '0')
  for (const [key, index] of [
    ['.', '1'],
    ['.', '2'],
    [',', '1'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(frame(page)).toHaveAttribute('aria-valuenow', index)
  }
  await page.keyboard.press('Escape')
  await expect(page.locator('[role="dialog"]:not([data-toast])')).toHaveCount(0)
  await expect(page.locator(`[data-job-id="${jobId}"]`)).toBeFocused()

  await page.keyboard.press('Delete')
  await expect(rows(page)).toHaveCount(2)
  await expect.poll(() => hasFocus(page)).toBe(true)
  await page.keyboard.press('F6')
  await tabTo(page, page.getByRole('button', { name: 'Undo' }))
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(3)
  await expect.poll(async () => (await server.rpc('trash.list', {})).count).toBe(0)
})

test('every view, the palette and the sheet are reached, and closing them gives the keyboard back', async ({
  page,
  server,
}) => {
  await openLink(page, server)
  await tabTo(page, page.getByRole('button', { name: /^Queue/ }).first())
  for (const [key, name] of [
    ['2', 'Library'],
    ['3', 'Activity'],
    ['4', 'Settings'],
    ['1', 'Queue'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('main', { name })).toBeVisible()
    expect(await hasFocus(page)).toBe(true)
  }
  for (const keys of ['?', 'Control+k', 'Control+Shift+h', 'Control+Shift+l']) {
    await page.keyboard.press(keys)
    await expect(page.locator('[role="dialog"]:not([data-toast])')).toBeVisible()
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await expect(page.locator('[role="dialog"]:not([data-toast])')).toHaveCount(0)
    await expect.poll(() => hasFocus(page)).toBe(true)
  }
  await runCommand(page, 'Show the trash')
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
})

test('whatever has the keyboard shows it', async ({ page, server }) => {
  await server.rpc('jobs.create', { prompt: 'To be seen' })
  await openLink(page, server)
  await expect(rows(page)).toHaveAttribute('data-status', 'completed')
  const unseen = (): Promise<string | null> =>
    page.evaluate(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) return null
      for (let element: Element | null = activeElement; element !== null; element = element.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return null
      }
      return activeElement.outerHTML.slice(0, 200)
    })
  const stops = new Set<string>()
  for (let presses = 0; presses < 45; presses += 1) {
    await page.keyboard.press('Tab')
    const bare = await unseen()
    if (bare !== null) stops.add(bare)
  }
  expect([...stops]).toEqual([])
})
