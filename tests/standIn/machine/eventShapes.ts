/**
 * What each event of the stand-in carries. The functions below make the compiler compare every line with Electron's
 * typings: a listener that takes these arguments must fit the event. They are never called.
 */

type Event<T extends object = object> = Electron.Event<T>
type Nothing = []

export interface AppEvents {
  activate: [Event, hasVisibleWindows: boolean]
  'before-quit': [Event]
  'browser-window-blur': [Event, Electron.BrowserWindow]
  'browser-window-created': [Event, Electron.BrowserWindow]
  'browser-window-focus': [Event, Electron.BrowserWindow]
  'open-file': [Event, path: string]
  'open-url': [Event, url: string]
  quit: [Event, exitCode: number]
  ready: [Event, launchInfo: object]
  'render-process-gone': [Event, Electron.WebContents, Electron.RenderProcessGoneDetails]
  'second-instance': [Event, argv: string[], workingDirectory: string, additionalData: unknown]
  'web-contents-created': [Event, Electron.WebContents]
  'will-finish-launching': Nothing
  'will-quit': [Event]
  'window-all-closed': Nothing
}

export interface WindowEvents {
  blur: [Event]
  close: [Event]
  closed: Nothing
  'enter-full-screen': Nothing
  focus: [Event]
  hide: Nothing
  'leave-full-screen': Nothing
  maximize: Nothing
  minimize: Nothing
  move: Nothing
  moved: Nothing
  'page-title-updated': [Event, title: string, explicitSet: boolean]
  'query-session-end': [Electron.WindowSessionEndEvent]
  'ready-to-show': Nothing
  resize: Nothing
  resized: Nothing
  restore: Nothing
  'session-end': [Electron.WindowSessionEndEvent]
  show: Nothing
  unmaximize: Nothing
}

type Navigated = [url: string, isInPlace: boolean, isMainFrame: boolean, processId: number, routingId: number]

export interface ContentsEvents {
  destroyed: Nothing
  'did-fail-load': [
    Event,
    code: number,
    description: string,
    url: string,
    isMainFrame: boolean,
    processId: number,
    routingId: number,
  ]
  'did-finish-load': Nothing
  'did-navigate': [Event, url: string, httpResponseCode: number, httpStatusText: string]
  'did-navigate-in-page': [Event, url: string, isMainFrame: boolean, processId: number, routingId: number]
  'did-start-loading': Nothing
  'did-stop-loading': Nothing
  'dom-ready': Nothing
  'render-process-gone': [Event, Electron.RenderProcessGoneDetails]
  'will-frame-navigate': [Event<Electron.WebContentsWillFrameNavigateEventParams>]
  'will-navigate': [Event<Electron.WebContentsWillNavigateEventParams>, ...Navigated]
  'will-redirect': [Event<Electron.WebContentsWillRedirectEventParams>, ...Navigated]
}

export interface TrayEvents {
  click: [Electron.KeyboardEvent, Electron.Rectangle, Electron.Point]
  'double-click': [Electron.KeyboardEvent, Electron.Rectangle]
  'right-click': [Electron.KeyboardEvent, Electron.Rectangle]
}

export interface NotificationEvents {
  action: [Event<Electron.NotificationActionEventParams>, actionIndex: number, selectionIndex: number]
  click: [Event]
  close: [Event<Electron.NotificationCloseEventParams>]
  show: [Event]
}

export interface MenuEvents {
  'menu-will-close': [Event]
  'menu-will-show': [Event]
}

export interface PowerEvents {
  'lock-screen': Nothing
  'on-ac': Nothing
  'on-battery': Nothing
  resume: Nothing
  suspend: Nothing
  'unlock-screen': Nothing
}

export interface ScreenEvents {
  'display-added': [Event, Electron.Display]
  'display-metrics-changed': [Event, Electron.Display, changedMetrics: string[]]
  'display-removed': [Event, Electron.Display]
}

export interface PreferencesEvents {
  'accent-color-changed': [Event, newColor: string]
}

export interface ThemeEvents {
  updated: Nothing
}

export interface SessionEvents {
  'will-download': [Event, Electron.DownloadItem, Electron.WebContents, Electron.WebFrameMain | null]
}

/** A listener for one line of a table. */
type Hears<Table> = <E extends keyof Table>(
  event: E,
) => (...args: Table[E] extends unknown[] ? Table[E] : never) => void

export const proveApp = (app: Electron.App, hears: Hears<AppEvents>): void => {
  app.on('activate', hears('activate'))
  app.on('before-quit', hears('before-quit'))
  app.on('browser-window-blur', hears('browser-window-blur'))
  app.on('browser-window-created', hears('browser-window-created'))
  app.on('browser-window-focus', hears('browser-window-focus'))
  app.on('open-file', hears('open-file'))
  app.on('open-url', hears('open-url'))
  app.on('quit', hears('quit'))
  app.on('ready', hears('ready'))
  app.on('render-process-gone', hears('render-process-gone'))
  app.on('second-instance', hears('second-instance'))
  app.on('web-contents-created', hears('web-contents-created'))
  app.on('will-finish-launching', hears('will-finish-launching'))
  app.on('will-quit', hears('will-quit'))
  app.on('window-all-closed', hears('window-all-closed'))
}

export const proveWindow = (window: Electron.BrowserWindow, hears: Hears<WindowEvents>): void => {
  window.on('blur', hears('blur'))
  window.on('close', hears('close'))
  window.on('closed', hears('closed'))
  window.on('enter-full-screen', hears('enter-full-screen'))
  window.on('focus', hears('focus'))
  window.on('hide', hears('hide'))
  window.on('leave-full-screen', hears('leave-full-screen'))
  window.on('maximize', hears('maximize'))
  window.on('minimize', hears('minimize'))
  window.on('move', hears('move'))
  window.on('moved', hears('moved'))
  window.on('page-title-updated', hears('page-title-updated'))
  window.on('query-session-end', hears('query-session-end'))
  window.on('ready-to-show', hears('ready-to-show'))
  window.on('resize', hears('resize'))
  window.on('resized', hears('resized'))
  window.on('restore', hears('restore'))
  window.on('session-end', hears('session-end'))
  window.on('show', hears('show'))
  window.on('unmaximize', hears('unmaximize'))
}

export const proveContents = (contents: Electron.WebContents, hears: Hears<ContentsEvents>): void => {
  contents.on('destroyed', hears('destroyed'))
  contents.on('did-fail-load', hears('did-fail-load'))
  contents.on('did-finish-load', hears('did-finish-load'))
  contents.on('did-navigate', hears('did-navigate'))
  contents.on('did-navigate-in-page', hears('did-navigate-in-page'))
  contents.on('did-start-loading', hears('did-start-loading'))
  contents.on('did-stop-loading', hears('did-stop-loading'))
  contents.on('dom-ready', hears('dom-ready'))
  contents.on('render-process-gone', hears('render-process-gone'))
  contents.on('will-frame-navigate', hears('will-frame-navigate'))
  contents.on('will-navigate', hears('will-navigate'))
  contents.on('will-redirect', hears('will-redirect'))
}

export const proveTray = (tray: Electron.Tray, hears: Hears<TrayEvents>): void => {
  tray.on('click', hears('click'))
  tray.on('double-click', hears('double-click'))
  tray.on('right-click', hears('right-click'))
}

export const proveNotification = (notice: Electron.Notification, hears: Hears<NotificationEvents>): void => {
  notice.on('action', hears('action'))
  notice.on('click', hears('click'))
  notice.on('close', hears('close'))
  notice.on('show', hears('show'))
}

export const proveMenu = (menu: Electron.Menu, hears: Hears<MenuEvents>): void => {
  menu.on('menu-will-close', hears('menu-will-close'))
  menu.on('menu-will-show', hears('menu-will-show'))
}

export const provePower = (monitor: Electron.PowerMonitor, hears: Hears<PowerEvents>): void => {
  monitor.on('lock-screen', hears('lock-screen'))
  monitor.on('on-ac', hears('on-ac'))
  monitor.on('on-battery', hears('on-battery'))
  monitor.on('resume', hears('resume'))
  monitor.on('suspend', hears('suspend'))
  monitor.on('unlock-screen', hears('unlock-screen'))
}

export const proveSystem = (
  screen: Electron.Screen,
  hears: Hears<ScreenEvents & PreferencesEvents & ThemeEvents & SessionEvents>,
  preferences: Electron.SystemPreferences,
  theme: Electron.NativeTheme,
  session: Electron.Session,
): void => {
  screen.on('display-added', hears('display-added'))
  screen.on('display-metrics-changed', hears('display-metrics-changed'))
  screen.on('display-removed', hears('display-removed'))
  preferences.on('accent-color-changed', hears('accent-color-changed'))
  theme.on('updated', hears('updated'))
  session.on('will-download', hears('will-download'))
}
