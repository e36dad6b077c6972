import type { Page } from '@playwright/test'
import type * as ElectronModule from 'electron'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { DisplayOptions, UpdateOnOffer } from '../../standIn/machine/options.ts'
import type { IpcMessage, RecordedCall } from '../../standIn/machine/records.ts'
import type { ShownDialog } from '../../standIn/system/dialog.ts'
import type { MenuEntry } from '../../standIn/system/menuEntries.ts'
import type { ShownNotice } from '../../standIn/system/notification.ts'
import type { ShownTray } from '../../standIn/system/tray.ts'

export type { DisplayOptions, IpcMessage, MenuEntry, RecordedCall, ShownDialog, ShownNotice, ShownTray }

export interface DesktopOptions {
  /** What follows the app on its command line: switches, links, files. */
  args?: string[]
  env?: Record<string, string>
  /** The system that the app believes to run on; only the stand-in can pretend one. */
  platform?: NodeJS.Platform
  /** How many times faster than usual the demo provider works. */
  demoSpeed?: number
  displays?: DisplayOptions[]
  keychain?: 'works' | 'none'
  hasNotifications?: boolean
  /** Whether the app believes to be installed and not run from its sources. */
  isPackaged?: boolean
  /** What the updater finds. */
  update?: UpdateOnOffer
}

/** The desktop app in a process of its own, on folders of its own. */
export interface DesktopApp {
  readonly kind: 'stand-in' | 'electron'
  readonly dataDir: string
  readonly videosDir: string
  /** What belongs to the machine: its keychain, its trash. Not the app's folder. */
  readonly systemDir: string
  /** Where pages have the app's own address; `dailies://app` on real Electron. */
  readonly origin: string
  /** Of the main window; waits for one, and for the live connection. */
  page(): Promise<Page>
  /** Whether there is a live BrowserWindow, visible or not. */
  hasWindow(): Promise<boolean>
  isWindowVisible(): Promise<boolean>
  /** Runs in the main process. The function crosses as text, so it sees nothing of the spec but `arg`. */
  evaluate<R, A>(run: (electron: typeof ElectronModule, arg: A) => R | Promise<R>, arg: A): Promise<R>
  /** Asks the host through the page's `window.dailies`. */
  rpc<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Waits for the process's own end. */
  exit(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same folders, with the options of before and these; one that still runs is ended first. */
  restart(options?: DesktopOptions): Promise<void>
  /** Ends it and removes its folders. */
  remove(): Promise<void>
  /** Everything on stdout and stderr, of every process since the beginning. */
  output(): string
  /** What no healthy app does: errors on the console, exceptions, calls that the stand-in lacks. */
  faults(): string[]
  system: DesktopSystem
}

/** Who sends a message that the app should not answer; null for a frame that is already gone. */
export type AskingFrame = {
  url: string
  isTop: boolean
  /** Sends from a window that the app has not made. */
  isStrange: boolean
  /** Where it is not that of the address, as in a sandbox. */
  origin?: string
} | null

/** The operating system around the app, and the person in front of it. */
export interface DesktopSystem {
  closeWindow(): Promise<void>
  focusWindow(isFocused: boolean): Promise<void>
  /** As a person drags or sizes it. */
  moveWindow(bounds: Partial<{ x: number; y: number; width: number; height: number }>): Promise<void>
  tray(): Promise<ShownTray | null>
  /** By labels, roles or ids from the top of the menu down. */
  clickTray(...path: string[]): Promise<void>
  clickTrayIcon(): Promise<void>
  menu(): Promise<MenuEntry[]>
  clickMenu(...path: string[]): Promise<void>
  dockMenu(): Promise<MenuEntry[]>
  clickDock(...path: string[]): Promise<void>
  notices(): Promise<ShownNotice[]>
  clickNotice(index: number): Promise<void>
  pressNoticeAction(index: number, action: string): Promise<void>
  /** By label; a path for a choice of files (several by lines), nothing for a change of mind. Open dialogs come first. */
  answerDialogs(...choices: string[]): Promise<void>
  dialogs(): Promise<ShownDialog[]>
  sleep(): Promise<void>
  wake(): Promise<void>
  lock(): Promise<void>
  unlock(): Promise<void>
  /** Answers whether the app has asked the system to wait. */
  shutDown(): Promise<boolean>
  /** Kinds of sleep that the app prevents at the moment. */
  sleepBlocks(): Promise<string[]>
  setOnline(isOnline: boolean): Promise<void>
  setAppearance(changes: { isDark?: boolean; accent?: string }): Promise<void>
  setDisplays(displays: DisplayOptions[]): Promise<void>
  /** macOS hands over links and files this way. */
  openUrl(url: string): Promise<void>
  openFile(path: string): Promise<void>
  /** A click on the dock's icon. */
  activate(): Promise<void>
  /** A second process on the same folder; answers its exit code. */
  launchAgain(...argv: string[]): Promise<number | null>
  /** Kills the renderer and waits until the app has been told. */
  crashPage(): Promise<void>
  /** Everything asked of Electron, such as `shell.openExternal`. Questions (is, has, get) are not recorded. */
  calls(api?: string): Promise<RecordedCall[]>
  /** Everything that crossed between the page and the main process, as text that can be searched. */
  messages(): Promise<IpcMessage[]>
  /** Sends a request as another frame would. Rejects as the page's own call would. */
  askAsFrame(channel: string, frame: AskingFrame, ...args: unknown[]): Promise<unknown>
  /** What both permission handlers say; null where there is none. */
  askPermission(permission: string): Promise<{ request: boolean | null; check: boolean | null }>
  /** Whether a page may use such a device; null where nobody decides. */
  askDevice(type: 'hid' | 'serial' | 'usb'): Promise<boolean | null>
  /** Whether a download that a page starts goes on. */
  startDownload(url: string): Promise<boolean>
}
