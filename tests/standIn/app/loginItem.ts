import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { options } from '../machine/options.ts'

/** The system's list of what it starts at login. It belongs to the machine, so it outlives the app. */
const file = (): string => join(options.systemDir, 'login-item.json')

const read = (): Electron.Settings => {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Electron.Settings
  } catch {
    return { openAtLogin: false }
  }
}

export const loginItem: Electron.App['getLoginItemSettings'] = () => {
  const { openAtLogin = false } = read()
  return {
    openAtLogin,
    wasOpenedAtLogin: false,
    status: openAtLogin ? 'enabled' : 'not-registered',
    executableWillLaunchAtLogin: openAtLogin,
    launchItems: [],
  }
}

export const setLoginItem: Electron.App['setLoginItemSettings'] = (settings) => {
  mkdirSync(dirname(file()), { recursive: true })
  writeFileSync(file(), JSON.stringify(settings))
}
