/** The part of a keyboard event that decides. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const MODIFIERS = ['Mod', 'Alt', 'Shift'] as const
const NAMES: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}
const BARE = new Set(['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'Dead', 'Process', 'Unidentified'])

/**
 * The shortcut that a press stands for, such as `Mod+Shift+K`; null for a modifier alone. `Mod` is Cmd on a Mac and
 * Ctrl elsewhere. Signs that need Shift on some keyboards (`?`, `/`) are named by themselves, without it.
 */
export const readPress = (press: KeyPress, isMac: boolean): string | null => {
  if (BARE.has(press.key)) return null
  const isSign = press.key.length === 1 && press.key !== ' ' && press.key.toLowerCase() === press.key.toUpperCase()
  const key = NAMES[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  const isMod = isMac ? press.metaKey : press.ctrlKey
  // A modifier that no shortcut uses makes it another press altogether.
  if (isMac ? press.ctrlKey : press.metaKey) return null
  return [isMod && 'Mod', press.altKey && 'Alt', press.shiftKey && !isSign && 'Shift', key].filter(Boolean).join('+')
}

const MAC: Record<string, string> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: 'esc',
}
const ARROWS: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→' }

/** "Ctrl+Shift+K", or "⇧⌘K" on a Mac. */
export const writeShortcut = (shortcut: string, isMac: boolean): string => {
  const parts = splitShortcut(shortcut).map((part) => ARROWS[part] ?? part)
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
  const order = ['Alt', 'Shift', 'Mod']
  const modifiers = order.filter((name) => parts.includes(name))
  const rest = parts.filter((part) => !order.includes(part))
  return [...modifiers, ...rest].map((part) => MAC[part] ?? part).join('')
}

/** The parts of a shortcut, the key last. `Mod++` is Mod and the plus sign. */
export const splitShortcut = (shortcut: string): string[] => {
  const parts: string[] = []
  let rest = shortcut
  for (const name of MODIFIERS) {
    if (!rest.startsWith(`${name}+`)) continue
    parts.push(name)
    rest = rest.slice(name.length + 1)
  }
  return [...parts, rest]
}

/** Whether a shortcut may act while the person is typing: it holds Mod, so it writes nothing. */
export const isSafeWhileTyping = (shortcut: string): boolean => shortcut.startsWith('Mod+')
