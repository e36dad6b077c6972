import { join } from 'node:path'
import { app, net, powerMonitor, powerSaveBlocker } from 'electron'
import type { Clock, Logger } from '../core/ports.ts'
import type { Front } from './front.ts'
import { createHostClient } from './host/hostClient.ts'
import { answerRequests } from './ipc/requests.ts'
import { openDesktopHost, type DesktopHost } from './lifecycle/openDesktopHost.ts'
import type { DataFolder } from './lifecycle/dataFolder.ts'
import type { WorkInFlight } from './lifecycle/quitQuestion.ts'
import { readWorkInFlight } from './lifecycle/workInFlight.ts'
import type { OwnKeys } from './menu/menuTemplate.ts'
import { createNotifier } from './notices/notifier.ts'
import { systemNotices } from './notices/systemNotices.ts'
import type { OpenOutside } from './security/externalLinks.ts'
import { openShellServices, type ShellServices } from './shellServices.ts'
import { systemFileManager } from './system/fileManager.ts'
import { createNetworkWatch } from './system/networkWatch.ts'
import { createReadOpened, type Opened } from './system/openedFiles.ts'
import { createPowerEvents } from './system/powerEvents.ts'
import { createSleepBlock } from './system/sleepBlock.ts'
import { openSystemParts } from './systemParts.ts'
import { createWorkWatch } from './workload/workWatch.ts'

export interface ShellDeps extends Front {
  dataFolder: DataFolder
  openOutside: OpenOutside
  clock: Clock
  logger: Logger
  /** The logger that says it aloud is there. */
  passOnTo(logger: Logger): void
}

export interface Shell {
  host: DesktopHost['host']
  workInFlight(): Promise<WorkInFlight>
  readOpened(path: string): Promise<Opened>
  /** A system notification that belongs to no job. False where the system shows none. */
  showNote(title: string, body: string): boolean
  /** False where the system has no place for an icon. */
  hasTray(): boolean
  /** Begins to dispatch, poll and download. */
  start(): Promise<void>
  /** Stops the parts in the reverse order, then the host. */
  close(): Promise<void>
}

/**
 * Opens the host and puts the shell's parts around it. Loads most of the app, so it is imported only once the window was
 * asked for. @throws HostOpenError with a message for the person
 */
export const openShell = async (deps: ShellDeps): Promise<Shell> => {
  const { store, window, openings, quitting, language, openOutside, clock, logger } = deps
  const { translate } = language
  const appRoot = app.getAppPath()

  // What the host needs of the system.
  const notifier = createNotifier({
    system: systemNotices({
      platform: process.platform,
      linuxIcon: join(appRoot, 'resources', 'icons', 'notification.png'),
    }),
    translate,
    clock,
    logger,
    isFocused: window.isFocused,
    openJob: (jobId, { isPlayed }) => openings.job(jobId, isPlayed),
    openActivity: () => openings.command('goActivity'),
    openWindow: window.show,
  })
  const network = createNetworkWatch({ isOnline: () => net.isOnline(), clock, logger })
  const wakeLock = createSleepBlock({ blocker: powerSaveBlocker, isWanted: () => store.get().settings.keepsAwake })
  const power = createPowerEvents({ powerMonitor, network })
  const { host, version, ...opened } = await openDesktopHost(
    deps.dataFolder.asked,
    { power, fileManager: systemFileManager, notifier, wakeLock },
    deps.passOnTo,
  )

  // What the system and the page need of the host.
  const ask = createHostClient(host)
  notifier.connect({ ask, onEvent: host.onEvent })
  const work = createWorkWatch({ ask, onEvent: host.onEvent, clock, logger })
  let shortcuts: OwnKeys = {}
  const services: ShellServices = openShellServices({
    host,
    ask,
    window,
    store,
    fileManager: systemFileManager,
    openOutside,
    translate,
    dragIconPath: join(appRoot, 'resources', 'icons', 'drag.png'),
    pageReady: openings.pageReady,
    runCommand: (commandId) => parts.runCommand(commandId),
    setWords: (words) => {
      shortcuts = words.shortcuts
      language.set(words.language)
      parts.refresh()
      services.refresh()
    },
    settingsChanged: wakeLock.settingChanged,
    quitForUpdate: (end) => quitting.request('person', end),
    clock,
    logger,
  })
  const parts = openSystemParts({
    ...deps,
    ask,
    work,
    appRoot,
    version,
    dataDir: opened.dataDir,
    shortcuts: () => shortcuts,
    saveDiagnostics: services.saveDiagnostics,
    checkForUpdates: services.checkForUpdates,
  })
  answerRequests({ host, shellHandlers: services.handlers, isManaged: window.isManaged, logger })

  return {
    host,
    workInFlight: async () => await readWorkInFlight(ask),
    readOpened: createReadOpened({ host, translate, logger }),
    hasTray: parts.hasTray,
    showNote: notifier.showNote,
    async start() {
      await host.start()
      await work.start()
      network.start(work)
      services.start()
    },
    async close() {
      services.stop()
      network.stop()
      work.stop()
      parts.stop()
      notifier.close()
      await opened.close()
    },
  }
}
