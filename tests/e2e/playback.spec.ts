import type { Page } from '@playwright/test'
import { expect, test } from './drivers/videoFixtures.ts'
import type { TransportEvent } from '../../renderer/src/video/transportState.ts'
import type { Shown } from './videoPage/deck.ts'

/** Sound and picture by the video element, steps and reverse by the canvas over it: both must mean the same frame. */

test.beforeEach(async ({ page, openPage }) => {
  await openPage('')
  await page.waitForFunction(() => 'videoTest' in window)
})

const CLIPS = ['b-frames-30000-1001.mp4', 'late-start-24.mp4'] as const

const openDeck = (page: Page, name: string, isWithoutDecoder = false): Promise<void> =>
  page.evaluate(([file, isPlain]) => window.videoTest.createDeck(file, isPlain), [name, isWithoutDecoder] as const)

const send = (page: Page, event: TransportEvent): Promise<void> =>
  page.evaluate((sent) => window.deck.send(sent), event)
const shownSince = (page: Page): Promise<Shown[]> => page.evaluate(() => window.deck.shown())

/** What a person sees: the numbered blocks in a photograph of the screen. */
const numberOnScreen = async (page: Page): Promise<number | null> => {
  const photograph = (await page.locator('#stage').screenshot()).toString('base64')
  return page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob()
    return (await window.videoTest.readImage(blob)).number
  }, photograph)
}

/** Plays until this frame or a later one was shown, and stops there. */
const playPast = async (page: Page, index: number): Promise<void> => {
  await send(page, { type: 'play', direction: 1 })
  await page.waitForFunction((wanted) => window.deck.state().index >= wanted, index)
  await send(page, { type: 'pause' })
  await page.evaluate(() => window.deck.untilStill())
}

/** The element may already paint its next frame while it tells of one; a canvas never. */
const expectTrue = (shown: readonly Shown[]): void => {
  const isTrue = ({ index, number, surface }: Shown): boolean =>
    number === index || (surface === 'video' && number === index + 1)
  expect(shown.filter((frame) => !isTrue(frame))).toEqual([])
}

for (const clip of CLIPS) {
  test(`${clip}: what plays, what is stepped to and what is seen are one frame`, async ({ page }) => {
    await openDeck(page, clip)
    await playPast(page, 12)
    const played = await shownSince(page)
    expectTrue(played)
    expect(played.some(({ surface }) => surface === 'video')).toBe(true)
    const { index } = await page.evaluate(() => window.deck.state())
    expect(await numberOnScreen(page)).toBe(index)

    for (const frames of [1, 1, -1, -1, -1]) {
      await send(page, { type: 'step', frames })
      await page.evaluate(() => window.deck.untilStill())
    }
    const stepped = await shownSince(page)
    expectTrue(stepped)
    expect(stepped.map((frame) => frame.index - index)).toEqual([1, 2, 1, 0, -1])
    expect(new Set(stepped.map(({ surface }) => surface))).toEqual(new Set(['canvas']))
    expect(await numberOnScreen(page)).toBe(index - 1)

    await send(page, { type: 'play', direction: 1 })
    await page.waitForFunction((wanted) => window.deck.state().index > wanted, index + 8)
    await send(page, { type: 'pause' })
    const resumed = await shownSince(page)
    expectTrue(resumed)
    // The first frame from the video is the one that stood on the canvas, or one of the next few: none is played again.
    expect(resumed[0]?.surface).toBe('video')
    expect(resumed[0]?.index).toBeGreaterThanOrEqual(index - 1)
    expect(resumed[0]?.index).toBeLessThanOrEqual(index + 3)
    expect(resumed.map((frame) => frame.index)).toEqual(resumed.map((frame) => frame.index).toSorted((a, b) => a - b))
  })
}

test('reverse runs back through the frames in order, at every shuttle speed, down to the first', async ({ page }) => {
  await openDeck(page, CLIPS[0])
  for (const presses of [1, 2, 3, 4]) {
    await send(page, { type: 'goTo', index: 95 })
    await page.evaluate(() => window.deck.untilShown(95))
    await shownSince(page)
    for (let press = 0; press < presses; press += 1) await send(page, { type: 'shuttle', direction: -1 })
    await page.waitForFunction(() => window.deck.state().index < 40)
    if (presses < 4) await send(page, { type: 'shuttle', direction: -1 })
    await page.evaluate(() => window.deck.untilStill())
    const shown = await shownSince(page)
    expectTrue(shown)
    const indexes = shown.map(({ index }) => index)
    expect(indexes).toEqual(indexes.toSorted((a, b) => b - a))
    expect(indexes.at(-1)).toBe(0)
    expect(await numberOnScreen(page)).toBe(0)
  }
})

test('a loop between two marks plays nothing outside of them', async ({ page }) => {
  await openDeck(page, CLIPS[0])
  for (const [index, mark] of [
    [30, 'markIn'],
    [40, 'markOut'],
  ] as const) {
    await send(page, { type: 'goTo', index })
    await send(page, { type: mark })
  }
  await send(page, { type: 'goTo', index: 30 })
  await page.evaluate(() => window.deck.untilShown(30))
  await shownSince(page)
  await send(page, { type: 'play', direction: 1 })
  const { jumps } = await page.evaluate(() => window.deck.state())
  await page.waitForFunction((before) => window.deck.state().jumps >= before + 2, jumps)
  const forward = await shownSince(page)
  expectTrue(forward)
  expect(Math.min(...forward.map(({ index }) => index))).toBeGreaterThanOrEqual(30)
  // The element runs on while it seeks; one frame beyond the mark may have reached it.
  expect(Math.max(...forward.map(({ index }) => index))).toBeLessThanOrEqual(41)

  await send(page, { type: 'shuttle', direction: -1 })
  const turns = (await page.evaluate(() => window.deck.state())).jumps
  await page.waitForFunction((before) => window.deck.state().jumps >= before + 2, turns)
  const backward = (await shownSince(page)).filter(({ surface }) => surface === 'canvas').map(({ index }) => index)
  expect([Math.min(...backward), Math.max(...backward)]).toEqual([30, 40])
})

test('stops on the last frame, and plays from the first when it is started again', async ({ page }) => {
  await openDeck(page, CLIPS[1])
  await send(page, { type: 'goTo', index: 85 })
  await page.evaluate(() => window.deck.untilShown(85))
  await send(page, { type: 'toggle' })
  await page.evaluate(() => window.deck.untilStill())
  expect(await page.evaluate(() => window.deck.state().index)).toBe(95)
  expect(await numberOnScreen(page)).toBe(95)
  await send(page, { type: 'toggle' })
  await page.waitForFunction(() => window.deck.state().index > 3)
  const shown = await shownSince(page)
  expectTrue(shown)
  expect(shown.some(({ index }) => index < 4)).toBe(true)
})

test('where the element cannot seek, it plays on by drawn frames', async ({ page }) => {
  await openDeck(page, 'open-gop-24.mp4')
  await send(page, { type: 'goTo', index: 60 })
  await page.evaluate(() => window.deck.untilShown(60))
  await send(page, { type: 'toggle' })
  await page.evaluate(() => window.deck.untilStill())
  const shown = await shownSince(page)
  expect(shown.map(({ index }) => index).slice(-1)).toEqual([95])
  expect(shown.filter(({ surface, index, number }) => surface === 'canvas' && index !== number)).toEqual([])
  expect(await numberOnScreen(page)).toBe(95)
})

for (const clip of CLIPS) {
  test(`${clip}: without decoded frames the element itself steps, as exactly`, async ({ page }) => {
    await openDeck(page, clip, true)
    // Not the two frames before a key frame: in a late start Chromium's element takes the key frame for them.
    for (const index of [0, 1, 2, 3, 50, 49, 48, 93, 92, 33, 32, 29]) {
      await send(page, { type: 'goTo', index })
      await page.evaluate((wanted) => window.deck.untilShown(wanted), index)
      expect(await numberOnScreen(page)).toBe(index)
    }
    await send(page, { type: 'shuttle', direction: -1 })
    await page.waitForFunction(() => window.deck.state().index < 24)
    await send(page, { type: 'pause' })
    const backward = (await shownSince(page)).map(({ index }) => index)
    expect(backward.slice(-5)).toEqual(backward.slice(-5).toSorted((a, b) => b - a))
  })
}
