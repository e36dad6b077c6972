/**
 * The system's accent colour as `#rrggbb`; null where it has none. Electron says `rrggbbaa`, on some systems with a
 * leading `#`; transparent or empty where nothing is set (Electron 45, `systemPreferences.getAccentColor`).
 */
export const parseAccentColor = (text: string): string | null => {
  const found = /^#?([\da-f]{6})([\da-f]{2})?$/i.exec(text.trim())
  const [, color, alpha = 'ff'] = found ?? []
  if (color === undefined || alpha === '00') return null
  return `#${color.toLowerCase()}`
}

/** What a window shows before its page has drawn anything: the canvas of the page's own theme. */
export const windowBackground = (isDark: boolean): string => (isDark ? '#0f1216' : '#f3f4f6')
