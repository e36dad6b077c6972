import { homedir } from 'node:os'
import { app } from 'electron'
import type { PaletteShellCommandId } from '../../shared/commands/shellCommands.ts'
import type { ParsedShellRouteInput } from '../../shared/shell/shellContract.ts'
import type { Host } from '../core/host.ts'
import type { Clock, FileManager, Logger } from '../core/ports.ts'
import { createSaveDiagnostics } from './diagnostics/saveDiagnostics.ts'
import type { HostClient } from './host/hostClient.ts'
import type { ShellHandlers } from './ipc/shellRouter.ts'
import type { OpenOutside } from './security/externalLinks.ts'
import { createShellHandlers } from './shellHandlers.ts'
import { createShellState } from './shellState.ts'
import type { ShellMemory, ShellStore } from './shellStore.ts'
import { createAppearance } from './system/appearance.ts'
import { createDragOut } from './system/dragOut.ts'
import { chooseFolder } from './system/folders.ts'
import { createLoginItem } from './system/loginItem.ts'
import { planLoginItem } from './system/loginItemPlan.ts'
import { keepRecentItems } from './system/recentItems.ts'
import type { Translate } from './texts/texts.ts'
import { comeBack, loadElectronUpdater, whyThisBuildStays, whyUnsigned } from './updates/electronUpdater.ts'
import { createUpdates } from './updates/updates.ts'
import type { MainWindow } from './window/mainWindow.ts'

export interface ShellServicesDeps {
  host: Host
  ask: HostClient
  window: Pick<MainWindow, 'current' | 'send'>
  store: ShellStore
  fileManager: FileManager
  openOutside: OpenOutside
  translate: () => Translate
  /** The picture at the mouse for takes without a poster. */
  dragIconPath: string
  pageReady(): void
  runCommand(commandId: PaletteShellCommandId): void
  setWords(words: ParsedShellRouteInput<'shell.setWords'>): void
  settingsChanged(settings: ShellMemory['settings']): void
  /** Quits as any other quit does; `end` takes the place of the process's own end. */
  quitForUpdate(end: () => void): void
  clock: Clock
  logger: Logger
}

export interface ShellServices {
  /** What the page may ask of the shell. */
  handlers: ShellHandlers
  /** For the menu: as the page asks for it. */
  saveDiagnostics(): Promise<string | null>
  checkForUpdates(): Promise<void>
  /** The language has changed: what the page was told in the old one is told anew. */
  refresh(): void
  start(): void
  stop(): void
}

/** What the page, the menus and the system ask of the shell beside window and tray, put together. */
export const openShellServices = (deps: ShellServicesDeps): ShellServices => {
  const { host, ask, window, store, translate, clock, logger } = deps
  const { platform, env, execPath } = process
  const loginItem = createLoginItem(
    planLoginItem({ platform, isPackaged: app.isPackaged, execPath, homeDir: homedir(), env }),
    platform,
  )
  const appearance = createAppearance({ platform, currentWindow: window.current, logger })
  const updates = createUpdates({
    unsupported: whyThisBuildStays(platform),
    findLateReason: async () => await whyUnsigned(platform),
    loadUpdater: async () => await loadElectronUpdater(logger),
    settings: () => store.get().settings,
    checkedAt: {
      get: () => store.get().updateCheckedAt,
      set: (at) => store.set({ updateCheckedAt: at }),
    },
    quitForUpdate: deps.quitForUpdate,
    comeBack,
    translate,
    clock,
    logger,
  })
  const versions = { electron: process.versions.electron ?? '', chromium: process.versions['chrome'] ?? '' }
  const state = createShellState({ store, loginItem, appearance, updates, versions, send: window.send, logger })
  const saveDiagnostics = createSaveDiagnostics({
    ask,
    window: window.current,
    fileManager: deps.fileManager,
    facts: async () => ({ ...(await state.read()), isPackaged: app.isPackaged, locale: app.getLocale() }),
    translate,
    logger,
  })
  const handlers = createShellHandlers({
    state,
    store,
    loginItem,
    appearance,
    updates,
    pageReady: deps.pageReady,
    dragTakes: createDragOut({
      host,
      ask,
      contents: () => window.current()?.webContents ?? null,
      iconPath: deps.dragIconPath,
      clock,
      logger,
    }),
    chooseFolder: async (asked) => await chooseFolder(window.current(), asked),
    openOutside: deps.openOutside,
    saveDiagnostics,
    runCommand: deps.runCommand,
    setWords: deps.setWords,
    settingsChanged: deps.settingsChanged,
    logger,
  })
  const stopRecentItems = keepRecentItems({ host, platform, clock, logger })

  return {
    handlers,
    saveDiagnostics,
    checkForUpdates: updates.check,
    refresh: () => void state.read().then(state.tell),
    start() {
      updates.start()
      loginItem.refresh().catch((error: unknown) => {
        logger.warn('the entry that starts the app with the computer could not be renewed', { error: String(error) })
      })
    },
    stop() {
      updates.stop()
      stopRecentItems()
      state.stop()
      appearance.stop()
    },
  }
}
