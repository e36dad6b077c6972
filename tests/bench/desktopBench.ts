import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { launchStandIn } from '../e2e/drivers/standInApp.ts'
import { STAND_IN_OPTIONS } from '../standIn/machine/options.ts'
import { median } from './measure.ts'
import { inMs, type Row } from './report.ts'
import { putToRest } from './startBench.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const REGISTER = join(ROOT, 'tests', 'standIn', 'register.ts')
const WATCH = join(import.meta.dirname, 'desktopWatch.ts')
const MAIN = join(ROOT, 'out', 'main', 'main.js')
const BARE = join(import.meta.dirname, 'bareMain.mjs')
const RUNS = 9
const REOPENINGS = 5
const STRETCH_RUNS = 3
const START_MS = 5000
const REST_MS = 120_000
const MINUTE_MS = 60_000

/** The built desktop app on the stand-in for Electron: what starting, resting and coming back cost on our side. */
export async function benchDesktop(folder: string, libraryOf100k: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true })
  const library = join(folder, 'library')
  await cp(libraryOf100k, library, { recursive: true })
  const starts = await measureStarts(library)
  const stretch = await measureStretch(library)
  putToRest(library)
  const firesPerMinute = await measureRest(library)
  const reopenMs = await measureReopening(library)
  const own = starts.ownMs - starts.bareMs
  return [
    {
      ...row('start of the bundle to "window asked for", our own share', inMs(own), '<= 150 ms', own <= 150),
      baseline: `${inMs(starts.bareMs)} (a main of three lines)`,
      ratio: starts.ownMs / starts.bareMs,
    },
    row(
      'longest stretch of work of the main thread at start, 100k rows',
      inMs(stretch.busyMs),
      '<= 50 ms',
      stretch.busyMs <= 50,
    ),
    row('the same by the clock on the wall', inMs(stretch.wallMs), '', null),
    row('timers fired at rest, window open', `${firesPerMinute.toFixed(1)}/min`, '<= 2/min each', firesPerMinute <= 2),
    row('reopened window to the old place, 100k rows', inMs(reopenMs), '<= 600 ms', reopenMs <= 600),
  ]
}

const row = (what: string, measured: string, goal: string, isMet: boolean | null): Row => ({
  area: 'Desktop',
  what,
  measured,
  baseline: '',
  ratio: null,
  goal,
  isMet,
})

interface Said {
  event?: string
  ms?: number
  busyMs?: number
  count?: number
}

/** The app without a browser: windows are only recorded. */
function startApp(main: string, dataDir: string, watched: boolean): ChildProcess {
  const options = { pages: 'none', systemDir: `${dataDir}-system` }
  return spawn(process.execPath, [...(watched ? ['--import', WATCH] : []), '--import', REGISTER, main], {
    cwd: ROOT,
    env: {
      ...process.env,
      DAILIES_DATA_DIR: dataDir,
      DAILIES_VIDEOS_DIR: join(dataDir, 'videos'),
      [STAND_IN_OPTIONS]: JSON.stringify(options),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function heard(child: ChildProcess, event: string): Promise<Said> {
  return await new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error(`The app ended before it said "${event}".`))
    const listen = (message: Said): void => {
      if (message.event !== event) return
      child.off('message', listen).off('exit', gone)
      resolve(message)
    }
    child.on('message', listen).on('exit', gone)
  })
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** In turns, so that a busy machine is busy for both. */
async function measureStarts(library: string): Promise<{ ownMs: number; bareMs: number }> {
  const times: Record<'own' | 'bare', number[]> = { own: [], bare: [] }
  for (let run = 0; run < RUNS; run += 1) {
    for (const [which, main] of [['bare', BARE] as const, ['own', MAIN] as const]) {
      const child = startApp(main, library, false)
      times[which].push((await heard(child, 'window asked for')).ms ?? Number.NaN)
      await end(child)
    }
  }
  return { ownMs: median(times.own), bareMs: median(times.bare) }
}

/** From the window to five seconds later: everything has been read and rescheduled by then. */
async function measureStretch(library: string): Promise<{ busyMs: number; wallMs: number }> {
  const longest: Said[] = []
  for (let run = 0; run < STRETCH_RUNS; run += 1) {
    const child = startApp(MAIN, library, true)
    await heard(child, 'window asked for')
    child.send('begin stretch')
    await wait(START_MS)
    const answer = heard(child, 'longest stretch')
    child.send('longest stretch')
    longest.push(await answer)
    await end(child)
  }
  return {
    busyMs: median(longest.map(({ busyMs = Number.NaN }) => busyMs)),
    wallMs: median(longest.map(({ ms = Number.NaN }) => ms)),
  }
}

async function measureRest(library: string): Promise<number> {
  const child = startApp(MAIN, library, true)
  await heard(child, 'window asked for')
  await wait(2 * START_MS)
  child.send('begin timers')
  await wait(REST_MS)
  const answer = heard(child, 'timers')
  child.send('timers')
  const { count = Number.NaN } = await answer
  await end(child)
  return count / (REST_MS / MINUTE_MS)
}

/** Closed to the tray and released, then asked for again: until the old place of the library is painted. */
async function measureReopening(library: string): Promise<number> {
  const desktop = await launchStandIn({
    env: { DAILIES_DATA_DIR: library, DAILIES_HIDDEN_WINDOW_MS: '0' },
  })
  try {
    const times: number[] = []
    await showLibrary(await desktop.page())
    for (let count = 0; count < REOPENINGS; count += 1) {
      await desktop.system.closeWindow()
      await until(async () => !(await desktop.hasWindow()))
      const startedAt = performance.timeOrigin + performance.now()
      await desktop.system.clickTrayIcon()
      const page = await desktop.page()
      times.push((await placeShownAt(page)) - startedAt)
    }
    return median(times)
  } finally {
    await desktop.remove()
  }
}

const TILE = 'main [role="gridcell"][data-job-id]'

async function showLibrary(page: Page): Promise<void> {
  await page.keyboard.press('2')
  await page.locator(TILE).first().waitFor()
  await page.locator(TILE).first().hover()
  await page.mouse.wheel(0, 20_000)
  await wait(1500)
}

/** When the first take could be seen, in milliseconds since 1970. */
const placeShownAt = async (page: Page): Promise<number> =>
  await page.evaluate(async (tile) => {
    while (document.querySelector(tile) === null) await new Promise(requestAnimationFrame)
    const paints = performance.getEntriesByName('first-contentful-paint')
    return performance.timeOrigin + (paints[0]?.startTime ?? performance.now())
  }, TILE)

/** Asks every 20 ms, for half a minute. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let asked = 0; asked < 1500; asked += 1) {
    if (await isSo()) return
    await wait(20)
  }
  throw new Error('The window was not released.')
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
