import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { askHost } from './askHost.ts'
import { appEnvironment, builtFolder, makeFolders, within } from './standInApp.ts'
import type { DesktopApp, DesktopOptions } from './desktopApp.ts'
import { electronBinary } from './electronBinary.ts'
import { buildRecorder, launchElectronProcess, ORIGIN, type ElectronProcess } from './electronProcess.ts'
import { spawnProgramAndWait } from './standInProcess.ts'
import { createStandInSystem } from './standInSystem.ts'

const EXIT_WITHIN_MS = 30_000

const defined = (env: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** The built app on real Electron. What only the stand-in can pretend (platform, displays, keychain) is left as it is. */
export const launchElectron = async (asked: DesktopOptions): Promise<DesktopApp> => {
  const binary = electronBinary()
  if (binary === null) throw new Error('There is no Electron here.')
  const folders = await makeFolders()
  const recorder = await buildRecorder(folders.root)
  const faults: string[] = []
  let options = asked
  let text = ''
  const listeners = {
    onOutput: (more: string) => {
      text += more
    },
    onFault: (fault: string) => void faults.push(fault),
  }
  const environment = (): Record<string, string> => ({
    ...defined(appEnvironment(folders, options)),
    LAST_WORDS: join(folders.root, 'last-words.json'),
  })
  const isRoot = process.getuid?.() === 0
  const commandLine = (args: readonly string[]): string[] => [
    // Chromium refuses its sandbox to root, which is what containers run as.
    ...(isRoot ? ['--no-sandbox'] : []),
    ...['--lang=en-GB', '-r', recorder, dirname(builtFolder())],
    ...args,
  ]
  const launch = (): Promise<ElectronProcess> =>
    launchElectronProcess(binary, commandLine(options.args ?? []), environment(), listeners)
  let app = await launch()
  const exit = (): Promise<number | null> => within(app.exited, () => `The app has not ended by itself.\n${text}`)
  return {
    kind: 'electron',
    ...folders,
    origin: ORIGIN,
    page: () => app.page(),
    hasWindow: () => app.call('hasWindow'),
    isWindowVisible: () => app.call('isWindowVisible'),
    evaluate: (run, arg) => app.application.evaluate(run as never, arg),
    rpc: async (route, input) => askHost(await app.page(), route, input),
    exit,
    kill: () => app.kill(),
    restart: async (more = {}) => {
      if (!app.hasExited()) {
        await app.application.evaluate(({ app: running }) => running.exit(0)).catch(() => {})
        await exit()
      }
      options = { ...options, ...more, env: { ...options.env, ...more.env } }
      app = await launch()
    },
    remove: async () => {
      if (!app.hasExited()) await app.kill()
      await rm(folders.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
    output: () => text,
    faults: () => [...faults],
    system: createStandInSystem(
      () => app,
      (argv) => spawnProgramAndWait(binary, commandLine(argv), environment(), listeners, EXIT_WITHIN_MS),
    ),
  }
}
