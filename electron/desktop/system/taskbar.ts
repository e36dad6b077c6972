import type { Translate } from '../texts/texts.ts'
import type { WorkWatch } from '../workload/workWatch.ts'
import { badgeCountOf, badgeImageOf, NO_PROGRESS, progressOf, type TaskbarProgress } from './taskbarState.ts'

/** As much of Electron's `BrowserWindow` as shows something on the taskbar. */
export interface TaskbarWindow<Image> {
  setProgressBar(progress: number, options?: { mode: TaskbarProgress['mode'] }): void
  setOverlayIcon(overlay: Image | null, description: string): void
  isMinimized(): boolean
}

export interface TaskbarDeps<Image> {
  /** Electron's `app`. */
  app: { setBadgeCount(count: number): boolean }
  currentWindow(): TaskbarWindow<Image> | null
  isVisible(): boolean
  /** Called when the window was made, shown, hidden or ended. */
  onWindow(listener: () => void): void
  /** The picture in this file of `resources/icons/badge`; null where there is none. */
  badgeImage(fileName: string): Image | null
  platform: NodeJS.Platform
  translate: () => Translate
  work: Pick<WorkWatch, 'summary' | 'onChange'>
}

export interface Taskbar {
  /** The window is about to be closed: dock and launcher would keep its bar for good. */
  windowEnds(): void
  stop(): void
}

/** Shows progress and badge on dock or taskbar. The system is asked only for what is not there already. */
export const createTaskbar = <Image>(deps: TaskbarDeps<Image>): Taskbar => {
  const { app, badgeImage, platform, translate, work } = deps
  let window: TaskbarWindow<Image> | null = null
  /** Whether there is a button, or an open window behind the dock's icon. */
  let isShown = false
  let progress = NO_PROGRESS
  let badge = 0

  const showProgress = (wanted: TaskbarProgress): void => {
    if (window === null || (wanted.value === progress.value && wanted.mode === progress.mode)) return
    progress = wanted
    window.setProgressBar(wanted.value, { mode: wanted.mode })
  }

  const showBadge = (count: number): void => {
    if (count === badge || (platform === 'win32' && !isShown)) return
    badge = count
    if (platform !== 'win32') return void app.setBadgeCount(count)
    const fileName = badgeImageOf(count)
    const image = fileName === null ? null : badgeImage(fileName)
    window?.setOverlayIcon(image, image === null ? '' : translate()('notices:badge', { count }))
  }

  const draw = (): void => {
    const summary = work.summary()
    // A hidden window is destroyed some time later, and its bar would stay behind.
    showProgress(isShown ? progressOf(summary, platform) : NO_PROGRESS)
    showBadge(badgeCountOf(summary))
  }

  const windowChanged = (): void => {
    const current = deps.currentWindow()
    const isShownNow = current !== null && (deps.isVisible() || current.isMinimized())
    const isNewButton = current !== window || (isShownNow && !isShown)
    window = current
    isShown = isShownNow
    if (isNewButton) {
      // It shows nothing yet. Windows makes one each time a window is shown, and draws the badge on it.
      progress = NO_PROGRESS
      if (platform === 'win32') badge = 0
    }
    draw()
  }

  deps.onWindow(windowChanged)
  const stopListening = work.onChange(draw)
  windowChanged()

  return {
    windowEnds: () => showProgress(NO_PROGRESS),
    stop() {
      stopListening()
      window = deps.currentWindow()
      showProgress(NO_PROGRESS)
      showBadge(0)
    },
  }
}
