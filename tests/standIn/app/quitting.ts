import { createEvent } from '../machine/member.ts'
import { runningChromium } from '../pages/chromium.ts'
import { openWindows, whenAllWindowsClosed } from '../windows/browserWindow.ts'
import { emitToApp } from './appEvents.ts'
import { releaseLock } from './singleInstance.ts'

/** The order of Electron's browser.cc: before-quit, the windows' close, will-quit, quit. Each but the last can stop it. */

let isQuitting = false
let isExiting = false
let hasShutDown = false
let exitCode = 0

const isPrevented = (name: 'before-quit' | 'will-quit'): boolean => {
  const event = createEvent({})
  emitToApp(name, event)
  return event.defaultPrevented
}

let leaveWords = (): Promise<void> => Promise.resolve()
/** Runs when nothing of the app can happen any more. */
export const onEnd = (run: () => Promise<void>): void => {
  leaveWords = run
}

const end = async (): Promise<void> => {
  await (await runningChromium())?.close()
  await leaveWords()
  releaseLock()
  process.exit(exitCode)
}

const shutDown = (): void => {
  if (hasShutDown) return
  hasShutDown = true
  isQuitting = true
  emitToApp('quit', createEvent({}), exitCode)
  void end()
}

const notifyAndShutDown = (): void => {
  if (hasShutDown) return
  if (isPrevented('will-quit')) isQuitting = false
  else shutDown()
}

export const quit = (): void => {
  if (isQuitting) return
  isQuitting = !isPrevented('before-quit')
  if (!isQuitting) return
  const windows = openWindows()
  if (windows.length === 0) return notifyAndShutDown()
  for (const window of windows) {
    const cancel = (event: Electron.Event): void => {
      if (event.defaultPrevented) isQuitting = false
    }
    // Runs after the app's own listeners, so it sees what they decided.
    window.object.on('close', cancel)
    window.close()
    window.object.off('close', cancel)
  }
}

export const exit = (code = 0): void => {
  exitCode = code
  isQuitting = true
  isExiting = true
  const windows = openWindows()
  if (windows.length === 0) shutDown()
  else for (const window of windows) window.destroy()
}

whenAllWindowsClosed(() => {
  if (isExiting) shutDown()
  else if (isQuitting) notifyAndShutDown()
  else emitToApp('window-all-closed')
})
