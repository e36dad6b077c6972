import type { Locator, Page } from '@playwright/test'
import { composer, expect, isLive, openLink, promptField, queueButton, rows, test } from './drivers/fixtures.ts'
import type { DailiesServer } from './drivers/browser.ts'

/** Opens the page with the queue at rest, so that nothing is sent while a test looks. */
const openPaused = async (page: Page, server: DailiesServer): Promise<void> => {
  await server.rpc('queue.pause', {})
  await openLink(page, server)
}

const jobsOf = async (server: DailiesServer): Promise<{ prompt: string; seconds: number | null }[]> =>
  (await server.rpc('jobs.list', { limit: 200 })).items.map(({ prompt, seconds }) => ({ prompt, seconds }))

const csv = (text: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name: 'shots.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

const sharedPrompt = (page: Page): Locator => page.getByRole('textbox', { name: 'Shared prompt' })

const chooseTable = async (page: Page, text: string): Promise<void> => {
  await composer(page).getByRole('button', { name: 'Rows of a table' }).click()
  const waiting = page.waitForEvent('filechooser')
  await composer(page).getByRole('button', { name: 'Choose a file…' }).click()
  await (await waiting).setFiles(csv(text))
}

test('a batch of alternatives and variables is counted, shown and queued by keyboard alone', async ({
  page,
  server,
}) => {
  await openPaused(page, server)
  await page.keyboard.press('n')
  await expect(promptField(page)).toBeFocused()
  await page.keyboard.type('A {red|blue} fox, {camera}')
  await page.keyboard.press('Control+Shift+B')
  const values = page.getByLabel('Values of camera, one a line')
  await values.focus()
  await page.keyboard.type('dolly in\ncrane up\nstill')
  await expect(queueButton(page)).toHaveText('Queue 6 takes')
  await expect(page.getByText('A red fox, dolly in')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(promptField(page)).toHaveValue('')
  await expect(rows(page)).toHaveCount(6)
  expect((await jobsOf(server)).map(({ prompt }) => prompt)).toContain('A blue fox, crane up')
})

test('rows of a CSV are mapped, previewed and queued; a row with a problem stays and can be mended', async ({
  page,
  server,
}) => {
  await openPaused(page, server)
  await chooseTable(page, 'Caption,seconds\n"A fox, red",4\nA hare,7\nAn owl,8\n')
  await expect(page.getByText('shots.csv')).toBeVisible()
  await composer(page).getByRole('combobox', { name: 'Use “Caption” as' }).click()
  await page.getByRole('option', { name: 'Prompt' }).click()
  await expect(page.getByText(/Line 3: .*not 7/)).toBeVisible()
  await expect(queueButton(page)).toHaveText('Queue 2 takes')
  await sharedPrompt(page).focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 row', { exact: true })).toBeVisible()
  await composer(page).getByRole('button', { name: 'Edit as text' }).click()
  const text = composer(page).getByRole('textbox', { name: /Paste rows here/ })
  await expect(text).toHaveValue('Caption,seconds\nA hare,7')
  await text.fill('Caption,seconds\nA hare,12')
  await expect(queueButton(page)).toHaveText('Queue 1 take')
  await page.keyboard.press('Control+Enter')
  await expect(rows(page)).toHaveCount(3)
  expect(await jobsOf(server)).toEqual(
    expect.arrayContaining([
      { prompt: 'A fox, red', seconds: 4 },
      { prompt: 'An owl', seconds: 8 },
      { prompt: 'A hare', seconds: 12 },
    ]),
  )
})

test('ten thousand rows go in portions, and survive a reload on the way', async ({ page, server }) => {
  await openPaused(page, server)
  const lines = Array.from({ length: 10_000 }, (_, index) => `Shot ${index} of a fox,4`)
  await chooseTable(page, `prompt,seconds\n${lines.join('\n')}`)
  await expect(queueButton(page)).toHaveText('Queue 1,000 takes')
  await sharedPrompt(page).focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('9,000 rows', { exact: true })).toBeVisible()
  await page.reload()
  await isLive(page)
  await expect(queueButton(page)).toHaveText('Queue 1,000 takes')
  await expect(page.getByText('9,000 rows', { exact: true })).toBeVisible()
  expect((await server.rpc('queue.state', {})).counts.queued).toBe(1_000)
})

test('what was queued can be taken back, and its text returns', async ({ page, server }) => {
  await openPaused(page, server)
  await promptField(page).fill('Not {this|that}')
  await page.keyboard.press('Control+Enter')
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(promptField(page)).toHaveValue('Not {this|that}')
  await expect(rows(page)).toHaveCount(0)
})

test.describe('when an answer gets lost', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('sending it again queues nothing twice', async ({ page, server }) => {
    await openPaused(page, server)
    let isLost = true
    await page.route('**/api/rpc/jobs.createMany', async (route) => {
      const response = await route.fetch()
      if (isLost) await route.abort()
      else await route.fulfill({ response })
    })
    await promptField(page).fill('Once {only|and no more}')
    await page.keyboard.press('Control+Enter')
    await expect(composer(page).getByText(/what was queued already is not queued twice/)).toBeVisible()
    await expect(promptField(page)).toHaveValue('Once {only|and no more}')
    await page.reload()
    await isLive(page)
    isLost = false
    await expect(queueButton(page)).toHaveText('Queue 2 takes')
    await promptField(page).focus()
    await page.keyboard.press('Control+Enter')
    await expect(promptField(page)).toHaveValue('')
    expect(await jobsOf(server)).toHaveLength(2)
  })
})

test('an image that is dropped is fitted to the size, and the provider takes it', async ({ page, server }) => {
  await openLink(page, server)
  const transfer = await page.evaluateHandle(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 900
    canvas.height = 900
    const context = canvas.getContext('2d')
    context?.fillRect(100, 100, 500, 300)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File([blob ?? ''], 'still.png', { type: 'image/png' }))
    return data
  })
  await page.locator('[data-composer]').dispatchEvent('drop', { dataTransfer: transfer })
  const dialog = page.getByRole('dialog', { name: 'Fit the image' })
  await expect(dialog.getByText(/wants an image of exactly 1280 × 720/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Use the image' }).click()
  await expect(composer(page).getByText('still.png')).toBeVisible()
  await promptField(page).fill('It comes alive')
  await page.keyboard.press('Control+Enter')
  await expect(rows(page).first()).toHaveAttribute('data-status', 'completed', { timeout: 45_000 })
})

test('a prompt of fifty thousand characters is written, kept and found again', async ({ page, server }) => {
  await openPaused(page, server)
  const long = 'Light falls on the water. '.repeat(1_924).slice(0, 50_000)
  await promptField(page).fill(long)
  await promptField(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' End.')
  await page.reload()
  await isLive(page)
  await expect(promptField(page)).toHaveValue(`${long} End.`)
})

test('an earlier prompt comes back with the arrow key, a template with its settings', async ({ page, server }) => {
  await openPaused(page, server)
  await promptField(page).fill('A fox in the snow')
  await page.keyboard.press('Control+Enter')
  await expect(promptField(page)).toHaveValue('')
  await page.keyboard.press('ArrowUp')
  await expect(promptField(page)).toHaveValue('A fox in the snow')
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('button', { name: 'Save the present one…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Snow')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The template “Snow” was saved.')).toBeVisible()
  await page.keyboard.press('Escape')
  await promptField(page).fill('Something else')
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('button', { name: /^Snow/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(promptField(page)).toHaveValue('A fox in the snow')
  await page
    .getByRole('dialog', { name: /replaced by the template/ })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(promptField(page)).toHaveValue('Something else')
})
