import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../drivers/desktop.ts'
import { finishTake } from './shellAnswers.ts'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('a picture that is dropped onto the window becomes a reference', async ({ desktop }) => {
  const page = await desktop.page()
  const files = await page.evaluateHandle(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
    return transfer
  }, PIXEL)
  const area = page.locator('[data-composer]')
  await area.dispatchEvent('dragover', { dataTransfer: files })
  await area.dispatchEvent('drop', { dataTransfer: files })
  // No model wants a picture of one pixel, so it has to be fitted first.
  await page.getByRole('button', { name: 'Use the image' }).click()
  await expect(page.getByText('dropped.png')).toBeVisible()
})

test('a table that is opened with the app becomes a batch', async ({ desktop }) => {
  const page = await desktop.page()
  const path = join(desktop.dataDir, 'shots.csv')
  await writeFile(path, 'prompt,seconds\nA lighthouse at dusk,4\nA heron in the reeds,8\n')
  expect(await desktop.system.launchAgain(path)).toBe(0)
  await expect(page.getByText('shots.csv')).toBeVisible()
  await expect(page.getByText('A heron in the reeds').first()).toBeVisible()
})

test('a table in UTF-16, as Excel saves it, becomes a batch as well', async ({ desktop }) => {
  const page = await desktop.page()
  const path = join(desktop.dataDir, 'shots.txt')
  await writeFile(path, '\ufeffprompt\tseconds\r\nA bear 🐻 in Köln\t4\r\nA heron in the reeds\t8\r\n', 'utf16le')
  expect(await desktop.system.launchAgain(path)).toBe(0)
  await expect(page.getByText('shots.txt.tsv')).toBeVisible()
  await expect(page.getByText('A bear 🐻 in Köln').first()).toBeVisible()
})

test('a take that is opened from outside, as from the recent items, shows its job', async ({ desktop }) => {
  const take = await finishTake(desktop, 'A lighthouse at dusk')
  await finishTake(desktop, 'A heron in the reeds')
  const page = await desktop.page()
  await desktop.system.openFile(join(desktop.videosDir, take.fileName))
  await expect(page.getByRole('complementary').filter({ hasText: 'A lighthouse at dusk' })).toBeVisible()
})

test('whatever else is opened is refused with a reason, and never read', async ({ desktop }) => {
  await desktop.page()
  const paths = { stranger: join(desktop.dataDir, 'holiday.mp4'), program: join(desktop.dataDir, 'program.exe') }
  for (const path of Object.values(paths)) await writeFile(path, 'anything')
  await desktop.system.answerDialogs('Close')
  expect(await desktop.system.launchAgain(paths.stranger, paths.program)).toBe(0)
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBe(1)
  const [dialog] = await desktop.system.dialogs()
  expect(dialog?.message).toContain('holiday.mp4 is no take of this library')
  expect(dialog?.message).toContain('can not open program.exe')
  // Whoever looks at the window needs no notification beside it.
  expect(await desktop.system.notices()).toEqual([])
})

test.describe('on macOS and Windows', () => {
  test.use({ desktopOptions: { platform: 'darwin', demoSpeed: 20 } })

  test('finished takes are among the recent items', async ({ desktop }) => {
    const take = await finishTake(desktop, 'A lighthouse at dusk')
    const recent = async () => (await desktop.system.calls('app.addRecentDocument')).map(({ args }) => args[0])
    await expect.poll(recent).toEqual([join(desktop.videosDir, take.fileName)])
  })
})
