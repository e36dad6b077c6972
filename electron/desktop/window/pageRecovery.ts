import { dialog, type BrowserWindow } from 'electron'
import type { Clock, Logger } from '../../core/ports.ts'
import type { Translate } from '../texts/texts.ts'
import { decideAfterPageEnd } from './crashPolicy.ts'

export interface PageRecoveryDeps {
  clock: Clock
  logger: Logger
  translate: () => Translate
  isQuitting(): boolean
  quit(): void
}

/** What navigations report that were replaced by another one. */
const ABORTED = -3

/** Brings back pages that crash, fail to load or hang. The engine runs elsewhere and notices nothing of it. */
export const createPageRecovery = ({ clock, logger, translate, isQuitting, quit }: PageRecoveryDeps) => {
  let crashTimes: readonly number[] = []

  const reload = (window: BrowserWindow): void => {
    // Not within the event: Chromium is still taking the old page's process apart.
    clock.after(0, () => {
      if (!window.isDestroyed() && !isQuitting()) window.webContents.reload()
    })
  }

  const forget = (window: BrowserWindow): void => {
    clock.after(0, () => {
      if (window.isDestroyed()) return
      // Opened at this very moment.
      if (window.isVisible()) reload(window)
      else window.destroy()
    })
  }

  const ask = async (window: BrowserWindow): Promise<void> => {
    const text = translate()
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: text('window:crashed'),
      detail: text('window:crashedDetail'),
      buttons: [text('window:reload'), text('window:quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    crashTimes = []
    if (response === 1) quit()
    else reload(window)
  }

  const pageEnded = (window: BrowserWindow, reason: string, fields: Record<string, unknown>): void => {
    if (isQuitting() || window.isDestroyed()) return
    const decision = decideAfterPageEnd({ reason, isVisible: window.isVisible(), crashTimes, now: clock.monotonic() })
    crashTimes = decision.crashTimes
    if (decision.action === 'nothing') return
    logger.error('the page of the window ended', { reason, action: decision.action, ...fields })
    if (decision.action === 'reload') reload(window)
    if (decision.action === 'forget') forget(window)
    if (decision.action === 'ask') void ask(window)
  }

  const offerReload = async (window: BrowserWindow, signal: AbortSignal): Promise<void> => {
    const text = translate()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: text('window:hangs'),
      detail: text('window:hangsDetail'),
      buttons: [text('window:wait'), text('window:reload')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    })
    if (response !== 1 || signal.aborted || window.isDestroyed()) return
    // A page that hangs would not take note of a reload; one whose process is gone is loaded again.
    window.webContents.forcefullyCrashRenderer()
  }

  return (window: BrowserWindow): void => {
    const { webContents } = window
    let hanging: AbortController | null = null
    const isBack = (): void => {
      hanging?.abort()
      hanging = null
    }
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      isBack()
      pageEnded(window, reason, { exitCode })
    })
    webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (isMainFrame && code !== ABORTED) pageEnded(window, 'load-failed', { code, description })
    })
    webContents.on('preload-error', (_event, _path, error) => {
      logger.error('the preload failed', { error })
    })
    webContents.on('unresponsive', () => {
      logger.warn('the page of the window does not answer')
      if (!window.isVisible() || hanging !== null || isQuitting()) return
      hanging = new AbortController()
      void offerReload(window, hanging.signal).finally(() => {
        hanging = null
      })
    })
    webContents.on('responsive', isBack)
    window.once('closed', isBack)
  }
}
