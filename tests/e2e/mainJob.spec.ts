import { expect, isLive, openLink, queuePrompt, reaches, rowOf, test } from './drivers/fixtures.ts'

const PROMPT = 'A lighthouse at dusk, slow push-in from the sea'

interface Status {
  status: string
  ready: boolean
}

test('a prompt becomes a playable take while no tab is open, and a reload keeps everything', async ({
  context,
  page,
  server,
}) => {
  await openLink(page, server)
  await page.getByLabel('Size').selectOption('1280x720')
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
  await expect(finished.locator('img')).toHaveJSProperty('complete', true)
  expect(await finished.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await finished.getByRole('button', { name: 'Play', exact: true }).click()
  const video = reopened.locator('video')
  await expect.poll(() => video.evaluate((player: HTMLVideoElement) => player.currentTime)).toBeGreaterThan(0.5)
  const shape = await video.evaluate(({ videoWidth, videoHeight, duration }: HTMLVideoElement) => ({
    videoWidth,
    videoHeight,
    seconds: Math.round(duration),
  }))
  expect(shape).toEqual({ videoWidth: 1280, videoHeight: 720, seconds: 4 })

  await reopened.reload()
  await isLive(reopened)
  await reaches(rowOf(reopened, PROMPT), 'completed')
  await expect(reopened.getByRole('listitem')).toHaveCount(1)
})

test('the take can be downloaded as the file it is', async ({ page, server }) => {
  await openLink(page, server)
  const row = await queuePrompt(page, PROMPT)
  await reaches(row, 'completed')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.mp4$/)
  const path = await download.path()
  const { readFile } = await import('node:fs/promises')
  const head = await readFile(path)
  expect(head.subarray(4, 8).toString()).toBe('ftyp')
})
