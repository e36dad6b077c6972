import { AxeBuilder } from '@axe-core/playwright'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { finishTake } from './shellAnswers.ts'
import { queueJob } from './steps.ts'

const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: new RegExp(`^${name}`) })

const openSettings = async (page: Page, name: string): Promise<void> => {
  await view(page, 'Settings').click()
  await page.getByRole('navigation', { name: 'Pages of the settings' }).getByRole('button', { name }).click()
}

/** Takes hold of something with the mouse and moves it so far that a drag begins. */
const drag = async (page: Page, selector: string): Promise<void> => {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`There is no ${selector} to drag.`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y + 6, { steps: 4 })
  await page.mouse.up()
}

const dragged = async (desktop: DesktopApp): Promise<string[][]> =>
  (await desktop.system.calls('webContents.startDrag')).map(({ args }) => (args[0] as { files: string[] }).files)

const rootColour = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--color-accent'))

test.describe('finished takes', () => {
  test.use({ desktopOptions: { demoSpeed: 20 } })

  test('are dragged out by their pictures in library, queue, inspector and player', async ({ desktop }) => {
    const take = await finishTake(desktop, 'A lighthouse at dusk')
    const page = await desktop.page()
    const path = join(desktop.videosDir, take.fileName)
    await view(page, 'Library').click()
    const tile = page.locator(`[data-job-id="${take.jobId}"]`)
    await expect(tile.getByRole('img').or(tile.locator('img')).first()).toBeVisible()
    const handles = [
      `[data-job-id="${take.jobId}"] [draggable="true"]`,
      'aside [draggable="true"]',
      '[data-take-handle]',
      '[role="dialog"] [data-take-handle]',
    ]
    const expected: string[][] = []
    const drags = async (selector: string): Promise<void> => {
      await drag(page, selector)
      expected.push([path])
      await expect.poll(() => dragged(desktop)).toEqual(expected)
    }
    await drags(handles[0] ?? '')
    await tile.click()
    await drags(handles[1] ?? '')
    await page.getByRole('tab', { name: 'Files' }).click()
    await drags(handles[2] ?? '')
    await tile.dblclick()
    await expect(page.getByRole('dialog')).toBeVisible()
    await drags(handles[3] ?? '')
    await page.keyboard.press('Escape')
    await view(page, 'Queue').click()
    await drags(`[data-job-id="${take.jobId}"] [draggable="true"]`)
  })

  test('go together when they are chosen together; what waits is not dragged out', async ({ desktop }) => {
    const first = await finishTake(desktop, 'A lighthouse at dusk')
    const second = await finishTake(desktop, 'A heron in the reeds')
    await desktop.rpc('queue.pause', {})
    const waiting = await queueJob(desktop, 'Still waiting')
    const page = await desktop.page()
    await expect(page.locator(`[data-job-id="${waiting.id}"]`)).toBeVisible()
    await page.locator(`[data-job-id="${first.jobId}"]`).click()
    await page.locator(`[data-job-id="${second.jobId}"]`).click({ modifiers: ['ControlOrMeta'] })
    await drag(page, `[data-job-id="${first.jobId}"] [draggable="true"]`)
    const paths = [first, second].map(({ fileName }) => join(desktop.videosDir, fileName))
    await expect.poll(() => dragged(desktop)).toEqual([paths])
    await expect(page.locator(`[data-job-id="${waiting.id}"] [draggable="true"]`)).toHaveCount(0)
    // What was dragged out does not come back in.
    await expect(page.getByText('is neither an image nor a text')).toHaveCount(0)
  })
})

test('files are taken wherever in the window they are dropped, also in the settings', async ({ desktop }) => {
  const page = await desktop.page()
  await openSettings(page, 'Storage')
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['prompt,seconds\nA heron in the reeds,8\n'], 'shots.csv', { type: 'text/csv' }))
    transfer.items.add(new File(['x'], 'clip.mp4', { type: 'video/mp4' }))
    return transfer
  })
  await page.locator('main').dispatchEvent('dragover', { dataTransfer: files })
  await expect(page.getByText('Drop an image to start from')).toBeVisible()
  await page.locator('main').dispatchEvent('drop', { dataTransfer: files })
  await expect(page.getByText('shots.csv')).toBeVisible()
  await expect(page.getByText('One file was left out').first()).toBeVisible()
  await expect(page.getByText('Drop an image to start from')).toHaveCount(0)
})

test('the accent follows the system, unless the person wants that of Dailies', async ({ desktop }) => {
  const page = await desktop.page()
  await desktop.system.setAppearance({ accent: '#e8590c' })
  await expect.poll(() => rootColour(page)).toMatch(/^light-dark\(#\w{6}, #\w{6}\)$/)
  const orange = await rootColour(page)
  await page.reload()
  await desktop.page()
  expect(await rootColour(page)).toBe(orange)
  await openSettings(page, 'Appearance')
  await page.getByRole('group', { name: 'Accent colour' }).getByRole('button', { name: 'Dailies' }).click()
  await expect.poll(() => rootColour(page)).toBe('')
  await desktop.system.setAppearance({ accent: '#26a269' })
  expect(await rootColour(page)).toBe('')
})

test('theme and language reach the shell as they are chosen', async ({ desktop }) => {
  const page = await desktop.page()
  const source = () => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null)
  await openSettings(page, 'Appearance')
  await page.getByRole('button', { name: 'Light' }).click()
  await expect.poll(source).toBe('light')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect
    .poll(async () => (await desktop.system.menu()).map(({ label }) => label))
    .toContainEqual(expect.stringMatching(/^&?Datei$/))
})

test('a page that is loaded again answers a menu once', async ({ desktop }) => {
  const page = await desktop.page()
  await page.reload()
  await page.reload()
  await desktop.page()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toBeVisible()
  await desktop.system.clickMenu('View', 'Show or hide the inspector')
  await expect(inspector).toHaveCount(0)
})

test('the desktop’s own settings act, and are kept by the shell', async ({ desktop }) => {
  const page = await desktop.page()
  await openSettings(page, 'Desktop')
  const awake = page.getByRole('switch', { name: /^Keep the computer awake/ })
  await expect(awake).toBeChecked()
  await awake.click()
  await expect(awake).not.toBeChecked()
  await page.getByRole('switch', { name: /^Keep working/ }).click()
  await expect(page.getByText('This Dailies does not update itself')).toBeVisible()
  await expect(page.getByRole('switch', { name: /^Open when I log in/ })).toBeDisabled()
  await page.reload()
  await desktop.page()
  await expect(page.getByRole('switch', { name: /^Keep the computer awake/ })).not.toBeChecked()
  await expect(page.getByRole('switch', { name: /^Keep working/ })).not.toBeChecked()
})

test('the videos folder is chosen in the system’s dialog and saved in the form', async ({ desktop }) => {
  const page = await desktop.page()
  const folder = join(desktop.dataDir, 'elsewhere')
  await mkdir(folder)
  await openSettings(page, 'Storage')
  const field = page.getByRole('textbox', { name: 'Folder for finished takes' })
  await desktop.system.answerDialogs('', folder)
  await page.getByRole('button', { name: 'Choose…' }).click()
  await expect(field).toHaveValue(desktop.videosDir)
  await page.getByRole('button', { name: 'Choose…' }).click()
  await expect(field).toHaveValue(folder)
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect.poll(async () => (await desktop.rpc('settings.get', {})).videosDir).toBe(folder)
})

test('diagnostics are saved where the person wants them', async ({ desktop }) => {
  const page = await desktop.page()
  await openSettings(page, 'Diagnostics')
  const path = join(desktop.dataDir, 'report')
  await mkdir(path)
  await desktop.system.answerDialogs(join(path, 'diagnostics.zip'))
  await page.getByRole('button', { name: 'Save diagnostics…' }).click()
  await expect(page.getByText('The diagnostics are in')).toBeVisible()
  expect(await readdir(path)).toHaveLength(1)
})

test('a link to a job that is gone says so', async ({ desktop }) => {
  const page = await desktop.page()
  await desktop.system.launchAgain('dailies://job/nobody-knows-this-one')
  await expect(page.getByText('This job is no longer in the library.').first()).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the desktop’s settings can be used by everybody, ${colorScheme}, in an orange accent`, async ({ desktop }) => {
    const page = await desktop.page()
    await page.emulateMedia({ colorScheme })
    await desktop.system.setAppearance({ accent: '#e8590c' })
    for (const name of ['Desktop', 'Appearance', 'Storage', 'Diagnostics']) {
      await openSettings(page, name)
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([])
    }
  })
}
