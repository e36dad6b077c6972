import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { DEFAULT_DISPLAYS, STAND_IN_OPTIONS, type StandInOptions } from '../../standIn/machine/options.ts'
import { chromiumLaunchOptions } from './chromium.ts'
import type { DesktopApp, DesktopOptions } from './desktopApp.ts'
import { askHost } from './askHost.ts'
import { createStandInPages } from './standInPages.ts'
import { spawnProgramAndWait, spawnStandIn, type StandInProcess } from './standInProcess.ts'
import { createStandInSystem } from './standInSystem.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const REGISTER = join(ROOT, 'tests/standIn/register.ts')
/** Another build than the checkout's own can be tested. */
export const builtFolder = (): string => process.env.DAILIES_OUT ?? join(ROOT, 'out')

const EXIT_WITHIN_MS = 20_000

export interface AppFolders {
  root: string
  dataDir: string
  videosDir: string
  systemDir: string
}

export const makeFolders = async (): Promise<AppFolders> => {
  const root = await mkdtemp(join(tmpdir(), 'dailies-desktop-'))
  const folders = {
    root,
    dataDir: join(root, 'data'),
    videosDir: join(root, 'videos'),
    systemDir: join(root, 'system'),
  }
  for (const folder of [folders.dataDir, folders.videosDir, folders.systemDir]) await mkdir(folder)
  return folders
}

/** What the app is told by its environment. Nothing that is set where the tests run may reach it. */
export const appEnvironment = (
  { dataDir, videosDir }: AppFolders,
  { demoSpeed = 20, env = {} }: DesktopOptions,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DAILIES_'))),
  DAILIES_DATA_DIR: dataDir,
  DAILIES_VIDEOS_DIR: videosDir,
  DAILIES_DEMO_SPEED: String(demoSpeed),
  DAILIES_POLL_MIN_MS: '100',
  ...env,
})

const standInOptions = (folders: AppFolders, options: DesktopOptions): StandInOptions => {
  const { executablePath, args = [] } = chromiumLaunchOptions()
  return {
    platform: options.platform ?? process.platform,
    displays: options.displays ?? DEFAULT_DISPLAYS,
    keychain: options.keychain ?? 'works',
    pages: 'chromium',
    systemDir: folders.systemDir,
    chromium: { path: executablePath ?? chromium.executablePath(), args },
    locale: 'en-GB',
    hasNotifications: options.hasNotifications ?? true,
    isPackaged: options.isPackaged ?? false,
    update: options.update ?? null,
  }
}

const merge = (one: DesktopOptions, other: DesktopOptions): DesktopOptions => ({
  ...one,
  ...other,
  env: { ...one.env, ...other.env },
})

/** Fails instead of waiting for a process that does not end. */
export const within = async <T>(work: Promise<T>, message: () => string): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(message())), EXIT_WITHIN_MS)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The built app on the stand-in. */
export const launchStandIn = async (asked: DesktopOptions): Promise<DesktopApp> => {
  const main = join(builtFolder(), 'main', 'main.js')
  if (!existsSync(main)) throw new Error(`${main} is missing: run "npm run build" first.`)
  const folders = await makeFolders()
  const pages = createStandInPages()
  const faults: string[] = []
  let options = asked
  let text = ''
  const listeners = {
    onOutput: (more: string) => {
      text += more
    },
    onFault: (fault: string) => void faults.push(fault),
  }
  const environment = (): Record<string, string | undefined> => ({
    ...appEnvironment(folders, options),
    [STAND_IN_OPTIONS]: JSON.stringify(standInOptions(folders, options)),
  })
  const commandLine = (args: readonly string[]): string[] => ['--import', REGISTER, main, ...args]
  const launch = (): StandInProcess => spawnStandIn(commandLine(options.args ?? []), environment(), listeners)
  let app = launch()

  const exit = async (): Promise<number | null> => {
    const code = await within(app.exited, () => `The app has not ended by itself.\n${text}`)
    await pages.forget()
    return code
  }
  const kill = async (): Promise<void> => {
    await app.kill()
    await pages.forget()
  }
  return {
    kind: 'stand-in',
    ...folders,
    origin: 'http://app.dailies.localhost',
    page: () => pages.page(app),
    hasWindow: () => app.call('hasWindow'),
    isWindowVisible: () => app.call('isWindowVisible'),
    evaluate: async (run, arg) => (await app.call('evaluate', run.toString(), arg)) as never,
    rpc: async (route, input) => {
      const page = await pages.page(app)
      return await askHost(page, route, input)
    },
    exit,
    kill,
    restart: async (more = {}) => {
      if (!app.hasExited()) {
        await app.call('evaluate', '(electron) => electron.app.exit(0)', null).catch(() => {})
        await exit()
      }
      options = merge(options, more)
      app = launch()
    },
    remove: async () => {
      await kill()
      await rm(folders.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
    output: () => text,
    faults: () => [...faults],
    system: createStandInSystem(
      () => app,
      (argv) => spawnProgramAndWait(process.execPath, commandLine(argv), environment(), listeners, EXIT_WITHIN_MS),
    ),
  }
}
