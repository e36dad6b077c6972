import type { StoreApi } from 'zustand/vanilla'
import { readPress, writeShortcut, type KeyPress } from '../../../shared/commands/shortcut.ts'
import type { Preferences } from '../stores/preferencesStore.ts'
import type { Command, CommandScope } from './command.ts'

/** Which keys start which command, with the person's own keys over the usual ones. */
export interface Shortcuts {
  keysOf(command: Pick<Command, 'id' | 'keys'>): readonly string[]
  /** The first of a command's keys, as people read them; undefined where it has none. */
  hint(commandId: string): string | undefined
  write(shortcut: string): string
  read(press: KeyPress): string | null
  /** The commands that a press starts, of those whose scope is active. */
  match(press: KeyPress, scopes: ReadonlySet<CommandScope>): Command[]
  /** Other commands that the same keys would start in a place where both work. */
  conflicts(command: Command, shortcut: string): Command[]
}

const CONTAINS_WORKBENCH: readonly CommandScope[] = ['workbench', 'queue', 'library']

/** Whether two commands can ever be meant by the same press. */
const overlap = (one: CommandScope, other: CommandScope): boolean => {
  if (one === other || one === 'everywhere' || other === 'everywhere') return true
  if (one === 'workbench') return CONTAINS_WORKBENCH.includes(other)
  return other === 'workbench' && CONTAINS_WORKBENCH.includes(one)
}

export const createShortcuts = (
  commands: readonly Command[],
  preferences: StoreApi<Preferences>,
  isMac: boolean,
): Shortcuts => {
  const byId = new Map<string, Command>(commands.map((command) => [command.id, command]))
  const keysOf: Shortcuts['keysOf'] = (command) => preferences.getState().shortcuts[command.id] ?? command.keys ?? []
  return {
    keysOf,
    hint: (commandId) => {
      const command = byId.get(commandId)
      const first = command === undefined ? undefined : keysOf(command)[0]
      return first === undefined ? undefined : writeShortcut(first, isMac)
    },
    write: (shortcut) => writeShortcut(shortcut, isMac),
    read: (press) => readPress(press, isMac),
    match: (press, scopes) => {
      const shortcut = readPress(press, isMac)
      if (shortcut === null) return []
      return commands.filter((command) => scopes.has(command.scope) && keysOf(command).includes(shortcut))
    },
    conflicts: (command, shortcut) =>
      commands.filter(
        (other) => other !== command && overlap(other.scope, command.scope) && keysOf(other).includes(shortcut),
      ),
  }
}
