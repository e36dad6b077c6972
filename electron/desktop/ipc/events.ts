import { ipcMain, type BrowserWindow, type IpcMainEvent, type WebContents } from 'electron'
import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { ShellEvent } from '../../../shared/shell/shellContract.ts'
import type { Host } from '../../core/host.ts'
import type { Clock } from '../../core/ports.ts'
import { isTrustedSender } from '../../core/security/trustedFrame.ts'
import { EVENT_CHANNEL } from './channels.ts'
import { createEventFeed } from './eventFeed.ts'
import { readSender } from './sender.ts'

/** One message to a page, if it is still there. */
export const sendEvents = (contents: WebContents, events: readonly (HostEvent | ShellEvent)[]): void => {
  if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(EVENT_CHANNEL, events)
}

export interface ForwardEventsDeps {
  host: Pick<Host, 'onEvent'> | Promise<Pick<Host, 'onEvent'>>
  window: BrowserWindow
  clock: Clock
}

/** Sends the host's events to the page of a window as long as the window lives, and as fast as the page takes them. */
export const forwardEvents = ({ host, window, clock }: ForwardEventsDeps): void => {
  const { webContents } = window
  const feed = createEventFeed({ clock, deliver: (events) => sendEvents(webContents, events) })
  const asked = (event: IpcMainEvent): void => {
    if (isTrustedSender(readSender(event, (contents) => contents === webContents))) feed.asked()
  }
  let isClosed = false
  let stopListening = (): void => {}
  ipcMain.on(EVENT_CHANNEL, asked)
  window.once('closed', () => {
    isClosed = true
    stopListening()
    feed.stop()
    ipcMain.off(EVENT_CHANNEL, asked)
  })
  const listen = (opened: Pick<Host, 'onEvent'>): void => {
    if (!isClosed) stopListening = opened.onEvent(feed.add)
  }
  // Whoever opens the host says why it failed, and ends the app.
  Promise.resolve(host).then(listen, () => undefined)
}
