import { app, nativeImage, shell } from 'electron'
import { join } from 'node:path'
import type { PaletteShellCommandId } from '../../shared/commands/shellCommands.ts'
import type { Clock, Logger } from '../core/ports.ts'
import type { Front } from './front.ts'
import type { HostClient } from './host/hostClient.ts'
import { createApplicationMenu } from './menu/applicationMenu.ts'
import type { ChooseDeps } from './menu/chooseCommand.ts'
import type { OwnKeys } from './menu/menuTemplate.ts'
import { createRunCommand } from './menu/runCommand.ts'
import { createShellActions } from './menu/shellActions.ts'
import type { OpenOutside } from './security/externalLinks.ts'
import { createTaskbar } from './system/taskbar.ts'
import { createTray } from './tray/tray.ts'
import type { WorkWatch } from './workload/workWatch.ts'

export interface SystemPartsDeps extends Pick<Front, 'window' | 'openings' | 'quitting' | 'language'> {
  ask: HostClient
  work: WorkWatch
  dataDir: string
  /** The folder that holds `resources`. */
  appRoot: string
  version: string
  shortcuts: () => OwnKeys
  openOutside: OpenOutside
  saveDiagnostics(): Promise<unknown>
  checkForUpdates(): Promise<unknown>
  clock: Clock
  logger: Logger
}

export interface SystemParts {
  /** False where the system has no place for an icon. */
  hasTray(): boolean
  /** What the page's palette asks of the shell. */
  runCommand(commandId: PaletteShellCommandId): void
  /** The language or the person's keys have changed. */
  refresh(): void
  stop(): void
}

/** Menus, tray and taskbar: what the system shows around the window, drawn from the state of the work. */
export const openSystemParts = (deps: SystemPartsDeps): SystemParts => {
  const { ask, work, window, openings, quitting, language, clock, logger } = deps
  const { platform } = process
  const { translate } = language
  const icons = join(deps.appRoot, 'resources', 'icons')

  const choose: ChooseDeps = {
    ask,
    logger,
    actions: createShellActions({
      ask,
      logger,
      show: window.show,
      showSettings: () => openings.command('goSettings'),
      dataDir: deps.dataDir,
      licencesPath: app.isPackaged
        ? join(process.resourcesPath, 'licences')
        : join(deps.appRoot, 'out', 'main', 'THIRD-PARTY-NOTICES.txt'),
      documentationUrl: DOCUMENTATION_URL,
      openExternal: (url) => void deps.openOutside(url),
      openPath: (path) => shell.openPath(path),
      saveDiagnostics: deps.saveDiagnostics,
      checkForUpdates: deps.checkForUpdates,
    }),
    run: openings.command,
    openJob: (jobId) => openings.job(jobId, false),
  }
  const menu = createApplicationMenu({
    ...choose,
    platform,
    isDevelopment: !app.isPackaged,
    translate,
    shortcuts: deps.shortcuts,
    work,
    version: deps.version,
  })
  const tray = createTray({
    ...choose,
    platform,
    iconFolder: join(icons, 'tray'),
    translate,
    work,
    clock,
    quit: () => quitting.request('person'),
  })
  const taskbar = createTaskbar({
    app,
    currentWindow: window.current,
    isVisible: window.isVisible,
    onWindow: window.onChange,
    badgeImage: (name) => {
      const image = nativeImage.createFromPath(join(icons, 'badge', name))
      return image.isEmpty() ? null : image
    },
    platform,
    translate,
    work,
  })
  window.onCreated((made) => made.on('close', taskbar.windowEnds))

  return {
    hasTray: tray.isThere,
    runCommand: createRunCommand({
      actions: choose.actions,
      window: window.current,
      quit: () => quitting.request('person'),
      showAbout: () => app.showAboutPanel(),
    }),
    refresh() {
      menu.refresh()
      tray.refresh()
    },
    stop() {
      taskbar.stop()
      tray.stop()
      menu.stop()
    },
  }
}

const DOCUMENTATION_URL = 'https://github.com/dailies/dailies#readme'
