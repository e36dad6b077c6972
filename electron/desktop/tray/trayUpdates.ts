import type { Clock, Timer } from '../../core/ports.ts'
import type { TrayView } from './trayView.ts'

export interface ShownTray extends Pick<TrayView, 'tooltip' | 'menu' | 'shape'> {
  /** The file of the picture. */
  icon: string
}

export interface TrayUpdatesDeps {
  clock: Clock
  platform: NodeJS.Platform
  /** What is to be shown now. */
  view(): ShownTray
  showGlance(view: Pick<ShownTray, 'icon' | 'tooltip'>): void
  showMenu(menu: ShownTray['menu']): void
}

export interface TrayUpdates {
  /** Something may have changed. */
  look(): void
  /** While the person has the menu open, it is left alone. */
  setOpen(isOpen: boolean): void
  stop(): void
}

const GLANCE_EVERY_MS = 1000
const MENU_EVERY_MS = 1000
/** Replacing a menu closes an open one on some desktops of Linux, and none of them tells that it is open. */
const LINUX_PROGRESS_EVERY_MS = 15_000
/** Not for ever: a system that forgets to tell that a menu was closed must not leave it as it is. */
const OPEN_AT_MOST_MS = 30_000

/** Brings the tray up to date: at most once a second, only where something differs, and without a timer while nothing does. */
export const createTrayUpdates = ({ clock, platform, view, showGlance, showMenu }: TrayUpdatesDeps): TrayUpdates => {
  let glance = { text: '', at: -Infinity }
  let menu = { text: '', shape: '', at: -Infinity }
  let isOpen = false
  let timer: Timer | null = null

  const menuEveryMs = (shape: string): number => {
    if (isOpen) return OPEN_AT_MOST_MS
    return platform === 'linux' && shape === menu.shape ? LINUX_PROGRESS_EVERY_MS : MENU_EVERY_MS
  }

  /** @returns milliseconds until it may be shown; 0 when there is nothing left to show */
  const updateGlance = ({ icon, tooltip }: ShownTray, now: number): number => {
    const text = `${icon} ${tooltip}`
    if (text === glance.text) return 0
    const waitMs = glance.at + GLANCE_EVERY_MS - now
    if (waitMs > 0) return waitMs
    glance = { text, at: now }
    showGlance({ icon, tooltip })
    return 0
  }

  /** As above. */
  const updateMenu = ({ menu: entries, shape }: ShownTray, now: number): number => {
    const text = JSON.stringify(entries)
    if (text === menu.text) return 0
    const waitMs = menu.at + menuEveryMs(shape) - now
    if (waitMs > 0) return waitMs
    menu = { text, shape, at: now }
    showMenu(entries)
    return 0
  }

  const look = (): void => {
    timer?.cancel()
    timer = null
    const now = clock.monotonic()
    const next = view()
    const waits = [updateGlance(next, now), updateMenu(next, now)].filter((waitMs) => waitMs > 0)
    if (waits.length > 0) timer = clock.after(Math.min(...waits), look)
  }

  return {
    look,
    setOpen(next) {
      isOpen = next
      if (!isOpen) look()
    },
    stop() {
      timer?.cancel()
      timer = null
    },
  }
}
