import { readFile } from 'node:fs/promises'
import { choose, expect, isLive, openLink, queuePrompt, reaches, rowOf, rows, test } from './drivers/fixtures.ts'

const PROMPT = 'A lighthouse at dusk, slow push-in from the sea'

interface Status {
  status: string
  ready: boolean
}

// Slow enough that the tab is closed before the take is there.
test.use({ serverOptions: { demoSpeed: 4 } })

test('a prompt becomes a playable take while no tab is open, and a reload keeps everything', async ({
  context,
  page,
  server,
}) => {
  await openLink(page, server)
  await choose(page, 'Size', '1280 × 720')
  const row = await queuePrompt(page, PROMPT)
  const jobId = await row.getAttribute('data-job-id')
  expect(await row.getAttribute('data-status')).not.toBe('completed')
  await page.close()

  const status = async (): Promise<Status> => (await server.api(`/api/videos/status/${jobId}`)) as Status
  await expect.poll(async () => (await status()).ready, { timeout: 60_000 }).toBe(true)

  const reopened = await context.newPage()
  await reopened.goto(server.origin())
  await isLive(reopened)
  const finished = rowOf(reopened, PROMPT)
  await reaches(finished, 'completed')
  const poster = finished.locator('img')
  await expect(poster).toHaveJSProperty('complete', true)
  expect(await poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await finished.getByRole('button', { name: 'Play', exact: true }).click()
  const player = reopened.getByRole('dialog', { name: PROMPT })
  const video = player.locator('video')
  await expect.poll(() => video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime)).toBeGreaterThan(0.5)
  const shape = await video.evaluate(({ videoWidth, videoHeight, duration }: HTMLVideoElement) => ({
    videoWidth,
    videoHeight,
    seconds: Math.round(duration),
  }))
  expect(shape).toEqual({ videoWidth: 1280, videoHeight: 720, seconds: 4 })

  await reopened.reload()
  await isLive(reopened)
  await reaches(rowOf(reopened, PROMPT), 'completed')
  await expect(rows(reopened)).toHaveCount(1)
})

test.describe('of any provider', () => {
  test.use({ clipAfterMs: 150 })

  test('the take can be saved as the file it is', async ({ page, server }) => {
    await openLink(page, server)
    const row = await queuePrompt(page, PROMPT)
    await reaches(row, 'completed')
    await row.getByRole('button', { name: 'More actions' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save a copy' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.mp4$/)
    const { items } = await server.rpc('jobs.list', {})
    const file = await readFile(await download.path())
    expect(file.subarray(4, 8).toString()).toBe('ftyp')
    expect(file.length).toBe(items[0]?.take?.sizeBytes)
  })
})
