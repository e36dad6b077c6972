import { posix, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PageCommandId } from '../../../shared/commands/pageCommands.ts'
import { commandOfStart, isTaskCommand } from '../menu/userTasks.ts'
import { isAppLink, jobIdOfLink } from './deepLink.ts'

/** What a start of the app was asked to do. Travels to the first instance, so it is plain JSON. */
export interface StartArguments {
  /** Started at login: no window, only the tray. */
  isHidden: boolean
  /** Jobs that links name. */
  jobIds: string[]
  /** Absolute paths of files to open. */
  files: string[]
  /** What the taskbar's menu on Windows was asked for. */
  command: PageCommandId | null
}

export interface CommandLine {
  argv: readonly string[]
  /** Folder that relative paths are meant from. */
  workingFolder: string
  platform: NodeJS.Platform
  /** Run as `electron <folder>`: then the first plain argument is the app itself. */
  isDefaultApp: boolean
}

export const NOTHING_ASKED: StartArguments = { isHidden: false, jobIds: [], files: [], command: null }

/** A person drops a hundred pictures, not thousands; a hostile command line is cut off. */
const MOST_OPENED = 100
const LONGEST_PATH = 4096

/**
 * Reads a command line. Chromium puts switches of its own anywhere in it, above all into that of a second instance;
 * they are passed over, as are links that name no job.
 */
export const parseStartArguments = ({ argv, workingFolder, platform, isDefaultApp }: CommandLine): StartArguments => {
  const rest = argv.slice(1)
  const appIndex = isDefaultApp ? rest.findIndex((argument) => !argument.startsWith('-')) : -1
  const asked = rest.filter((argument, index) => argument !== '' && index !== appIndex && !isSwitch(argument, platform))
  const links = asked.filter(isAppLink)
  const paths = asked.filter((argument) => !isAppLink(argument))
  return {
    isHidden: rest.includes('--hidden'),
    jobIds: found(links, jobIdOfLink),
    files: found(paths, (path) => absolutePath(path, workingFolder, platform)),
    command: commandOfStart(argv),
  }
}

/** What another process passed on; null for anything that is not exactly that. */
export const readStartArguments = (value: unknown): StartArguments | null => {
  if (typeof value !== 'object' || value === null) return null
  const { isHidden, jobIds, files, command } = value as Record<string, unknown>
  if (typeof isHidden !== 'boolean' || !isTexts(jobIds) || !isTexts(files)) return null
  return {
    isHidden,
    jobIds: found(jobIds, (id) => jobIdOfLink(`dailies://job/${id}`)),
    files: found(files, (path) => (isPath(path) && (posix.isAbsolute(path) || win32.isAbsolute(path)) ? path : null)),
    command: isTaskCommand(command) ? command : null,
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** On Windows, Chromium takes `/name` for a switch as well. */
const isSwitch = (argument: string, platform: NodeJS.Platform): boolean =>
  argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'))

const absolutePath = (argument: string, workingFolder: string, platform: NodeJS.Platform): string | null => {
  const isWindows = platform === 'win32'
  const path = /^file:/i.test(argument) ? pathOfUrl(argument, isWindows) : argument
  if (path === null || !isPath(path) || /^[a-z][a-z0-9+.-]+:/i.test(path)) return null
  return (isWindows ? win32 : posix).resolve(workingFolder, path)
}

/** Linux desktops hand over `file://` addresses instead of paths. */
const pathOfUrl = (address: string, isWindows: boolean): string | null => {
  try {
    return fileURLToPath(address, { windows: isWindows })
  } catch {
    return null
  }
}

const isPath = (text: string): boolean => text !== '' && text.length <= LONGEST_PATH && !text.includes('\0')

const found = <T>(items: readonly T[], read: (item: T) => string | null): string[] => {
  const texts = items.map(read).filter((text) => text !== null)
  return [...new Set(texts)].slice(0, MOST_OPENED)
}
