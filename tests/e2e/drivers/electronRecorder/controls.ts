import { app, Menu, nativeTheme, powerMonitor, session, systemPreferences } from 'electron'
import type { Controls } from '../../../standIn/machine/controls.ts'
import { createEvent } from '../../../standIn/machine/member.ts'
import { recordedCalls, recordedMessages } from '../../../standIn/machine/records.ts'
import { answerDialogs, dialogsShown } from '../../../standIn/system/dialog.ts'
import { clickEntry, describeMenu } from '../../../standIn/system/menuEntries.ts'
import { known } from './system.ts'
import { handlers, mainWindow } from './windows.ts'

const theWindow = (): Electron.BrowserWindow => {
  const window = mainWindow()
  if (window === null) throw new Error('There is no window')
  return window
}

const noticeAt = (index: number) => {
  const notice = known.notices.at(index)
  if (notice === undefined || notice.shown.isClosed) throw new Error(`There is no open notice ${index}`)
  return notice
}

const tellWindowsOfShutdown = (): boolean => {
  if (process.platform !== 'win32') {
    const event = createEvent({})
    powerMonitor.emit('shutdown', event)
    return event.defaultPrevented
  }
  const event = createEvent({ reasons: ['shutdown'] })
  mainWindow()?.emit('query-session-end', event)
  if (!event.defaultPrevented) mainWindow()?.emit('session-end', createEvent({}))
  return event.defaultPrevented
}

const setNetwork = (isOnline: boolean): void => {
  known.isOnline = isOnline
  if (isOnline) session.defaultSession.disableNetworkEmulation()
  else session.defaultSession.enableNetworkEmulation({ offline: true })
}

const setAppearance: Controls['setAppearance'] = ({ isDark, accent }) => {
  if (isDark !== undefined) nativeTheme.themeSource = isDark ? 'dark' : 'light'
  if (accent === undefined) return
  systemPreferences.getAccentColor = () => `${accent.replace('#', '')}ff`
  systemPreferences.emit('accent-color-changed', createEvent({}), `${accent.replace('#', '')}ff`)
}

const askAsFrame: Controls['askAsFrame'] = async (channel, frame, args) => {
  const { webContents } = theWindow()
  const sender = frame?.isStrange === true ? { id: 9999, isDestroyed: () => false } : webContents
  const { mainFrame } = webContents
  const senderFrame = frame && { url: frame.url, parent: frame.isTop ? null : mainFrame, top: mainFrame }
  const handler = handlers.get(channel)
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  const event = createEvent({ type: 'frame', sender, senderFrame, processId: 1, frameId: 1 })
  const answer: unknown = await handler(event as unknown as Electron.IpcMainInvokeEvent, ...args)
  return answer
}

const crashPage = async (): Promise<void> => {
  const { webContents } = theWindow()
  const gone = new Promise((resolve) => webContents.once('render-process-gone', resolve))
  webContents.forcefullyCrashRenderer()
  await gone
}

/** The same controls as the stand-in has, as far as a real machine can be played. */
export const controls: Partial<Controls> = {
  hasWindow: () => mainWindow() !== null,
  isWindowVisible: () => mainWindow()?.isVisible() === true,
  closeWindow: () => theWindow().close(),
  focusWindow: (isFocused) => (isFocused ? theWindow().focus() : theWindow().blur()),
  moveWindow: (bounds) => theWindow().setBounds(bounds),
  tray: () => {
    const { tray } = known
    return tray && { tooltip: tray.tooltip, icon: tray.icon, title: tray.title, menu: describeMenu(tray.menu) }
  },
  clickTray: (...path) => clickEntry(known.tray?.menu ?? null, path),
  clickTrayIcon: (event) => void known.tray?.object.emit(event ?? 'click', createEvent({})),
  menu: () => describeMenu(Menu.getApplicationMenu()),
  clickMenu: (...path) => clickEntry(Menu.getApplicationMenu(), path),
  dockMenu: () => describeMenu(known.dockMenu),
  clickDock: (...path) => clickEntry(known.dockMenu, path),
  notices: () => known.notices.map(({ shown }) => ({ ...shown })),
  clickNotice: (index) => {
    const { object, shown } = noticeAt(index)
    shown.isClosed = true
    object.emit('click', createEvent({}))
  },
  pressNoticeAction: (index, action) => {
    const { object, shown } = noticeAt(index)
    const actionIndex = shown.actions.indexOf(action)
    if (actionIndex < 0) throw new Error(`The notice has no ${action}, but ${shown.actions.join(', ')}`)
    shown.isClosed = true
    object.emit('action', createEvent({ actionIndex, selectionIndex: -1 }), actionIndex, -1)
  },
  answerDialogs,
  dialogs: dialogsShown,
  power: (event) => void powerMonitor.emit(event),
  heldBlockers: () => [...known.blockers.values()],
  shutDownSystem: tellWindowsOfShutdown,
  setNetwork,
  setAppearance,
  activate: () => void app.emit('activate', createEvent({}), mainWindow()?.isVisible() === true),
  openUrl: (url) => void app.emit('open-url', createEvent({}), url),
  openFile: (path) => void app.emit('open-file', createEvent({}), path),
  askAsFrame,
  crashPage,
  calls: recordedCalls,
  faults: () => [],
  messages: recordedMessages,
}
