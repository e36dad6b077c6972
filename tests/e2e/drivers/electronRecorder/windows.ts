import { app, BrowserWindow, ipcMain } from 'electron'
import { recordMessage } from '../../../standIn/machine/records.ts'
import { record, replace } from './record.ts'

type Handler = Parameters<typeof ipcMain.handle>[1]
export const handlers = new Map<string, Handler>()

const asText = (value: unknown): string => JSON.stringify(value) ?? ''

const recordHandlers = (): void => {
  const handle = ipcMain.handle.bind(ipcMain)
  replace('ipcMain', ipcMain, 'handle', (channel: string, handler: Handler) => {
    handlers.set(channel, handler)
    handle(channel, async (event, ...args: unknown[]) => {
      recordMessage({ direction: 'to main', channel, payload: asText(args) })
      const answer: unknown = await handler(event, ...args)
      recordMessage({ direction: 'to page', channel, payload: asText(answer) })
      return answer
    })
  })
}

const recordContents = (contents: Electron.WebContents): void => {
  const send = contents.send.bind(contents)
  contents.send = (channel: string, ...args: unknown[]): void => {
    recordMessage({ direction: 'to page', channel, payload: asText(args) })
    send(channel, ...args)
  }
  // A drag of the real system would wait for a mouse that nobody moves.
  replace('webContents', contents, 'startDrag', () => {})
}

export const recordWindows = (): void => {
  recordHandlers()
  app.on('web-contents-created', (_event, contents) => recordContents(contents))
  record('BrowserWindow', BrowserWindow.prototype, [
    'flashFrame',
    'setOverlayIcon',
    'setProgressBar',
    'setThumbarButtons',
    'setTitleBarOverlay',
  ])
}

/** The window that a person sees, or would see. */
export const mainWindow = (): Electron.BrowserWindow | null => BrowserWindow.getAllWindows()[0] ?? null
