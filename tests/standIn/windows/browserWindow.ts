import { appIsReady, emitToApp } from '../app/appEvents.ts'
import type { WindowEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, lacks, newable, type Emit } from '../machine/member.ts'
import { recordFault } from '../machine/records.ts'
import { onColorScheme, colorScheme } from '../system/appearance.ts'
import { networkIsOnline } from '../system/network.ts'
import { reportWindowAskedFor } from '../machine/milestones.ts'
import { createContents, type Contents } from './webContents.ts'
import { initialState, KNOWN_OPTIONS, KNOWN_PREFERENCES, presentBounds, type WindowState } from './windowState.ts'

export interface WindowHandle {
  object: Electron.BrowserWindow
  contents: Contents
  state: WindowState
  emit: Emit<WindowEvents>
  focus(isFocused: boolean): void
  close(): void
  destroy(): void
}

type Change = 'maximize' | 'unmaximize' | 'minimize' | 'restore' | 'enter-full-screen' | 'leave-full-screen'

const open = new Map<number, WindowHandle>()
let focused: WindowHandle | null = null
let lastId = 0
let onAllClosed = (): void => {}

/** What the app does when its last window has gone. */
export const whenAllWindowsClosed = (run: () => void): void => {
  onAllClosed = run
}
export const openWindows = (): WindowHandle[] => [...open.values()]

const checkOptions = (options: Electron.BrowserWindowConstructorOptions): void => {
  const { webPreferences = {} } = options
  for (const key of Object.keys(options)) if (!KNOWN_OPTIONS.has(key)) recordFault(`Unknown window option ${key}`)
  for (const key of Object.keys(webPreferences)) {
    if (!KNOWN_PREFERENCES.has(key)) recordFault(`Unknown web preference ${key}`)
  }
  const { sandbox = true, contextIsolation = true, nodeIntegration = false } = webPreferences
  if (!sandbox || !contextIsolation || nodeIntegration) lacks('windows that are not sandboxed and isolated')
}

/** Tells a page what its window is like. */
export const syncPage = ({ contents, state }: WindowHandle): void => {
  const isVisible = state.isVisible && !state.isMinimized
  const isFocused = focused?.contents === contents
  contents.withPage((page) => page.pretend({ isVisible, isFocused, isOnline: networkIsOnline() }))
}

const setFocused = (next: WindowHandle | null): void => {
  const before = focused
  if (before === next) return
  focused = next
  if (before && open.has(before.object.id)) {
    before.emit('blur', createEvent({}))
    emitToApp('browser-window-blur', createEvent({}), before.object)
    syncPage(before)
  }
  if (next) {
    next.emit('focus', createEvent({}))
    emitToApp('browser-window-focus', createEvent({}), next.object)
    syncPage(next)
  }
}

const create = (options: Electron.BrowserWindowConstructorOptions = {}): Electron.BrowserWindow => {
  if (!appIsReady()) throw new Error('Cannot create BrowserWindow before app is ready')
  reportWindowAskedFor()
  checkOptions(options)
  const id = (lastId += 1)
  const state = initialState(options)
  let isDestroyed = false

  const handle: WindowHandle = {
    get object() {
      return object
    },
    get contents() {
      return contents
    },
    state,
    emit: (event, ...args) => emit(event, ...args),
    focus: (isFocused) => setFocused(isFocused ? handle : focused === handle ? null : focused),
    close: () => close(),
    destroy: () => destroy(),
  }
  const show = (takesFocus: boolean): void => {
    const wasVisible = state.isVisible
    state.isVisible = true
    if (!wasVisible) emit('show')
    syncPage(handle)
    if (takesFocus) setFocused(handle)
  }
  const hide = (): void => {
    if (!state.isVisible) return
    state.isVisible = false
    if (focused === handle) setFocused(null)
    emit('hide')
    syncPage(handle)
  }
  const move = (next: Partial<Electron.Rectangle>): void => {
    const before = { ...state.bounds }
    Object.assign(state.bounds, next)
    const { x, y, width, height } = state.bounds
    if (x !== before.x || y !== before.y) for (const event of ['move', 'moved'] as const) emit(event)
    if (width === before.width && height === before.height) return
    contents.withPage((page) => page.resize({ width, height }))
    for (const event of ['resize', 'resized'] as const) emit(event)
  }
  const enter = (change: Partial<WindowState>, event: Change): void => {
    Object.assign(state, change)
    const { width, height } = presentBounds(state)
    contents.withPage((page) => page.resize({ width, height }))
    emit(event)
    if (event === 'minimize' && focused === handle) setFocused(null)
    else emit('resize')
    syncPage(handle)
  }
  const close = (): void => {
    if (isDestroyed) return
    const event = createEvent({})
    emit('close', event)
    if (event.defaultPrevented || isDestroyed) return
    // The page may still want to say something; it is gone when Chromium says so.
    void contents.currentPage().then(
      (page) => (page === null ? destroy() : page.close()),
      () => destroy(),
    )
  }
  const destroy = (): void => {
    if (isDestroyed) return
    isDestroyed = true
    stopFollowing()
    contents.destroy()
    open.delete(id)
    if (focused === handle) setFocused(null)
    emit('closed')
    if (open.size === 0) onAllClosed()
  }

  const { object, emit } = emittingPart<Electron.BrowserWindow, WindowEvents>(
    'BrowserWindow',
    {
      get id() {
        return id
      },
      get webContents() {
        return contents.object
      },
      get title() {
        return state.title
      },
      loadURL: (url) => contents.object.loadURL(url),
      reload: () => contents.object.reload(),
      show: () => show(true),
      showInactive: () => show(false),
      hide,
      focus: () => (state.isVisible ? setFocused(handle) : undefined),
      blur: () => handle.focus(false),
      close,
      destroy,
      minimize: () => enter({ isMinimized: true }, 'minimize'),
      restore: () => {
        if (state.isMinimized) enter({ isMinimized: false }, 'restore')
        show(true)
      },
      maximize: () => {
        enter({ isMaximized: true }, 'maximize')
        show(true)
      },
      unmaximize: () => enter({ isMaximized: false }, 'unmaximize'),
      setFullScreen: (isOn) => enter({ isFullScreen: isOn }, isOn ? 'enter-full-screen' : 'leave-full-screen'),
      isDestroyed: () => isDestroyed,
      isVisible: () => state.isVisible,
      isFocused: () => focused === handle,
      isMinimized: () => state.isMinimized,
      isMaximized: () => state.isMaximized,
      isFullScreen: () => state.isFullScreen,
      isNormal: () => !state.isMinimized && !state.isMaximized && !state.isFullScreen,
      isFullScreenable: () => true,
      getBounds: () => presentBounds(state),
      getContentBounds: () => presentBounds(state),
      getNormalBounds: () => ({ ...state.bounds }),
      getSize: () => [presentBounds(state).width, presentBounds(state).height],
      getContentSize: () => [presentBounds(state).width, presentBounds(state).height],
      getPosition: () => [presentBounds(state).x, presentBounds(state).y],
      getMinimumSize: () => [...state.minimumSize],
      setBounds: (next) => move(next),
      setSize: (width, height) => move({ width, height }),
      setPosition: (x, y) => move({ x, y }),
      center: () => {},
      setMinimumSize: (width, height) => {
        state.minimumSize = [width, height]
      },
      getTitle: () => state.title,
      setTitle: (title) => {
        state.title = title
      },
      getBackgroundColor: () => state.backgroundColor,
      setBackgroundColor: (color) => {
        state.backgroundColor = color
      },
      setProgressBar: (progress) => {
        state.progress = progress
      },
      setOverlayIcon: (overlay, description) => {
        state.overlay = overlay === null ? null : description
      },
      setThumbarButtons: () => true,
      setTitleBarOverlay: () => {},
      setIcon: () => {},
      setMenu: () => {},
      removeMenu: () => {},
      setAutoHideMenuBar: () => {},
      setMenuBarVisibility: () => {},
      setSkipTaskbar: () => {},
      setRepresentedFilename: () => {},
      setDocumentEdited: () => {},
      setAlwaysOnTop: () => {},
      setVisibleOnAllWorkspaces: () => {},
      setContentProtection: () => {},
      flashFrame: () => {},
      moveTop: () => {},
      getChildWindows: () => [],
      getParentWindow: () => null,
    },
    () => `[BrowserWindow ${id}]`,
  )
  const contents = createContents({
    preloadPath: options.webPreferences?.preload,
    size: () => presentBounds(state),
    owner: () => object,
    close: () => close(),
    onClosed: () => destroy(),
    listeners: {
      onTitle: (title) => {
        const event = createEvent({})
        emit('page-title-updated', event, title, true)
        if (!event.defaultPrevented) state.title = title
      },
      onFirstPaint: () => emit('ready-to-show'),
      onPreload: () => syncPage(handle),
      onRendererGone: (details) => emitToApp('render-process-gone', createEvent({}), contents.object, details),
    },
  })
  const stopFollowing = onColorScheme(() => contents.withPage((page) => page.setColorScheme(colorScheme())))
  open.set(id, handle)
  emitToApp('web-contents-created', createEvent({}), contents.object)
  emitToApp('browser-window-created', createEvent({}), object)
  if (options.show !== false) {
    state.isVisible = true
    // Its maker has to have the chance to listen first.
    setImmediate(() => (isDestroyed || !state.isVisible ? undefined : setFocused(handle)))
  }
  return object
}

export const BrowserWindow = newable<typeof Electron.BrowserWindow>('BrowserWindow', create, {
  getAllWindows: () => openWindows().map(({ object }) => object),
  getFocusedWindow: () => focused?.object ?? null,
  fromId: (id) => open.get(id)?.object ?? null,
  fromWebContents: (contents) => openWindows().find((one) => one.contents.object === contents)?.object ?? null,
})

/** The window that a person sees, or would see. */
export const mainWindow = (): WindowHandle | null => openWindows()[0] ?? null
