import type { PreferencesEvents, ThemeEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart } from '../machine/member.ts'

let isSystemDark = false
let source: Electron.NativeTheme['themeSource'] = 'system'
/** `rrggbbaa`, as Electron answers it. */
let accent = '0078d7ff'

const isDark = (): boolean => (source === 'system' ? isSystemDark : source === 'dark')

export const colorScheme = (): 'dark' | 'light' => (isDark() ? 'dark' : 'light')

const schemeListeners = new Set<() => void>()
/** Pages follow what the app and the system say. */
export const onColorScheme = (listener: () => void): (() => void) => {
  schemeListeners.add(listener)
  return () => void schemeListeners.delete(listener)
}

const change = (edit: () => void): void => {
  const before = isDark()
  edit()
  if (isDark() === before) return
  for (const listener of schemeListeners) listener()
  theme.emit('updated')
}

const theme = emittingPart<Electron.NativeTheme, ThemeEvents>('nativeTheme', {
  get shouldUseDarkColors() {
    return isDark()
  },
  get shouldUseDarkColorsForSystemIntegratedUI() {
    return isSystemDark
  },
  get shouldUseHighContrastColors() {
    return false
  },
  get shouldUseInvertedColorScheme() {
    return false
  },
  get inForcedColorsMode() {
    return false
  },
  get prefersReducedTransparency() {
    return false
  },
  get themeSource() {
    return source
  },
  set themeSource(next) {
    change(() => {
      source = next
    })
  },
})
export const nativeTheme = theme.object

const preferences = emittingPart<Electron.SystemPreferences, PreferencesEvents>('systemPreferences', {
  getAccentColor: () => accent,
  getEffectiveAppearance: () => (isSystemDark ? 'dark' : 'light'),
  getAnimationSettings: () => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  }),
  getUserDefault: (() => undefined) as never,
  subscribeNotification: () => 1,
  unsubscribeNotification: () => undefined,
})
export const systemPreferences = preferences.object

export const setAppearance = (changes: { isDark?: boolean; accent?: string }): void => {
  if (changes.isDark !== undefined) {
    const { isDark: next } = changes
    change(() => {
      isSystemDark = next
    })
  }
  if (changes.accent !== undefined) {
    accent = `${changes.accent.replace('#', '')}ff`.slice(0, 8)
    preferences.emit('accent-color-changed', createEvent({}), accent)
  }
}
