import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { options } from '../machine/options.ts'

type PathName = Parameters<Electron.App['getPath']>[0]

const chosen = new Map<string, string>()
let name = 'Electron'

export const appName = (): string => name
export const setAppName = (next: string): void => {
  name = next
}

const FOLDERS: Partial<Record<PathName, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
  recent: 'Recent',
  appData: 'Application Data',
}

const defaultPath = (asked: PathName): string => {
  const folder = FOLDERS[asked]
  if (folder !== undefined) return join(options.systemDir, folder)
  if (asked === 'home') return homedir()
  if (asked === 'temp') return tmpdir()
  if (asked === 'exe' || asked === 'module') return process.execPath
  if (asked === 'userData') return join(getPath('appData'), name)
  if (asked === 'sessionData') return getPath('userData')
  if (asked === 'logs') return join(getPath('userData'), 'logs')
  if (asked === 'crashDumps') return join(getPath('userData'), 'Crashpad')
  throw new Error(`Failed to get '${asked}' path`)
}

export const getPath = (asked: PathName): string => chosen.get(asked) ?? defaultPath(asked)

export const setPath = (asked: string, path: string): void => {
  // Electron makes the folder as well.
  mkdirSync(path, { recursive: true })
  chosen.set(asked, path)
}
