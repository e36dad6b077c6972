import { app, BrowserWindow, type WebContents } from 'electron'
import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { ShellEvent } from '../../../shared/shell/shellContract.ts'
import type { Clock, Logger, Timer } from '../../core/ports.ts'
import { APP_ORIGIN } from '../../core/security/trustedFrame.ts'
import { sendEvents } from '../ipc/events.ts'
import { pagePreferences } from '../security/pagePreferences.ts'
import type { ShellStore } from '../shellStore.ts'
import type { CloseDecision } from './backgroundPolicy.ts'
import { keepPlacement, rememberedPlacement } from './windowMemory.ts'
import { MINIMUM_SIZE } from './windowPlacement.ts'

export interface MainWindow {
  /** Opens it, or brings it to the front. */
  show(): void
  hide(): void
  /** Ends the window and its page without asking anybody; the engine goes on. */
  destroy(): void
  current(): BrowserWindow | null
  isFocused(): boolean
  isVisible(): boolean
  /** Whether a message comes from the page of this window. */
  isManaged(contents: WebContents): boolean
  /** To the page, if there is one. */
  send(event: HostEvent | ShellEvent): void
  /** Called for the window there is and for every later one, before anything is loaded into it. */
  onCreated(listener: (window: BrowserWindow) => void): void
  onFocus(listener: () => void): void
  /** The window was made, shown, hidden, focused, left or ended. */
  onChange(listener: () => void): void
  /** Another document, or none: what the page said before is no longer so. */
  onPageGone(listener: () => void): void
}

export interface MainWindowDeps {
  preloadPath: string
  store: ShellStore
  clock: Clock
  logger: Logger
  platform: NodeJS.Platform
  /** How long a page lives on behind a hidden window. */
  pageLifeMs: number
  backgroundColor(): string
  closeDecision(): CloseDecision
  /** The person closed it and it is in the tray now. */
  onHiddenByPerson(): void
  quit(): void
}

/** A page that takes longer to be drawn is shown while it loads. */
const SHOW_ANYWAY_MS = 2000

/** The one window: sandboxed, on the app's own origin; made when it is asked for and again after it was released. */
export const createMainWindow = (deps: MainWindowDeps): MainWindow => {
  const { store, clock, logger, platform } = deps
  const created = new Set<(window: BrowserWindow) => void>()
  const focused = new Set<() => void>()
  const changed = new Set<() => void>()
  const pageGone = new Set<() => void>()
  const call = (listeners: Set<() => void>) => (): void => {
    for (const listener of listeners) listener()
  }
  let window: BrowserWindow | null = null
  let isWanted = false
  let isDrawn = false
  let release: Timer | null = null
  let savePlacement = (): void => {}

  const current = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window)

  const reveal = (shown: BrowserWindow): void => {
    release?.cancel()
    release = null
    const isFirstTime = !shown.isVisible()
    if (shown.isMinimized()) shown.restore()
    // Shows it as well; the other way round, it would be seen to grow.
    if (isFirstTime && store.get().isMaximized) shown.maximize()
    shown.show()
    if (isFirstTime && store.get().isFullScreen) shown.setFullScreen(true)
    shown.focus()
  }

  const create = (): BrowserWindow => {
    const made = new BrowserWindow({
      title: 'Dailies',
      ...rememberedPlacement(store),
      minWidth: MINIMUM_SIZE.width,
      minHeight: MINIMUM_SIZE.height,
      show: false,
      backgroundColor: deps.backgroundColor(),
      webPreferences: pagePreferences({ preloadPath: deps.preloadPath, platform, isPackaged: app.isPackaged }),
    })
    window = made
    isDrawn = false
    savePlacement = keepPlacement(made, store, clock)
    listen(made)
    for (const listener of created) listener(made)
    made.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => logger.debug('loading ended', { error: String(error) }))
    return made
  }

  const showWhenDrawn = (made: BrowserWindow): void => {
    const drawn = (): void => {
      anyway.cancel()
      if (isDrawn || made !== current()) return
      isDrawn = true
      if (isWanted) reveal(made)
    }
    const anyway = clock.after(SHOW_ANYWAY_MS, drawn)
    made.once('ready-to-show', drawn)
    // On Wayland, a window that was never shown is never ready to be (electron#48859).
    if (platform === 'linux') made.webContents.once('did-finish-load', drawn)
    made.once('closed', () => anyway.cancel())
  }

  const listen = (made: BrowserWindow): void => {
    showWhenDrawn(made)
    made.on('close', (event) => closing(event))
    made.on('show', call(changed))
    made.on('hide', () => {
      releaseLater(made)
      call(changed)()
    })
    made.on('blur', call(changed))
    made.on('focus', () => {
      call(focused)()
      call(changed)()
    })
    made.webContents.on('did-navigate', call(pageGone))
    made.webContents.on('render-process-gone', call(pageGone))
    // Whatever the page would like to keep is kept by then; it must not hold up a quit.
    made.webContents.on('will-prevent-unload', (event) => event.preventDefault())
    made.once('closed', () => {
      if (window === made) window = null
      release?.cancel()
      call(pageGone)()
      call(changed)()
    })
  }

  const closing = (event: { preventDefault(): void }): void => {
    savePlacement()
    const decision = deps.closeDecision()
    if (decision === 'close') return
    event.preventDefault()
    if (decision === 'quit') deps.quit()
    if (decision !== 'hide') return
    hide()
    deps.onHiddenByPerson()
  }

  const releaseLater = (hidden: BrowserWindow): void => {
    release?.cancel()
    release = clock.after(deps.pageLifeMs, () => {
      if (hidden.isDestroyed() || hidden.isVisible()) return
      logger.info('the hidden window was released')
      hidden.destroy()
    })
  }

  const hide = (): void => {
    isWanted = false
    const hidden = current()
    if (hidden === null) return
    savePlacement()
    // macOS would leave an empty black space behind.
    if (platform === 'darwin' && hidden.isFullScreen()) {
      hidden.once('leave-full-screen', () => hidden.hide())
      hidden.setFullScreen(false)
    } else hidden.hide()
    releaseLater(hidden)
  }

  return {
    show() {
      isWanted = true
      const shown = current() ?? create()
      if (isDrawn) reveal(shown)
    },
    hide,
    destroy() {
      savePlacement()
      current()?.destroy()
    },
    current,
    isFocused: () => current()?.isFocused() ?? false,
    isVisible: () => current()?.isVisible() ?? false,
    isManaged: (contents) => current()?.webContents === contents,
    send(event) {
      const shown = current()
      if (shown !== null) sendEvents(shown.webContents, [event])
    },
    onCreated(listener) {
      created.add(listener)
      const made = current()
      if (made !== null) listener(made)
    },
    onFocus: (listener) => void focused.add(listener),
    onChange: (listener) => void changed.add(listener),
    onPageGone: (listener) => void pageGone.add(listener),
  }
}
