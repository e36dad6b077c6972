import { join } from 'node:path'
import { app, dialog, powerMonitor, type BrowserWindow } from 'electron'
import { openHost } from './composition/openHost.ts'
import { createFailpoint } from './core/failpoints.ts'
import { createLogger } from './core/logging/logger.ts'
import { createLogRing } from './core/logging/logRing.ts'
import type { PowerEvents } from './core/ports.ts'
import { systemClock } from './core/systemClock.ts'
import { systemFileManager } from './desktop/fileManager.ts'
import { answerRequests, forwardEvents } from './desktop/ipc.ts'
import { declareAppScheme, serveAppScheme } from './desktop/protocol.ts'
import { denyPermissions, openWindow } from './desktop/window.ts'

const power: PowerEvents = {
  onWake(listener) {
    powerMonitor.on('resume', listener)
    powerMonitor.on('unlock-screen', listener)
    return () => {
      powerMonitor.off('resume', listener)
      powerMonitor.off('unlock-screen', listener)
    }
  },
}

const start = async (): Promise<void> => {
  const logs = createLogRing(() => systemClock.now())
  const logger = logs.keep(createLogger({ isVerbose: false }))
  const { host, close } = await openHost({
    dataDir: process.env.DAILIES_DATA_DIR ?? null,
    videosDir: null,
    account: null,
    pollMinMs: 2000,
    demoSpeed: 1,
    logger,
    logs,
    notifier: null,
    wakeLock: null,
    failpoint: createFailpoint(null, () => {}),
    power,
    door: 'desktop',
    fileManager: systemFileManager,
  })
  let hasClosed = false
  app.on('before-quit', (event) => {
    if (hasClosed) return
    // Quitting waits until the host has written everything down.
    event.preventDefault()
    void close().finally(() => {
      hasClosed = true
      app.quit()
    })
  })
  serveAppScheme(host)
  answerRequests(host)
  denyPermissions()
  await host.start()
  await showWindow(async () => {
    const window = await openWindow(join(import.meta.dirname, '../preload/preload.cjs'))
    forwardEvents(host, window)
    return window
  })
}

/** Opens the window now, and again or to the front whenever a person starts the app once more. */
const showWindow = async (open: () => Promise<BrowserWindow>): Promise<void> => {
  let window: BrowserWindow | null = null
  const show = async (): Promise<void> => {
    if (window === null || window.isDestroyed()) window = await open()
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  app.on('second-instance', () => void show())
  app.on('activate', () => void show())
  await show()
}

app.setName('Dailies')
declareAppScheme()
app.on('window-all-closed', () => app.quit())

const run = async (): Promise<void> => {
  try {
    await app.whenReady()
    await start()
  } catch (error) {
    dialog.showErrorBox('Dailies can not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
}

// Not awaited: Electron becomes ready only after this module has run to its end.
if (app.requestSingleInstanceLock()) void run()
else app.quit()
