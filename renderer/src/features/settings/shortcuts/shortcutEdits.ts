import type { Command } from '../../../commands/command.ts'
import { isSafeWhileTyping } from '../../../../../shared/commands/shortcut.ts'
import type { Shortcuts } from '../../../commands/shortcuts.ts'
import type { Preferences } from '../../../stores/preferencesStore.ts'

/** The person's own keys by command. */
export type OwnKeys = Preferences['shortcuts']

/** The keys that a command has when nobody changed anything. */
const usualKeys = (command: Command): readonly string[] => command.keys ?? []

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((keys, index) => keys === right[index])

export const keysNow = (own: OwnKeys, command: Command): readonly string[] => own[command.id] ?? usualKeys(command)

export const isChanged = (own: OwnKeys, command: Command): boolean =>
  own[command.id] !== undefined && !isSame(own[command.id] ?? [], usualKeys(command))

/** What is the same as usual is not kept, so that later versions can bring better keys. */
const withKeys = (own: OwnKeys, command: Command, keys: readonly string[]): OwnKeys => {
  const { [command.id]: _before, ...others } = own
  return isSame(keys, usualKeys(command)) ? others : { ...others, [command.id]: keys }
}

export const addKeys = (own: OwnKeys, command: Command, keys: string): OwnKeys =>
  withKeys(own, command, [...keysNow(own, command).filter((known) => known !== keys), keys])

export const removeKeys = (own: OwnKeys, command: Command, keys: string): OwnKeys =>
  withKeys(
    own,
    command,
    keysNow(own, command).filter((known) => known !== keys),
  )

export const resetKeys = (own: OwnKeys, command: Command): OwnKeys => withKeys(own, command, usualKeys(command))

/** Gives keys to a command and takes them away from the others that they would start. */
export const takeKeys = (own: OwnKeys, command: Command, keys: string, others: readonly Command[]): OwnKeys =>
  addKeys(
    others.reduce((left, other) => removeKeys(left, other, keys), own),
    command,
    keys,
  )

/** Keys that browsers never hand to a page. */
const KEPT_BY_BROWSERS = new Set(['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N', 'Mod+Shift+T', 'Mod+Shift+W', 'Mod+Tab'])
export const isKeptByBrowsers = (keys: string): boolean => KEPT_BY_BROWSERS.has(keys)

/** What comes of a press while keys for a command are recorded. */
export type Recording =
  | { kind: 'waiting' }
  | { kind: 'cancelled' }
  /** It has these keys already. */
  | { kind: 'known'; keys: string }
  /** They would write something while the person types. */
  | { kind: 'needsMod'; keys: string }
  | { kind: 'conflict'; keys: string; others: readonly Command[] }
  | { kind: 'recorded'; keys: string }

/** @param keys as `readPress` reads them; null for a modifier alone */
export const judgePress = (
  keys: string | null,
  command: Command,
  shortcuts: Pick<Shortcuts, 'keysOf' | 'conflicts'>,
): Recording => {
  if (keys === null) return { kind: 'waiting' }
  if (keys === 'Escape') return { kind: 'cancelled' }
  if (shortcuts.keysOf(command).includes(keys)) return { kind: 'known', keys }
  if (command.scope === 'everywhere' && !isSafeWhileTyping(keys)) return { kind: 'needsMod', keys }
  const others = shortcuts.conflicts(command, keys)
  return others.length > 0 ? { kind: 'conflict', keys, others } : { kind: 'recorded', keys }
}

/** Commands whose name or keys hold all the words. */
export const findCommands = (
  commands: readonly Command[],
  words: string,
  textOf: (command: Command) => string,
): Command[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter((command) => {
    const text = textOf(command).toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
