import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright'
import { chromiumLaunchOptions } from '../e2e/drivers/chromium.ts'
import { startChild } from './childProcess.ts'
import { fillLibrary } from './libraryFixture.ts'
import { median } from './measure.ts'
import { inMegabytes, inMs, type Row } from './report.ts'

const RENDERER = join(import.meta.dirname, '..', '..', 'out', 'renderer')
const TAKES = 100_000
const QUEUED = 10_000
const RUNNING = 1_000
const STARTS = 5
const SCROLL_MS = 6_000
const TYPED = 'Mist lifts off a mountain lake at first light, slow pull back over still water, {dawn|dusk}. '.repeat(2)

interface Watch {
  /** Durations of main-thread tasks over 50 ms since the last reset. */
  longTasks: number[]
  messages: number
  usableAt: number | null
}
declare global {
  interface Window {
    benchWatch: Watch
  }
}

/** The built screen in Chromium, on a library as large as people have, while a thousand jobs report progress. */
export async function benchScreen(folder: string): Promise<Row[]> {
  fillLibrary(folder, {
    rows: TAKES + QUEUED + RUNNING,
    generating: RUNNING,
    downloading: 0,
    submitting: 0,
    queued: QUEUED,
    belongingsEvery: 1,
  })
  const { child, message } = await startChild('screenServer.ts', [folder])
  const { port } = message as { port: number }
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    const link = `http://127.0.0.1:${port}/#token=bench`
    const starts = await measureStarts(browser, link)
    child.send('storm')
    const busy = await measureBusy(browser, link)
    return [...starts, ...busy, await scriptRow()]
  } finally {
    await browser.close()
    child.send('end')
  }
}

const row = (what: string, measured: string, goal: string, isMet: boolean | null): Row => ({
  area: 'Screen',
  what,
  measured,
  baseline: '',
  ratio: null,
  goal,
  isMet,
})

/** Notes long tasks and messages, and when the first take of the library can be clicked. */
const watch = (): void => {
  window.benchWatch = { longTasks: [], messages: 0, usableAt: null }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.benchWatch.longTasks.push(entry.duration)
  }).observe({ type: 'longtask', buffered: true })
  const prototype = EventSource.prototype as unknown as {
    addEventListener: (type: string, listener: EventListener) => void
  }
  const listen = prototype.addEventListener
  prototype.addEventListener = function (type, listener) {
    listen.call(this, type, (event) => {
      window.benchWatch.messages += 1
      listener(event)
    })
  }
  const look = (): void => {
    if (document.querySelector('main [role="gridcell"][data-job-id]') === null) return void requestAnimationFrame(look)
    // The frame with it has been painted when the next one begins.
    requestAnimationFrame(() => (window.benchWatch.usableAt = performance.now()))
  }
  requestAnimationFrame(look)
}

const openPage = async (browser: Browser, link: string, view: 'queue' | 'library'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(watch)
  await context.addInitScript((shown) => {
    localStorage.setItem('dailies.workbench', JSON.stringify({ arrangement: { view: shown } }))
  }, view)
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForFunction(() => window.benchWatch.usableAt !== null)
  return page
}

async function measureStarts(browser: Browser, link: string): Promise<Row[]> {
  const paints: number[] = []
  const usable: number[] = []
  for (let count = 0; count < STARTS; count += 1) {
    const page = await openPage(browser, link, 'library')
    const times = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      usable: window.benchWatch.usableAt ?? Number.NaN,
    }))
    paints.push(times.paint)
    usable.push(times.usable)
    await page.context().close()
  }
  return [
    row('first useful paint, 100k takes', inMs(median(paints)), '<= 600 ms', median(paints) <= 600),
    row('library usable, 100k takes', inMs(median(usable)), '<= 1.0 s', median(usable) <= 1000),
  ]
}

async function measureBusy(browser: Browser, link: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const view of ['library', 'queue'] as const) {
    const page = await openPage(browser, link, view)
    await page.waitForTimeout(1_500)
    const scrolling = await during(page, () => scroll(page))
    rows.push(taskRow(`scrolling the ${view}, longest task`, scrolling.longTasks))
    rows.push(
      row(
        `scrolling the ${view}, messages to the screen`,
        `${scrolling.messagesPerSecond.toFixed(1)}/s`,
        '<= 60/s',
        scrolling.messagesPerSecond <= 60,
      ),
    )
    const field = page.getByRole('textbox', { name: 'Prompt' }).first()
    await field.click()
    const typing = await during(page, () => field.pressSequentially(TYPED, { delay: 8 }))
    rows.push(taskRow(`typing a prompt beside the ${view}, longest task`, typing.longTasks))
    const heapBytes = await heapOf(page)
    rows.push(row(`heap with the ${view}`, inMegabytes(heapBytes), '<= 200 MB', heapBytes <= 200_000_000))
    await page.context().close()
  }
  return rows
}

const taskRow = (what: string, longTasks: readonly number[]): Row => {
  const longest = Math.max(0, ...longTasks)
  const measured = longest === 0 ? 'none over 50 ms' : `${inMs(longest)}, ${longTasks.length} over 50 ms`
  return row(what, measured, '<= 50 ms', longest <= 50)
}

async function during(
  page: Page,
  act: () => Promise<void>,
): Promise<{ longTasks: number[]; messagesPerSecond: number }> {
  await page.evaluate(() => {
    window.benchWatch.longTasks = []
    window.benchWatch.messages = 0
  })
  const startedAt = performance.now()
  await act()
  const seconds = (performance.now() - startedAt) / 1000
  const { longTasks, messages } = await page.evaluate(() => window.benchWatch)
  return { longTasks, messagesPerSecond: messages / seconds }
}

/** Steadily down for a while, then in leaps to everywhere. */
async function scroll(page: Page): Promise<void> {
  await page.evaluate(async (scrollMs) => {
    const viewport = document.querySelector('main [role="grid"]')?.parentElement
    if (viewport === null || viewport === undefined) throw new Error('There is no list.')
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const startedAt = performance.now()
    while (performance.now() - startedAt < scrollMs) {
      viewport.scrollTop += 60
      await nextFrame()
    }
    for (let leap = 0; leap < 40; leap += 1) {
      viewport.scrollTop = ((leap * 0.618_034) % 1) * viewport.scrollHeight
      for (let frame = 0; frame < 6; frame += 1) await nextFrame()
    }
  }, SCROLL_MS)
}

async function heapOf(page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}

/** What must be here before anything shows: the page's own script and what it imports at once. */
async function scriptRow(): Promise<Row> {
  const page = await readFile(join(RENDERER, 'index.html'), 'utf8')
  const names = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(RENDERER, name))).byteLength))
  const all = (await readdir(join(RENDERER, 'assets'))).filter((name) => name.endsWith('.js')).length
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return row(
    'initial script, gzip',
    `${Math.round(bytes / 1000)} kB in ${names.length} of ${all} files`,
    '<= 250 kB',
    bytes <= 250_000,
  )
}
