import type { Page } from '@playwright/test'
import { expect, test } from './drivers/videoFixtures.ts'
import type { ClipPlan } from './videoPage/makeClip.ts'

/** Clips with the frame's number drawn into the picture: what is seen says whether the right frame came. */

test.beforeEach(async ({ page, openPage }) => {
  await openPage('')
  await page.waitForFunction(() => 'videoTest' in window)
})

const MADE: readonly ClipPlan[] = [
  { name: 'made-24.mp4', frameCount: 72, rate: [24, 1], keyInterval: 24 },
  { name: 'made-25.mp4', frameCount: 60, rate: [25, 1], keyInterval: 7 },
  { name: 'made-30000-1001.mp4', frameCount: 90, rate: [30_000, 1001], keyInterval: 1000 },
  { name: 'made-60.mp4', frameCount: 120, rate: [60, 1], keyInterval: 30 },
]
/** Made once with x264; see the file beside them. */
const KEPT = [
  { name: 'b-frames-30000-1001.mp4', frameCount: 96, rate: [30_000, 1001], keyInterval: 24 },
  { name: 'late-start-24.mp4', frameCount: 96, rate: [24, 1], keyInterval: 32 },
  { name: 'open-gop-24.mp4', frameCount: 96, rate: [24, 1], keyInterval: 32 },
] as const
const CLIPS = [...MADE, ...KEPT]
const FRAME_BYTES = 128 * 96 * 1.5

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** The same jumps at every run. */
const jumps = (count: number, frameCount: number): number[] => {
  let state = 12_345
  return range(count).map(() => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % frameCount
  })
}

const make = (page: Page, clip: ClipPlan): Promise<void> =>
  page.evaluate((plan) => window.videoTest.makeClip(plan), { ...clip })

const prepare = async (page: Page, clip: (typeof CLIPS)[number]): Promise<void> => {
  if (MADE.some(({ name }) => name === clip.name)) await make(page, { ...clip, rate: [clip.rate[0], clip.rate[1]] })
}

for (const clip of CLIPS) {
  test(`every frame of ${clip.name} is the one asked for: forward, backward and by jumps`, async ({ page }) => {
    await prepare(page, clip)
    const { name, frameCount } = clip
    const facts = await page.evaluate((file) => window.videoTest.open(file), name)
    expect(facts).toMatchObject({
      frameCount,
      rate: { numerator: clip.rate[0], denominator: clip.rate[1], isConstant: true },
      width: 128,
      height: 96,
    })
    const forward = range(frameCount)
    const read = (indexes: readonly number[], heading: -1 | 0 | 1) =>
      page.evaluate(([file, wanted, way]) => window.videoTest.readFrames(file, wanted, way), [
        name,
        indexes,
        heading,
      ] as const)
    expect((await read(forward, 1)).numbers).toEqual(forward)
    expect((await read(forward.toReversed(), -1)).numbers).toEqual(forward.toReversed())
    const wanted = jumps(60, frameCount)
    expect((await read(wanted, 0)).numbers).toEqual(wanted)
  })
}

test('playing backward decodes a group a few times, not once a frame, within the bytes it may keep', async ({
  page,
}) => {
  await make(page, { name: 'long-group.mp4', frameCount: 180, rate: [30, 1], keyInterval: 1000 })
  const budgetBytes = 40 * FRAME_BYTES
  const backward = range(180).toReversed()
  const { numbers, passes, mostBytes } = await page.evaluate(
    async ([bytes, indexes]) => {
      await window.videoTest.open('long-group.mp4', bytes)
      return await window.videoTest.readFrames('long-group.mp4', indexes, -1)
    },
    [budgetBytes, backward] as const,
  )
  expect(numbers).toEqual(backward)
  expect(mostBytes).toBeLessThanOrEqual(budgetBytes)
  // A pass gives half of what may be kept: twenty frames.
  expect(passes).toBeLessThanOrEqual(180 / 20 + 1)
})

test('a grabbed still is that frame as a PNG of full size', async ({ page }) => {
  await make(page, { name: 'grab.mp4', frameCount: 30, rate: [25, 1], keyInterval: 10 })
  const still = await page.evaluate(async () => {
    await window.videoTest.open('grab.mp4')
    return await window.videoTest.grab('grab.mp4', 17)
  })
  expect(still).toEqual({ number: 17, width: 128, height: 96, type: 'image/png' })
})

test('a filmstrip shows evenly spaced frames, and its poster the first bright one', async ({ page }) => {
  await make(page, { name: 'strip.mp4', frameCount: 50, rate: [25, 1], keyInterval: 25 })
  const strip = await page.evaluate(() => window.videoTest.filmstrip('strip.mp4', 10, 64))
  expect(strip).toMatchObject({
    layout: { columns: 3, rows: 4, frameCount: 10 },
    numbers: [2, 7, 12, 17, 22, 27, 32, 37, 42, 47],
    sheet: { width: 192, height: 192, type: 'image/webp' },
    poster: { number: 2, width: 128, height: 96 },
  })
})

test('says what is wrong with a file that is empty, corrupt, gone or out of reach', async ({ page, videoPage }) => {
  const put = (name: string, body: Uint8Array<ArrayBuffer>) =>
    fetch(`${videoPage.url}clips/${name}`, { method: 'PUT', body })
  await put('empty.mp4', new Uint8Array())
  await put('noise.mp4', Uint8Array.from(range(5000).map((value) => (value * 37) % 256)))
  const reasonOf = (name: string) =>
    page.evaluate(async (file) => {
      const result = await window.videoTest.open(file)
      return 'failure' in result ? result.failure.reason : 'opened'
    }, name)
  expect(await reasonOf('empty.mp4')).toBe('empty')
  expect(await reasonOf('noise.mp4')).toBe('corrupt')
  expect(await reasonOf('nowhere.mp4')).toBe('gone')
  expect(await reasonOf('silent.mp4')).toBe('unreachable')
})

test('a file cut off in the middle gives its whole frames and says so of the rest', async ({ page, videoPage }) => {
  await make(page, { name: 'whole.mp4', frameCount: 60, rate: [25, 1], keyInterval: 10 })
  const whole = await (await fetch(`${videoPage.url}clips/b-frames-30000-1001.mp4`)).arrayBuffer()
  await fetch(`${videoPage.url}clips/cut.mp4`, {
    method: 'PUT',
    body: whole.slice(0, Math.floor(whole.byteLength * 0.7)),
  })
  const { numbers } = await page.evaluate(async () => {
    await window.videoTest.open('cut.mp4')
    return await window.videoTest.readFrames('cut.mp4', [0, 5, 95], 0)
  })
  expect(numbers).toEqual([0, 5, 'corrupt'])
})
