import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { lockFolder } from '../core/db/folderLock.ts'
import { createHost, type AccountForRun, type Host } from '../core/host.ts'
import { damagedLibrary, unusableFolder } from '../core/hostError.ts'
import { makeFolder } from '../core/media/makeFolder.ts'
import { createNodeFileStore } from '../core/media/nodeFileStore.ts'
import type { LogRing } from '../core/logging/logRing.ts'
import type { Failpoint, FileManager, Logger, Notifier, PowerEvents, WakeLock } from '../core/ports.ts'
import { providers } from '../core/providers/registry.ts'
import { defaultDataDir, defaultVideosDir, type Machine } from '../core/settings/defaultFolders.ts'
import { systemClock } from '../core/systemClock.ts'
import { openVault } from '../core/vault/keyVault.ts'
import { keychainService, openSystemKeychain } from '../core/vault/systemKeychain.ts'
import { startDemoProvider } from '../demo/demoProvider.ts'
import { findAppRoot } from './appRoot.ts'

export interface OpenHostOptions {
  /** Null takes the default folders, which are the same for both doors. */
  dataDir: string | null
  videosDir: string | null
  account: AccountForRun | null
  pollMinMs: number
  demoSpeed: number
  logger: Logger
  /** Keeps what `logger` is told. */
  logs: LogRing
  failpoint: Failpoint
  power: PowerEvents | null
  door: 'desktop' | 'server'
  /** Null where files cannot be shown. */
  fileManager: FileManager | null
  /** Null where nothing can be shown outside a window. */
  notifier: Notifier | null
  /** Null where the computer sleeps when it likes. */
  wakeLock: WakeLock | null
}

export interface OpenedHost {
  host: Host
  dataDir: string
  version: string
  /** Stops the host and everything that was started for it. */
  close(): Promise<void>
}

/**
 * Opens the data folder and builds the host on real adapters, for either door. Nothing is dispatched yet.
 * @throws HostOpenError with a message for the person
 */
export const openHost = async (options: OpenHostOptions): Promise<OpenedHost> => {
  const { logger } = options
  const { dataDir, videosDir, usualDataDir } = foldersFor(options)
  await ensureFolder(dataDir, 'data')
  // A folder that was asked for must be usable before anything is paid for; the default one may come later.
  if (options.videosDir !== null) await ensureFolder(videosDir, 'videos')
  // A second process leaves here, before it touches anything that belongs to the first.
  lockFolder(dataDir).release()
  // By whichever path a folder is named: its keys are found under one name.
  const service = keychainService(await realPath(dataDir), await realPath(usualDataDir))
  const vault = openVault({
    dataDir,
    openKeychain: () => openSystemKeychain(service),
    mayUseFile: options.door === 'server',
    clock: systemClock,
    logger,
  })
  const demo = await startDemoProvider({ folder: join(dataDir, 'demo'), speed: options.demoSpeed })
  try {
    const { version, rendererDir } = findAppRoot(import.meta.dirname)
    const host = await createHost({
      version,
      dataDir,
      videosDir,
      clock: systemClock,
      random: Math.random,
      logger,
      logs: options.logs,
      vault,
      files: createNodeFileStore(),
      providers,
      demo: { baseUrl: demo.baseUrl, apiKey: demo.apiKey },
      accountForRun: options.account,
      pollMinMs: options.pollMinMs,
      rendererDir,
      failpoint: options.failpoint,
      power: options.power,
      door: options.door,
      fileManager: options.fileManager,
      notifier: options.notifier,
      wakeLock: options.wakeLock,
    })
    const close = async (): Promise<void> => {
      await host.stop()
      await demo.stop()
    }
    return { host, dataDir, version, close }
  } catch (error) {
    await demo.stop()
    throw damagedLibrary(error, join(dataDir, 'dailies.db')) ?? error
  }
}

const foldersFor = (asked: Pick<OpenHostOptions, 'dataDir' | 'videosDir'>) => {
  const machine: Machine = { platform: process.platform, env: process.env, home: homedir() }
  const explicitDataDir = asked.dataDir === null ? null : resolve(asked.dataDir)
  const dataDir = explicitDataDir ?? defaultDataDir(machine)
  const videosDir = asked.videosDir === null ? defaultVideosDir(machine, explicitDataDir) : resolve(asked.videosDir)
  return { dataDir, videosDir, usualDataDir: defaultDataDir(machine) }
}

const realPath = async (folder: string): Promise<string> => await realpath(folder).catch(() => folder)

const ensureFolder = async (folder: string, purpose: 'data' | 'videos'): Promise<void> => {
  try {
    await makeFolder(folder, 0o700)
  } catch (cause) {
    throw unusableFolder(purpose, folder, cause)
  }
}
