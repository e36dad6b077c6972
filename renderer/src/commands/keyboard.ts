import type { Screen } from '../stores/screen.ts'
import type { CommandScope } from './command.ts'
import { isSafeWhileTyping } from '../../../shared/commands/shortcut.ts'

const TEXT_TYPES = new Set(['text', 'search', 'url', 'email', 'password', 'number', 'tel', 'date', 'time'])

export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return TEXT_TYPES.has(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** Keys that the focused control needs for itself. */
const belongsToControl = (event: KeyboardEvent): boolean => {
  if (event.key !== 'Enter' && event.key !== ' ' && !event.key.startsWith('Arrow')) return false
  if (event.ctrlKey || event.metaKey) return false
  return (
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, [role="slider"], [role="tab"], [role="menuitem"], [role="combobox"], select') !==
      null
  )
}

/** In which places commands may act now. A dialog or menu keeps the keyboard for itself. */
export const activeScopes = (screen: Screen): Set<CommandScope> => {
  const { playing, view } = screen.navigation.store.getState()
  if (playing !== null) return new Set(['everywhere', 'player'])
  const hasModal =
    document.querySelector(
      '[role="dialog"]:not([data-nested], [data-toast]), [role="alertdialog"]:not([data-toast]), [role="menu"]',
    ) !== null
  if (hasModal) return new Set(['everywhere'])
  const scopes = new Set<CommandScope>(['everywhere', 'workbench'])
  if (view === 'queue' || view === 'library') scopes.add(view)
  return scopes
}

/** Starts commands by their keys. Returns the way to stop. */
export const listenToKeyboard = (screen: Screen): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const typing = isTyping(event.target)
    const shortcut = screen.shortcuts.read(event)
    if (shortcut === null || (typing && !isSafeWhileTyping(shortcut)) || (!typing && belongsToControl(event))) return
    const command = screen.shortcuts
      .match(event, activeScopes(screen))
      .filter(({ scope }) => !typing || scope === 'everywhere')
      .find(({ isAvailable }) => isAvailable?.(screen) ?? true)
    if (command === undefined) return
    event.preventDefault()
    command.run(screen)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
