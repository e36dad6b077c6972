import { app, powerMonitor, type BrowserWindow, type Event } from 'electron'
import type { MainWindow } from '../window/mainWindow.ts'
import type { Quitting } from './quitting.ts'
import { decideShutdown } from './shutdownPolicy.ts'

/**
 * Leads every way in which the app can be ended to the one place that decides. Once the app is ready: until then Electron
 * puts its own handlers for signals in the place of ours; they lead to `before-quit`.
 */
export const listenForQuits = (quitting: Quitting, window: MainWindow): void => {
  const shutDown = (event: { preventDefault(): void } | undefined, reasons: readonly string[]): void => {
    if (quitting.phase() === 'closed') return
    const decision = decideShutdown({
      platform: process.platform,
      reasons,
      isWindowVisible: window.isVisible(),
    })
    if (decision.isDelayed) event?.preventDefault()
    quitting.request(decision.isAsked ? 'shutdown' : 'ending')
  }

  // Menu, Cmd+Q, dock, tray, `app.quit()` from anywhere, and the end of a session on macOS.
  app.on('before-quit', (event) => {
    if (quitting.phase() === 'closed') return
    event.preventDefault()
    quitting.request('person')
  })
  // Electron would quit by itself; whether that is wanted was decided when the window was told to close.
  app.on('window-all-closed', () => {})
  // Electron hands over an event that its typings leave out.
  powerMonitor.on('shutdown', (event?: Event) => shutDown(event, []))
  window.onCreated((made: BrowserWindow) => {
    made.on('query-session-end', (event) => shutDown(event, event.reasons))
    made.on('session-end', () => quitting.request('ending'))
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => quitting.request('signal'))
}
