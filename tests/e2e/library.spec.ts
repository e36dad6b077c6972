import type { Locator, Page } from '@playwright/test'
import { expect, openLink, test } from './drivers/fixtures.ts'

const PROMPTS = [
  'A lighthouse at dusk',
  'A fox in the snow',
  'Foxes at night',
  'A night market in the rain',
  'A dancer',
]

/** Queues takes as another window would, and waits until they are in the library. */
const makeTakes = async (page: Page, prompts: readonly string[]): Promise<void> => {
  await page.evaluate(async (all) => {
    for (const [place, prompt] of all.entries()) {
      const response = await fetch('/api/rpc/jobs.create', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ prompt, seconds: 4, size: place % 2 === 0 ? '1280x720' : '720x1280' }),
      })
      if (!response.ok) throw new Error(await response.text())
    }
  }, prompts)
}

const takes = (page: Page): Locator => page.locator('[role="gridcell"][data-job-id]')
const take = (page: Page, prompt: string): Locator => takes(page).filter({ hasText: prompt })
const searchBox = (page: Page): Locator => page.getByRole('combobox', { name: 'Search takes' })
const chosen = (page: Page): Locator => page.locator('[role="gridcell"][aria-selected="true"]')

const openLibrary = async (page: Page): Promise<void> => {
  await makeTakes(page, PROMPTS)
  await page.getByRole('button', { name: /^Library/ }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length, { timeout: 60_000 })
}

test('search and filter are one text, and an empty result offers the way back', async ({ page, server }) => {
  await openLink(page, server)
  await openLibrary(page)
  await searchBox(page).fill('fox')
  await expect(takes(page)).toHaveCount(2)

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Portrait' }).click()
  await expect(searchBox(page)).toHaveValue('fox size:portrait')
  await page.keyboard.press('Escape')
  await expect(takes(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter size:portrait' }).click()
  await expect(searchBox(page)).toHaveValue('fox')
  await expect(takes(page)).toHaveCount(2)

  await searchBox(page).fill('fox since:2099')
  await expect(page.getByRole('heading', { name: 'No take fits' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all takes' }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length)
})

test('takes are chosen by keyboard, put into the trash, and come back by undo', async ({ page, server }) => {
  await openLink(page, server)
  await openLibrary(page)
  await take(page, 'A dancer').click()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(chosen(page)).toHaveCount(3)
  await expect(page.getByRole('group', { name: 'Chosen takes' })).toContainText('3 chosen')
  await page.keyboard.press('Delete')
  await expect(takes(page)).toHaveCount(2)
  await expect(page.locator('[role="gridcell"]:focus')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length)
})

test('the trash says how long it keeps, gives back, and asks before it deletes for good', async ({ page, server }) => {
  await openLink(page, server)
  await openLibrary(page)
  await take(page, 'A dancer').click()
  await page.keyboard.press('Delete')
  await expect(takes(page)).toHaveCount(PROMPTS.length - 1)
  await page.getByRole('tab', { name: /Trash/ }).click()
  await expect(page.getByText('deleted for good 30 days after')).toBeVisible()
  // The library's selection must be out of reach of these keys.
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(takes(page)).toHaveCount(1)

  await take(page, 'A dancer').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Put back' }).click()
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  await page.getByRole('tab', { name: /Takes/ }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length)

  await take(page, 'A dancer').click()
  await page.keyboard.press('Delete')
  await page.getByRole('tab', { name: /Trash/ }).click()
  await page.getByRole('button', { name: 'Empty the trash…' }).click()
  const question = page.getByRole('dialog', { name: 'Empty the trash?' })
  await expect(question).toContainText('1 video')
  await expect(question).toContainText('This cannot be undone.')
  await page.keyboard.press('Escape')
  await expect(takes(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Empty the trash…' }).click()
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
})

test('grid and list show the same takes, the list orders by its columns', async ({ page, server }) => {
  await openLink(page, server)
  await openLibrary(page)
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length)
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/rpc/layout.set'))
  await page.getByRole('button', { name: 'Order by: Finished' }).click()
  await expect(page.getByRole('button', { name: 'Finished, falling. Turn round' })).toBeVisible()
  await kept
  await page.reload()
  await expect(page.getByRole('button', { name: 'Finished, falling. Turn round' })).toBeVisible()
  await page.getByRole('button', { name: 'Grid', exact: true }).click()
  await expect(takes(page)).toHaveCount(PROMPTS.length)
})

test('frames are taken in the background and shown by the keyboard', async ({ page, server }) => {
  await openLink(page, server)
  await openLibrary(page)
  const dancer = take(page, 'A dancer')
  await dancer.click()
  await expect(async () => {
    await page.keyboard.press('.')
    await expect(dancer.locator('[data-scrub-frame]')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByTestId('announcement')).toContainText('Frame')
})
