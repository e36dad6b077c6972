import { join } from 'node:path'
import { app, nativeTheme } from 'electron'
import type { Clock, Logger } from '../core/ports.ts'
import { forwardEvents } from './ipc/events.ts'
import { createConfirmQuit } from './lifecycle/confirmQuit.ts'
import { createOpenings, type Openings } from './lifecycle/openings.ts'
import { createQuitting, type Quitting } from './lifecycle/quitting.ts'
import { createTrayNote } from './lifecycle/trayNote.ts'
import type { Shell } from './shell.ts'
import { openShellStore, type ShellStore } from './shellStore.ts'
import { createRefuseFiles } from './system/refusedFiles.ts'
import { createLanguage, type Language } from './texts/language.ts'
import { decideClose, pageLifeMs } from './window/backgroundPolicy.ts'
import { createMainWindow, type MainWindow } from './window/mainWindow.ts'
import { createPageRecovery } from './window/pageRecovery.ts'

export interface FrontDeps {
  dataFolder: string
  preloadPath: string
  /** Resolves once the host is open; ends the app where it does not open. */
  shell: Promise<Shell>
  clock: Clock
  logger: Logger
}

/** What is there at once, while the host still opens: window, language, memory, and the ways in and out. */
export interface Front {
  store: ShellStore
  language: Language
  window: MainWindow
  openings: Openings
  quitting: Quitting
}

export const createFront = ({ dataFolder, preloadPath, shell, clock, logger }: FrontDeps): Front => {
  const { platform, env } = process
  let opened: Shell | null = null
  // Whoever opens the shell says why it failed.
  shell.then((ready) => (opened = ready)).catch(() => {})
  const host = shell.then((ready) => ready.host)
  host.catch(() => {})

  const store = openShellStore(join(dataFolder, 'shell.json'), logger)
  const language = createLanguage({
    remembered: store.get().language,
    systemLanguages: () => app.getPreferredSystemLanguages(),
    remember: (chosen) => store.set({ language: chosen }),
  })
  const { translate } = language
  const showNote = (title: string, body: string): boolean => opened?.showNote(title, body) ?? false
  // Where the system has no tray, a hidden window could not be found again.
  const hasTray = (): boolean => opened?.hasTray() ?? true
  const staysInTray = (): boolean => store.get().settings.staysInTray && hasTray()
  const quit = (): void => quitting.request('person')
  const trayNote = createTrayNote({ store, shell, translate, platform })
  const tellAboutTray = (): void => void trayNote()

  const window = createMainWindow({
    preloadPath,
    store,
    clock,
    logger,
    platform,
    pageLifeMs: pageLifeMs(env),
    backgroundColor: () => (nativeTheme.shouldUseDarkColors ? '#0f1216' : '#f3f4f6'),
    closeDecision: () => decideClose({ phase: quitting.phase(), staysInTray: staysInTray(), platform }),
    onHiddenByPerson: tellAboutTray,
    quit,
  })
  const quitting = createQuitting({
    confirm: createConfirmQuit({
      workInFlight: async () => (opened === null ? null : await opened.workInFlight()),
      window,
      clock,
      translate,
    }),
    keepRunning: () => {
      if (!staysInTray() || !window.isVisible()) return
      window.hide()
      tellAboutTray()
    },
    leaveScreen: window.hide,
    close: async () => await (await shell).close(),
    end: () => app.quit(),
    exit: (code) => app.exit(code),
    clock,
    logger,
  })
  const openings = createOpenings({
    show: () => void app.whenReady().then(window.show),
    send: window.send,
    readOpened: async (path) => await (await shell).readOpened(path),
    refuse: createRefuseFiles({ window, showNote, translate }),
  })
  const isQuitting = (): boolean => quitting.phase() === 'closing' || quitting.phase() === 'closed'
  window.onPageGone(openings.pageGone)
  window.onCreated(createPageRecovery({ clock, logger, translate, isQuitting, quit }))
  window.onCreated((made) => forwardEvents({ host, window: made, clock }))
  return { store, language, window, openings, quitting }
}
