import { runInThisContext } from 'node:vm'
import { emitToApp } from '../app/appEvents.ts'
import { dockMenu } from '../app/dock.ts'
import * as electron from '../electron.ts'
import { runningChromium } from '../pages/chromium.ts'
import { setAppearance } from '../system/appearance.ts'
import { answerDialogs, dialogsShown } from '../system/dialog.ts'
import { getApplicationMenu } from '../system/menu.ts'
import { clickEntry, describeMenu } from '../system/menuEntries.ts'
import { clickNotice, pressNoticeAction, shownNotices } from '../system/notification.ts'
import { heldBlockers, setBattery, shutDownSystem, tellPower } from '../system/power.ts'
import { setNetwork } from '../system/network.ts'
import { setDisplays } from '../system/screen.ts'
import { askDevice, askPermission, startDownload } from '../system/session.ts'
import { clickTrayIcon, shownTray, trayMenu } from '../system/tray.ts'
import { mainWindow, openWindows, syncPage } from '../windows/browserWindow.ts'
import { originOf } from '../windows/frames.ts'
import { ipcMainHub } from '../windows/ipcMain.ts'
import { decodeValue, encodeValue } from '../pages/encoding.ts'
import { createEvent } from './member.ts'
import { windowAskedFor } from './milestones.ts'
import { recordedCalls, recordedFaults, recordedMessages } from './records.ts'

const theWindow = () => {
  const window = mainWindow()
  if (window === null) throw new Error('There is no window')
  return window
}

/** Where a spec's Playwright finds the window's page; null while there is none. */
const pageAddress = async (): Promise<{ port: number; targetId: string } | null> => {
  const browser = runningChromium()
  const window = mainWindow()
  if (browser === null || window === null || window.contents.state.isCrashed) return null
  const page = await window.contents.currentPage()
  return page && { port: await (await browser).debuggingPort, targetId: page.targetId }
}

/** Asks as a frame that has no business asking: `ipcMain` gets this frame as the sender. */
const askAsFrame = async (
  channel: string,
  frame: { url: string; isTop: boolean; isStrange: boolean; origin?: string } | null,
  args: unknown[],
): Promise<unknown> => {
  const sender =
    frame?.isStrange === true
      ? ({ id: 9999, isDestroyed: () => false, isCrashed: () => false } as never)
      : theWindow().contents.object
  const { mainFrame } = theWindow().contents.object
  const senderFrame =
    frame === null
      ? null
      : ({
          url: frame.url,
          origin: frame.origin ?? originOf(frame.url),
          parent: frame.isTop ? null : mainFrame,
          top: mainFrame,
          detached: false,
          isDestroyed: () => false,
        } as never)
  const answer = await ipcMainHub.invoke({ sender, senderFrame }, channel, encodeValue(args))
  if ('error' in answer) throw new Error(answer.error)
  return decodeValue(answer.payload)
}

/** What the driver can ask of the process; the machine around the app, and what is seen of it. */
export const controls = {
  evaluate: async (source: string, arg: unknown): Promise<unknown> => {
    const run = runInThisContext(`(${source})`) as (module: typeof electron, arg: unknown) => unknown
    return await run(electron, arg)
  },
  pageAddress,
  askAsFrame,
  hasWindow: (): boolean => mainWindow() !== null,
  isWindowVisible: (): boolean => mainWindow()?.state.isVisible === true,
  windowAskedFor,
  closeWindow: (): void => theWindow().close(),
  focusWindow: (isFocused: boolean): void => theWindow().focus(isFocused),
  moveWindow: (bounds: Partial<Electron.Rectangle>): void => theWindow().object.setBounds(bounds),
  tray: shownTray,
  clickTray: (...path: string[]): void => clickEntry(trayMenu(), path),
  clickTrayIcon,
  menu: () => describeMenu(getApplicationMenu()),
  clickMenu: (...path: string[]): void => clickEntry(getApplicationMenu(), path),
  dockMenu: () => describeMenu(dockMenu()),
  clickDock: (...path: string[]): void => clickEntry(dockMenu(), path),
  notices: shownNotices,
  clickNotice,
  pressNoticeAction,
  answerDialogs,
  dialogs: dialogsShown,
  power: tellPower,
  setBattery,
  heldBlockers,
  shutDownSystem,
  setNetwork: (isOnline: boolean): void => {
    setNetwork(isOnline)
    for (const window of openWindows()) syncPage(window)
  },
  setAppearance,
  setDisplays,
  activate: (): void => emitToApp('activate', createEvent({}), mainWindow()?.state.isVisible === true),
  openUrl: (url: string): void => emitToApp('open-url', createEvent({}), url),
  openFile: (path: string): void => emitToApp('open-file', createEvent({}), path),
  askPermission: (permission: string) => askPermission(theWindow().contents.object, permission as never),
  askDevice,
  startDownload: (url: string): boolean => startDownload(theWindow().contents.object, url),
  crashPage: async (): Promise<void> => {
    const { contents } = theWindow()
    const gone = new Promise((resolve) => contents.object.once('render-process-gone', resolve))
    await (await contents.currentPage())?.crash()
    await gone
  },
  calls: recordedCalls,
  faults: recordedFaults,
  messages: recordedMessages,
}

export type Controls = typeof controls
