import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readlinkSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { options } from '../machine/options.ts'
import { createCdp, type Cdp } from './cdp.ts'
import { hostPattern } from './schemes.ts'
import { startSchemeServer } from './schemeServer.ts'

const PORT_FILE = 'DevToolsActivePort'

/** Of Chrome around Chromium's content, or in the way of a test. */
const NOT_IN_ELECTRON = [
  'DialMediaRouteProvider',
  // Would ask for https first where a page asks for http.
  'HttpsFirstBalancedMode',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  // Frames stay in the process, and so on the wire, of their page.
  'IsolateOrigins',
  'site-per-process',
  'MediaRouter',
  'OptimizationHints',
  'PreloadTopChromeWebUI',
  'Translate',
]

export interface Chromium {
  cdp: Cdp
  /** Where a second client, the spec's Playwright, can attach. */
  debuggingPort: Promise<number>
  /** Ends it in order, so that what pages have stored is on the disk. */
  close(): Promise<void>
}

const argumentsFor = (profile: string, schemePort: number): string[] => [
  '--headless',
  `--user-data-dir=${profile}`,
  // The pipe is ours: when this process dies, however it does, so does the browser.
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
  // Nothing of the outside can be reached; the app's schemes end at our own server, whatever its port is today.
  `--host-resolver-rules=${[
    ...hostPattern().map((pattern) => `MAP ${pattern}:80 127.0.0.1:${schemePort}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ].join(',')}`,
  `--lang=${options.locale}`,
  `--disable-features=${NOT_IN_ELECTRON.join(',')}`,
  '--disable-site-isolation-trials',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-breakpad',
  '--disable-component-extensions-with-background-pages',
  '--disable-extensions',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-search-engine-choice-screen',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--metrics-recording-only',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
  ...options.chromium.args,
  'about:blank',
]

const readPort = (path: string): number | null => {
  try {
    return Number(readFileSync(path, 'utf8').split('\n')[0]) || null
  } catch {
    return null
  }
}

const portFrom = async (profile: string): Promise<number> => {
  const path = join(profile, PORT_FILE)
  const watcher = watch(profile)
  try {
    for (let port = readPort(path); ; port = readPort(path)) {
      if (port !== null) return port
      await once(watcher, 'change')
    }
  } finally {
    watcher.close()
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A browser whose app was killed a moment ago is still letting go of its profile. */
const untilUnused = async (profile: string): Promise<void> => {
  const owner = (): number => {
    try {
      return Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1))
    } catch {
      return 0
    }
  }
  while (owner() > 0 && isAlive(owner())) await delay(20)
}

const start = async (profile: string): Promise<Chromium> => {
  mkdirSync(profile, { recursive: true })
  await untilUnused(profile)
  rmSync(join(profile, PORT_FILE), { force: true })
  const schemeServer = await startSchemeServer()
  const child: ChildProcess = spawn(options.chromium.path, argumentsFor(profile, schemeServer.port), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const toChromium = child.stdio[3] as Writable
  // Writing to a browser that has just died is not the app's fault.
  toChromium.on('error', () => {})
  const cdp = createCdp(toChromium, child.stdio[4] as Readable)
  child.once('exit', cdp.end)
  child.once('error', (error) => {
    throw new Error(`Chromium (${options.chromium.path}) does not start.`, { cause: error })
  })
  return {
    cdp,
    debuggingPort: portFrom(profile),
    close: async () => {
      await cdp.browser.send('Browser.close').catch(() => {})
      await exited
      schemeServer.close()
    },
  }
}

let running: Promise<Chromium> | null = null

/** The one browser of this process; started when the first window needs it. */
export const chromium = (profile: string): Promise<Chromium> => (running ??= start(profile))

/** Null where no window was ever opened. */
export const runningChromium = (): Promise<Chromium> | null => running
