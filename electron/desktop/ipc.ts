import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import type { IpcResult } from '../../shared/ipc/ipcError.ts'
import type { Host } from '../core/host.ts'
import { isTrustedFrame, type SendingFrame } from '../core/security/trustedFrame.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts'

const REFUSED: IpcResult<never> = {
  ok: false,
  error: { code: 'forbidden', message: 'Only the window of Dailies may ask this.' },
}

const sendingFrame = ({ senderFrame }: IpcMainInvokeEvent): SendingFrame | null =>
  senderFrame && { url: senderFrame.url, isTop: senderFrame.parent === null }

/** Answers requests of the window. Who asks is checked before anything of the message is looked at. */
export const answerRequests = (host: Host): void => {
  ipcMain.handle(REQUEST_CHANNEL, async (event, route: unknown, input: unknown) => {
    if (!isTrustedFrame(sendingFrame(event))) return REFUSED
    return await host.dispatch(String(route), input)
  })
}

/** Sends the host's events to the window as long as it lives. */
export const forwardEvents = (host: Host, window: BrowserWindow): void => {
  const stop = host.onEvent((event) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event)
  })
  window.once('closed', stop)
}
