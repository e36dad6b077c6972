import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { getPath } from './paths.ts'

/**
 * Electron's single-instance lock between real processes. Taking it and telling the first process are synchronous, as
 * in Electron: the second process may end itself in its next line.
 */

export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

let lockPath: string | null = null
let watcher: FSWatcher | null = null

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const take = (path: string): boolean => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

const ownerOf = (path: string): number => {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return 0
  }
}

/** Chromium puts switches of its own between the program and what it was given. */
const asChromiumPassesOn = ([program = '', ...rest]: string[]): string[] => [
  program,
  '--allow-file-access-from-files',
  ...rest,
]

const tellFirst = (folder: string, additionalData: unknown): void => {
  const note: SecondInstance = {
    argv: asChromiumPassesOn(process.argv),
    workingDirectory: process.cwd(),
    additionalData,
  }
  const path = join(folder, `${process.pid}.json`)
  // Appears as a whole, so that the first process never reads half of it.
  writeFileSync(`${path}.part`, JSON.stringify(note))
  renameSync(`${path}.part`, path)
}

const listen = (folder: string, onSecond: (second: SecondInstance) => void): FSWatcher =>
  watch(folder, () => {
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.json')) continue
      const path = join(folder, name)
      const second = JSON.parse(readFileSync(path, 'utf8')) as SecondInstance
      rmSync(path)
      onSecond(second)
    }
  })

export const requestLock = (additionalData: unknown, onSecond: (second: SecondInstance) => void): boolean => {
  if (lockPath !== null) return true
  const folder = join(getPath('userData'), 'Stand-in Instances')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'lock')
  if (!take(path)) {
    if (isAlive(ownerOf(path))) {
      tellFirst(folder, additionalData)
      return false
    }
    rmSync(path, { force: true })
    if (!take(path)) return false
  }
  lockPath = path
  watcher = listen(folder, onSecond)
  watcher.unref()
  return true
}

export const hasLock = (): boolean => lockPath !== null

export const releaseLock = (): void => {
  watcher?.close()
  watcher = null
  if (lockPath !== null) rmSync(lockPath, { force: true })
  lockPath = null
}
