import type { Page } from '@playwright/test'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

interface Answer {
  status: number
  type: string | null
  range: string | null
  length: string | null
  sniffing: string | null
  bytes: number
}

const finishedTake = async (desktop: DesktopApp): Promise<{ page: Page; path: string }> => {
  const page = await desktop.page()
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'completed')
  const { take } = await desktop.rpc('jobs.get', { jobId: job.id })
  if (take === null) throw new Error('A completed job without a take.')
  return { page, path: `/media/${take.id}` }
}

/** Asks as the page does, over the app's own scheme. */
const ask = (page: Page, path: string, range: string | null = null, method = 'GET'): Promise<Answer> =>
  page.evaluate(
    async ([to, by, wanted]) => {
      const response = await fetch(to, { method: by, headers: wanted === null ? {} : { range: wanted } })
      const header = (name: string): string | null => response.headers.get(name)
      return {
        status: response.status,
        type: header('content-type'),
        range: header('content-range'),
        length: header('content-length'),
        sniffing: header('x-content-type-options'),
        bytes: (await response.arrayBuffer()).byteLength,
      }
    },
    [path, method, range] as const,
  )

test.describe('a finished take over the scheme of the app', () => {
  test('comes whole, in parts, from its end, and without its bytes', async ({ desktop }) => {
    const { page, path } = await finishedTake(desktop)
    const whole = await ask(page, path)
    expect(whole).toMatchObject({ status: 200, type: 'video/mp4', sniffing: 'nosniff' })
    const size = whole.bytes
    expect(size).toBeGreaterThan(1000)
    expect(whole.length).toBe(String(size))

    expect(await ask(page, path, null, 'HEAD')).toMatchObject({ status: 200, length: String(size), bytes: 0 })
    expect(await ask(page, path, 'bytes=0-99')).toMatchObject({
      status: 206,
      range: `bytes 0-99/${size}`,
      bytes: 100,
    })
    expect(await ask(page, path, 'bytes=-50')).toMatchObject({
      status: 206,
      range: `bytes ${size - 50}-${size - 1}/${size}`,
      bytes: 50,
    })
    expect(await ask(page, path, 'bytes=500-')).toMatchObject({ status: 206, bytes: size - 500 })
  })

  test('plays, and can be sought to its end', async ({ desktop }) => {
    const { page, path } = await finishedTake(desktop)
    const played = await page.evaluate(async (source) => {
      const video = document.createElement('video')
      video.muted = true
      video.src = source
      const once = (event: string) => new Promise((resolve) => video.addEventListener(event, resolve, { once: true }))
      const loaded = once('loadeddata')
      document.body.append(video)
      await loaded
      const near = video.duration - 0.2
      const sought = once('seeked')
      video.currentTime = near
      await sought
      const ended = once('ended')
      await video.play()
      await ended
      return { width: video.videoWidth, isAtEnd: video.currentTime > near, error: video.error?.message ?? null }
    }, path)
    expect(played).toEqual({ width: 1280, isAtEnd: true, error: null })
  })
})

test.describe('what is not there', () => {
  // Chromium writes an answer like this to the console.
  test.use({ expectedErrors: /Failed to load resource: .*(404|416|400|403)/ })

  test('is refused: a range beyond the end, a take that no one made, a way out of the folder', async ({ desktop }) => {
    const { page, path } = await finishedTake(desktop)
    const { bytes } = await ask(page, path)
    expect(await ask(page, path, `bytes=${bytes}-`)).toMatchObject({ status: 416, range: `bytes */${bytes}` })
    for (const strange of ['/media/nothing', '/media/..%2f..%2fdailies.db', '/media/%2e%2e/secrets.json']) {
      expect((await ask(page, strange)).status, strange).toBeGreaterThanOrEqual(400)
    }
  })
})
