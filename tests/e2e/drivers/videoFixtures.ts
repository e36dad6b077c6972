import { expect, test as base } from '@playwright/test'
import { startVideoPage, type VideoPage } from './videoPage.ts'

interface Fixtures {
  /** Opens one of the pages; any exception in it fails the test. */
  openPage: (path: string) => Promise<void>
}

/** Playwright's test on the pages that play numbered clips, one server for each worker. */
export const test = base.extend<Fixtures, { videoPage: VideoPage }>({
  videoPage: [
    async ({}, provide) => {
      const videoPage = await startVideoPage()
      await provide(videoPage)
      await videoPage.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  openPage: async ({ page, videoPage }, provide) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await provide(async (path) => void (await page.goto(videoPage.url + path)))
    expect(faults, 'exceptions in the page').toEqual([])
  },
})

export { expect }
