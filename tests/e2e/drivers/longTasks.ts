import type { Page } from '@playwright/test'

declare global {
  interface Window {
    longTasks: number[]
    layoutShifts: string[]
  }
}

/** From now on notes every task that kept the page from answering for more than 50 ms. */
export const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration))
    }).observe({ type: 'longtask' })
  })
export const longestTaskMs = (page: Page): Promise<number> => page.evaluate(() => Math.max(0, ...window.longTasks))

/** From now on notes everything that moves without having been asked to. */
export const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.layoutShifts = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] }
        // A number at a right edge that grew by a digit is a text that begins earlier, not a thing that jumps.
        if (sources.every(({ node }) => node instanceof Text)) continue
        const moved = sources.map(({ node }) =>
          (node instanceof Element ? node.outerHTML : node?.nodeValue)?.slice(0, 150),
        )
        window.layoutShifts.push(`${value}: ${moved.join(' | ')}`)
      }
    }).observe({ type: 'layout-shift' })
  })
export const shifts = (page: Page): Promise<string[]> => page.evaluate(() => window.layoutShifts)
