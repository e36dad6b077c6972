import { nativeTheme, systemPreferences, type BrowserWindow } from 'electron'
import type { Logger } from '../../core/ports.ts'
import { parseAccentColor, windowBackground } from './accentColor.ts'

export interface Appearance {
  /** `#rrggbb`; null where the system has none. */
  accentColor(): string | null
  setTheme(theme: 'system' | 'dark' | 'light'): void
  /** Told when the accent colour is another one. Returns the way to stop listening. */
  onAccentChange(listener: () => void): () => void
  stop(): void
}

export interface AppearanceDeps {
  platform: NodeJS.Platform
  currentWindow(): BrowserWindow | null
  logger: Logger
}

/** Posted by macOS to all programs when a person chooses another accent colour. */
const MAC_COLOUR_CHANGE = 'AppleColorPreferencesChangedNotification'

/** The page decides which theme it has; what the system draws around it follows, and the accent comes from the system. */
export const createAppearance = ({ platform, currentWindow, logger }: AppearanceDeps): Appearance => {
  const listeners = new Set<() => void>()

  const read = (): string | null => {
    try {
      return parseAccentColor(systemPreferences.getAccentColor())
    } catch (error) {
      logger.debug('the system has no accent colour', { error: String(error) })
      return null
    }
  }
  let accent = read()

  const look = (): void => {
    const next = read()
    if (next === accent) return
    accent = next
    for (const listener of listeners) listener()
  }
  const paint = (): void => currentWindow()?.setBackgroundColor(windowBackground(nativeTheme.shouldUseDarkColors))
  const themeUpdated = (): void => {
    paint()
    look()
  }

  nativeTheme.on('updated', themeUpdated)
  if (platform !== 'darwin') systemPreferences.on('accent-color-changed', look)
  const subscription = platform === 'darwin' ? systemPreferences.subscribeNotification(MAC_COLOUR_CHANGE, look) : null

  return {
    accentColor: () => accent,
    setTheme(theme) {
      if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
      paint()
    },
    onAccentChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      nativeTheme.off('updated', themeUpdated)
      if (platform !== 'darwin') systemPreferences.off('accent-color-changed', look)
      if (subscription !== null) systemPreferences.unsubscribeNotification(subscription)
    },
  }
}
