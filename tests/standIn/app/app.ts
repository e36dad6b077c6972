import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { AppEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, part } from '../machine/member.ts'
import { options } from '../machine/options.ts'
import { openWindows } from '../windows/browserWindow.ts'
import { loginItem, setLoginItem } from './loginItem.ts'
import { appIsReady, becomeReady, connectApp, whenAppIsReady } from './appEvents.ts'
import { dock } from './dock.ts'
import { appName, getPath, setAppName, setPath } from './paths.ts'
import { exit, quit } from './quitting.ts'
import { hasLock, releaseLock, requestLock } from './singleInstance.ts'
import { getApplicationMenu, setApplicationMenu } from '../system/menu.ts'

const readPackage = (folder: string): { version: string } =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }

/** The folder with the package.json above the bundle that is being run. */
const findAppPath = (): string => {
  for (let folder = dirname(process.argv[1] ?? process.cwd()); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error('The app under test has no package.json')
  }
}

const appPath = findAppPath()
let badgeCount = 0
let isHidden = false
const protocols = new Set<string>()
const switches = new Map<string, string>()

const { object, emit } = emittingPart<Electron.App, AppEvents>('app', {
  whenReady: whenAppIsReady,
  isReady: appIsReady,
  quit,
  exit,
  relaunch: () => {},
  requestSingleInstanceLock: (data) =>
    requestLock(data ?? null, ({ argv, workingDirectory, additionalData }) =>
      emit('second-instance', createEvent({}), argv, workingDirectory, additionalData),
    ),
  hasSingleInstanceLock: hasLock,
  releaseSingleInstanceLock: releaseLock,
  getPath,
  setPath,
  setAppLogsPath: (path) => setPath('logs', path ?? join(getPath('userData'), 'logs')),
  getAppPath: () => appPath,
  getName: appName,
  setName: setAppName,
  get name() {
    return appName()
  },
  set name(next) {
    setAppName(next)
  },
  getVersion: () => readPackage(appPath).version,
  getLocale: () => options.locale,
  getSystemLocale: () => options.locale,
  getLocaleCountryCode: () => options.locale.split('-')[1] ?? '',
  getPreferredSystemLanguages: () => [options.locale],
  get isPackaged() {
    return options.isPackaged
  },
  get commandLine() {
    return commandLine
  },
  get dock() {
    return options.platform === 'darwin' ? dock : undefined
  },
  get applicationMenu() {
    return getApplicationMenu()
  },
  set applicationMenu(menu) {
    setApplicationMenu(menu)
  },
  setAppUserModelId: () => {},
  setDesktopName: () => {},
  setToastActivatorCLSID: () => {},
  setAsDefaultProtocolClient: (scheme) => Boolean(protocols.add(scheme)),
  removeAsDefaultProtocolClient: (scheme) => protocols.delete(scheme),
  isDefaultProtocolClient: (scheme) => protocols.has(scheme),
  getLoginItemSettings: loginItem,
  setLoginItemSettings: setLoginItem,
  setBadgeCount: (count = 0) => {
    badgeCount = count
    return true
  },
  getBadgeCount: () => badgeCount,
  get badgeCount() {
    return badgeCount
  },
  set badgeCount(count) {
    badgeCount = count
  },
  addRecentDocument: () => {},
  clearRecentDocuments: () => {},
  getRecentDocuments: () => [],
  setUserTasks: () => true,
  setJumpList: () => 'ok',
  getJumpListSettings: () => ({ minItems: 10, removedItems: [] }),
  enableSandbox: () => {},
  disableHardwareAcceleration: () => {},
  setAboutPanelOptions: () => {},
  showAboutPanel: () => {},
  setActivationPolicy: () => {},
  focus: () => openWindows()[0]?.object.focus(),
  hide: () => {
    isHidden = true
  },
  show: () => {
    isHidden = false
  },
  isHidden: () => isHidden,
  isActive: () => openWindows().some(({ object: window }) => window.isFocused()),
  isAccessibilitySupportEnabled: () => false,
  getAppMetrics: () => [],
  getGPUFeatureStatus: () => ({}) as Electron.GPUFeatureStatus,
})

const commandLine = part<Electron.CommandLine>('commandLine', {
  appendSwitch: (name, value = '') => void switches.set(name, value),
  appendArgument: () => {},
  hasSwitch: (name) => switches.has(name) || process.argv.some((arg) => arg.split('=')[0] === `--${name}`),
  getSwitchValue: (name) => switches.get(name) ?? '',
  removeSwitch: (name) => void switches.delete(name),
})

export const app = object

const QUITS_BY_ITSELF = 'window-all-closed'

connectApp((event, ...args) => {
  // Without a listener for it, Electron quits after the last window.
  if (event === QUITS_BY_ITSELF && app.listenerCount(QUITS_BY_ITSELF) === 0) quit()
  else emit(event, ...args)
})

export const startApp = (): void => {
  // An app with nothing to do waits; only quitting ends it. An open port keeps Node alive without a timer.
  new MessageChannel().port1.on('message', () => {})
  // As in Electron, the app's main module has run to its end by then.
  setImmediate(() => {
    becomeReady()
    emit('will-finish-launching')
    emit('ready', createEvent({}), {})
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, quit)
}
