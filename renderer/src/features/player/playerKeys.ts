import { PLAYER_KEYS, type PlayerAction, type PlayerKeys } from '../../../../shared/commands/playerKeys.ts'
import { readPress } from '../../../../shared/commands/shortcut.ts'

const ACTIONS = Object.keys(PLAYER_KEYS) as PlayerAction[]

/** Alt turns letters into other signs on some keyboards, so the key's place decides then. */
const plainKey = (event: Pick<KeyboardEvent, 'key' | 'altKey' | 'code'>): string =>
  event.altKey && event.code.startsWith('Key') ? event.code.slice(3) : event.key

export const readPlayerKey = (
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keys: PlayerKeys,
  isMac: boolean,
): PlayerAction | null => {
  const { ctrlKey, metaKey, shiftKey, altKey } = event
  const press = readPress({ key: plainKey(event), ctrlKey, metaKey, shiftKey, altKey }, isMac)
  return press === null ? null : (ACTIONS.find((action) => keys[action].includes(press)) ?? null)
}

const TEXT = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]'
const PRESSED = 'button, a, [role="switch"]'

/** Whether the focused control needs this key for itself. */
export const belongsToFocus = (target: EventTarget, key: string): boolean => {
  if (!(target instanceof Element)) return false
  if (target.closest(TEXT) !== null) return true
  if (key === ' ' || key === 'Enter') return target.closest(PRESSED) !== null
  return ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key) && target.closest('[role="slider"]') !== null
}
