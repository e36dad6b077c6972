import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ShellSettings } from '../../shared/shell/shellContract.ts'
import { makeFolderSync } from '../core/media/makeFolder.ts'
import type { Logger } from '../core/ports.ts'
import type { ShellLanguage } from './texts/texts.ts'
import type { WindowBounds } from './window/windowPlacement.ts'

/** What the shell remembers from one start to the next. `opensAtLogin` is kept by the operating system. */
export interface ShellMemory {
  /** Where the window was, neither maximised nor in full screen; null before the first time. */
  bounds: WindowBounds | null
  isMaximized: boolean
  isFullScreen: boolean
  /** Whether the person was told once that the app goes on in the tray. */
  hasToldAboutTray: boolean
  /** The page's; null before there was one. */
  language: ShellLanguage | null
  /** When a new version was looked for last; null before the first time. */
  updateCheckedAt: number | null
  settings: Omit<ShellSettings, 'opensAtLogin'>
}

export interface ShellStore {
  get(): ShellMemory
  /** On the disk when it returns; a disk that refuses costs the memory, never the app. */
  set(changes: Partial<ShellMemory>): void
}

export const DEFAULT_SHELL_MEMORY: ShellMemory = {
  bounds: null,
  isMaximized: false,
  isFullScreen: false,
  hasToldAboutTray: false,
  language: null,
  updateCheckedAt: null,
  settings: { staysInTray: true, keepsAwake: true, updateChannel: 'stable', checksForUpdates: true },
}

/** Read at once, because the window needs its place before anything else is loaded. */
export const openShellStore = (path: string, logger: Logger): ShellStore => {
  let memory = readMemory(path, logger)
  return {
    get: () => memory,
    set(changes) {
      memory = { ...memory, ...changes }
      try {
        writeAtomically(path, `${JSON.stringify(memory, null, 2)}\n`)
      } catch (error) {
        logger.warn('what the shell remembers could not be written', { path, error: String(error) })
      }
    },
  }
}

const readMemory = (path: string, logger: Logger): ShellMemory => {
  try {
    return parseShellMemory(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing) logger.warn('shell.json cannot be read; its defaults are used', { path, error: String(error) })
    return DEFAULT_SHELL_MEMORY
  }
}

/** Never half written, so that a crash leaves the older memory. */
const writeAtomically = (path: string, text: string): void => {
  makeFolderSync(dirname(path), 0o700)
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text, { mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    // A full disk must not collect drafts.
    rmSync(draft, { force: true })
    throw error
  }
}

/** Takes every value that makes sense and the default for every other. By hand: a schema library costs 40 ms here. */
export const parseShellMemory = (value: unknown): ShellMemory => {
  const found = recordOf(value)
  const settings = recordOf(found.settings)
  const defaults = DEFAULT_SHELL_MEMORY
  return {
    bounds: boundsOf(found.bounds),
    isMaximized: flagOf(found.isMaximized, defaults.isMaximized),
    isFullScreen: flagOf(found.isFullScreen, defaults.isFullScreen),
    hasToldAboutTray: flagOf(found.hasToldAboutTray, defaults.hasToldAboutTray),
    language: found.language === 'de' || found.language === 'en' ? found.language : null,
    updateCheckedAt: Number.isSafeInteger(found.updateCheckedAt) ? (found.updateCheckedAt as number) : null,
    settings: {
      staysInTray: flagOf(settings.staysInTray, defaults.settings.staysInTray),
      keepsAwake: flagOf(settings.keepsAwake, defaults.settings.keepsAwake),
      updateChannel: settings.updateChannel === 'beta' ? 'beta' : defaults.settings.updateChannel,
      checksForUpdates: flagOf(settings.checksForUpdates, defaults.settings.checksForUpdates),
    },
  }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const flagOf = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)

const boundsOf = (value: unknown): WindowBounds | null => {
  const { x, y, width, height } = recordOf(value)
  if (!isPixels(x) || !isPixels(y) || !isPixels(width) || !isPixels(height)) return null
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** Electron throws on numbers that do not fit into 32 bits. */
const isPixels = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 1_000_000
