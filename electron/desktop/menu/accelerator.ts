import { splitShortcut } from '../../../shared/commands/shortcut.ts'

/** Our names of keys that Electron calls otherwise, and signs that every keyboard shows the same. */
const KEY_NAMES: Record<string, string> = { Enter: 'Return', '+': 'Plus', ',': ',', '.': '.', '-': '-' }
const NAMED = new Set('Space Tab Backspace Delete Insert Up Down Left Right Home End PageUp PageDown Escape'.split(' '))
const MODIFIERS: Record<string, string> = { Mod: 'CommandOrControl', Alt: 'Alt', Shift: 'Shift' }

const keyName = (key: string): string | null => {
  if (/^[A-Z0-9]$/.test(key) || /^F([1-9]|1\d|2[0-4])$/.test(key) || NAMED.has(key)) return key
  return KEY_NAMES[key] ?? null
}

/**
 * One of our shortcuts as Electron writes it; null for keys that it does not know, and for signs that stand elsewhere
 * on another keyboard (`?`, `/`, `[`), as a menu would name the wrong key there.
 */
export const acceleratorOf = (shortcut: string): string | null => {
  const parts = splitShortcut(shortcut)
  const name = keyName(parts.at(-1) ?? '')
  return name === null ? null : [...parts.slice(0, -1).map((part) => MODIFIERS[part] ?? part), name].join('+')
}

const TEXT_AND_WINDOW_KEYS = ['A', 'C', 'V', 'X', 'Z', 'M', 'W', '0', '+', '-']

/** Keys that the menu's roles bring by themselves: Electron's own, and different from system to system. */
const roleKeys = (platform: NodeJS.Platform): readonly string[] => {
  const shared = TEXT_AND_WINDOW_KEYS.map((key) => `Mod+${key}`)
  if (platform === 'win32') return [...shared, 'Mod+Y', 'F11']
  if (platform === 'darwin') return [...shared, 'Mod+Shift+Z', 'Mod+Q', 'Mod+H', 'Mod+Alt+H', 'Mod+Alt+Shift+V']
  return [...shared, 'Mod+Shift+Z', 'Mod+Q', 'F11']
}

const isFunctionKey = (shortcut: string): boolean => /^F\d+$/.test(shortcut)

export interface ShownKeys {
  accelerator: string
  registerAccelerator?: boolean
}

/**
 * The keys that a menu shows for a command of the page, or null for none. The page listens to all of them itself, with
 * its own rules of where they act, so they are only shown, and never beside a role with the same. macOS can't show keys
 * without acting on them, even while a person types: there only those that write nothing are in the menu, which gets what
 * the page left.
 */
export const shownKeys = (keys: readonly string[], platform: NodeJS.Platform): ShownKeys | null => {
  const taken = roleKeys(platform)
  const free = keys.filter((shortcut) => !taken.includes(shortcut))
  const known = [...free.filter((shortcut) => shortcut.startsWith('Mod+')), ...free.filter(isFunctionKey), ...free]
  const isMac = platform === 'darwin'
  const fit = isMac ? known.filter((shortcut) => shortcut.startsWith('Mod+') || isFunctionKey(shortcut)) : known
  const accelerator = fit.map(acceleratorOf).find((found) => found !== null)
  if (accelerator === undefined) return null
  return isMac ? { accelerator } : { accelerator, registerAccelerator: false }
}
