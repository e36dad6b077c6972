import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test as base } from './drivers/videoFixtures.ts'

/** The player by itself, on numbered clips: what its keys and controls do, and what it says when a file is no video. */

const A = 'b-frames-30000-1001.mp4'
const B = 'late-start-24.mp4'

const test = base.extend<{ open: (query: string) => Promise<void> }>({
  open: async ({ page, openPage }, provide) => {
    await provide(async (query) => {
      await openPage(`player.html?${query}`)
      await page.getByRole('button', { name: 'Open the player' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    })
  },
})

const position = (page: Page) => page.getByRole('slider')
const frame = async (page: Page): Promise<number> => Number(await position(page).getAttribute('aria-valuenow'))
const isAt = (page: Page, index: number): Promise<void> =>
  expect(position(page)).toHaveAttribute('aria-valuenow', String(index))
/** What is drawn on the stage is what the slider says. */
const showsIt = async (page: Page): Promise<void> => {
  await expect
    .poll(async () => (await page.evaluate(() => window.playerTest.readStage())) === (await frame(page)))
    .toBe(true)
}
const isOpen = (page: Page): Promise<void> =>
  expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
/** Opens on a still picture of this frame. */
const restAt = async (page: Page, index: number): Promise<void> => {
  await isOpen(page)
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /^Timecode/ }).click()
  await page.getByLabel('Timecode', { exact: true }).fill(`#${index}`)
  await page.keyboard.press('Enter')
  await isAt(page, index)
  await showsIt(page)
}

test('plays at once, and every key of an editing desk lands on the frame it means', async ({ page, open }) => {
  await open(`takes=${A}`)
  await isOpen(page)
  await expect.poll(() => frame(page)).toBeGreaterThan(3)
  await restAt(page, 40)

  for (const [keys, index] of [
    ['.', 41],
    [',', 40],
    [',', 39],
    ['Home', 0],
    ['End', 95],
  ] as const) {
    await page.keyboard.press(keys)
    await isAt(page, index)
    await showsIt(page)
  }
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByText('◀ 2×')).toBeVisible()
  await expect.poll(() => frame(page)).toBeLessThan(80)
  await page.keyboard.down('k')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const stopped = await frame(page)
  await page.keyboard.press('l')
  await isAt(page, stopped + 1)
  await page.keyboard.press('j')
  await isAt(page, stopped)
  await page.keyboard.up('k')
  await showsIt(page)
})

test('loops between marks and clears them, and the bar shows what loops', async ({ page, open }) => {
  await open(`takes=${A}`)
  await restAt(page, 20)
  await page.keyboard.press('i')
  await restAtTyped(page, '#26')
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: 'Clear the loop marks' })).toBeVisible()
  await page.keyboard.press('Space')
  const seen = new Set<number>()
  await expect
    .poll(async () => {
      seen.add(await frame(page))
      return seen.size
    })
    .toBeGreaterThan(4)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(20)
  expect(Math.max(...seen)).toBeLessThanOrEqual(27)
  await page.keyboard.press('Alt+x')
  await expect(page.getByRole('button', { name: 'Clear the loop marks' })).toBeHidden()
})

const restAtTyped = async (page: Page, typed: string): Promise<void> => {
  await page.getByRole('button', { name: /^Timecode/ }).click()
  await page.getByLabel('Timecode', { exact: true }).fill(typed)
  await page.keyboard.press('Enter')
}

test('follows the pointer and the arrow keys on its bar, and shows where the pointer is', async ({ page, open }) => {
  await open(`takes=${A}&sheet=1`)
  await restAt(page, 3)
  const box = await position(page).boundingBox()
  if (box === null) throw new Error('The bar is not there.')
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  await page.mouse.move(...at(0.5))
  await expect(page.getByText('00:00:01:18')).toBeVisible()
  await page.mouse.down()
  await isAt(page, 48)
  await page.mouse.move(...at(0.75))
  await isAt(page, 71)
  await page.mouse.up()
  await showsIt(page)
  await position(page).focus()
  await page.keyboard.press('ArrowLeft')
  await isAt(page, 70)
  await page.keyboard.press('PageDown')
  await isAt(page, 60)
  await showsIt(page)
  await expect(position(page)).toHaveAttribute('aria-valuetext', '00:00:02:00, frame 61 of 96')
})

test('does not start by itself where less motion is wanted', async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(`takes=${A}`)
  await expect.poll(() => page.evaluate(() => window.playerTest.readStage())).toBe(0)
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled()
})

test('goes where a typed timecode says, and says when it is none', async ({ page, open }) => {
  await open(`takes=${B}`)
  await restAt(page, 10)
  await restAtTyped(page, '2:05')
  await isAt(page, 53)
  await showsIt(page)
  await restAtTyped(page, '-3')
  await isAt(page, 50)
  await restAtTyped(page, 'soon')
  await expect(page.getByRole('alert')).toContainText('This is no timecode.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeVisible()
  await isAt(page, 50)
})

test('the next and the previous take follow without a single empty frame', async ({ page, open, videoPage }) => {
  const copy = await fetch(`${videoPage.url}clips/open-gop-24.mp4`)
  await fetch(`${videoPage.url}clips/third.mp4`, { method: 'PUT', body: await copy.arrayBuffer() })
  await open(`takes=${A},${B},third.mp4`)
  await isOpen(page)
  await expect.poll(() => page.evaluate(() => window.playerTest.readStage())).not.toBeNull()
  await page.evaluate(() => void (window.playerTest.watch = window.playerTest.watchStage()))
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
    const before = await page.locator('[data-take-id]:not(.invisible)').getAttribute('data-take-id')
    await page.keyboard.press(key)
    await expect(page.locator('[data-take-id]:not(.invisible)')).not.toHaveAttribute('data-take-id', before ?? '')
    await isOpen(page)
  }
  const watched = await page.evaluate(() => window.playerTest.watch?.stop())
  expect(watched?.looks).toBeGreaterThan(10)
  expect(watched?.empty).toBe(0)
})

test('takes a still of the very frame on show, to keep or as a reference', async ({ page, open }) => {
  await open(`takes=${A}`)
  await restAt(page, 33)
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('c')])
  expect(download.suggestedFilename()).toBe('b-frames-30000-1001-0034.png')
  const png = await readFile(await download.path())
  expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 96])
  await expect(page.getByRole('status').filter({ hasText: 'Saved frame 34' })).toBeVisible()
  await page.keyboard.press('Shift+C')
  await expect
    .poll(() => page.evaluate(() => window.playerTest.references.map(({ name, type }) => `${name} ${type}`)))
    .toEqual(['b-frames-30000-1001-0034.png image/png'])
})

test('zooms, pans and fits again; the controls all have names', async ({ page, open }) => {
  await open(`takes=${A}`)
  await restAt(page, 5)
  const zoom = page.getByRole('button', { name: /^Zoom: / })
  await page.keyboard.press('z')
  await expect(zoom).toHaveAccessibleName('Zoom: 100 %')
  await page.keyboard.press('z')
  await expect(zoom).toHaveAccessibleName('Zoom: 200 %')
  await page.keyboard.press('+')
  await expect(zoom).toHaveAccessibleName('Zoom: 250 %')
  await page.keyboard.press('-')
  await page.keyboard.press('z')
  await expect(zoom).not.toHaveAccessibleName(/^Zoom: (100|200|250) %$/)
  await page.getByRole('group', { name: 'Picture' }).hover()
  await page.mouse.wheel(0, -100)
  await expect(page.getByRole('button', { name: /^Zoom: / })).toBeVisible()
  expect(await page.getByRole('button').evaluateAll((all) => all.filter((one) => one.ariaLabel === '').length)).toBe(0)
})

test('fills the screen with the picture, lets the controls rest, and brings them back', async ({ page, open }) => {
  await open(`takes=${A}`)
  await isOpen(page)
  await page.keyboard.press('f')
  const controls = page.getByRole('toolbar', { name: 'Playback' })
  const footer = page.locator('footer')
  await expect(page.getByRole('button', { name: 'Close the player' })).toBeHidden()
  await expect(footer).toHaveCSS('opacity', '0')
  await page.mouse.move(300, 300)
  await page.mouse.move(310, 310)
  await expect(footer).toHaveCSS('opacity', '1')
  await controls.getByRole('button', { name: 'Leave full screen' }).click()
  await expect(page.getByRole('button', { name: 'Close the player' })).toBeVisible()
})

test('keeps the focus inside, closes by Escape and gives it back', async ({ page, open }) => {
  await open(`takes=${A}`)
  await isOpen(page)
  await expect(page.getByRole('group', { name: 'Picture' })).toBeFocused()
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab')
    // At the ends a guard outside of the dialog has the focus for a moment before it passes it on.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null), { intervals: [50] })
      .toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Open the player' })).toBeFocused()
})

test('says what is wrong with each kind of broken file, and opens it when it is there again', async ({
  page,
  open,
  videoPage,
}) => {
  const put = (name: string, body: Uint8Array<ArrayBuffer>) =>
    fetch(`${videoPage.url}clips/${name}`, { method: 'PUT', body })
  await put('nothing-in-it.mp4', new Uint8Array())
  await put('rubbish.mp4', new TextEncoder().encode('not a film '.repeat(400)))
  await open('takes=deleted.mp4,nothing-in-it.mp4,rubbish.mp4,silent.mp4')
  await expect(page.getByRole('heading', { name: 'The file is no longer there' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'The file is empty' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'The file is damaged' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Save the file' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'Dailies does not answer' })).toBeVisible()
  for (let back = 0; back < 3; back += 1) await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('heading', { name: 'The file is no longer there' })).toBeVisible()
  await put('deleted.mp4', new Uint8Array(await (await fetch(`${videoPage.url}clips/${A}`)).arrayBuffer()))
  await page.getByRole('button', { name: 'Try again' }).click()
  await isOpen(page)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'The file is empty' })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await isOpen(page)
  await expect(page.locator('video')).toHaveCount(1)
})

for (const theme of ['dark', 'light']) {
  test(`has no accessibility fault in the ${theme} theme, playing or failing`, async ({ page, open }) => {
    const violations = async () =>
      (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations
    await open(`takes=${A},deleted-for-good.mp4&theme=${theme}&language=de`)
    await expect(page.getByRole('button', { name: 'Anhalten', exact: true })).toBeVisible()
    await page.keyboard.press('Space')
    await page.keyboard.press('i')
    expect(await violations()).toEqual([])
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('heading', { name: 'Die Datei ist nicht mehr da' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
