import type { LucideIcon } from 'lucide-react'
import type { English } from '../i18n/en/index.ts'
import type { Screen } from '../stores/screen.ts'

/** Names a command and its text in the `commands` namespace. */
export type CommandId = Exclude<keyof English['commands'], 'groups'>
export type CommandGroup = keyof English['commands']['groups']

/** Where a command's keys work. `everywhere` also while typing, so only with Mod; the others only outside of text fields. */
export type CommandScope = 'everywhere' | 'workbench' | 'queue' | 'library' | 'player'

/**
 * One thing a person can do, declared once: the palette, the sheet of shortcuts, the shortcuts editor and the
 * keyboard all read it from here.
 */
export interface Command {
  id: CommandId
  group: CommandGroup
  scope: CommandScope
  icon?: LucideIcon
  /** As `shortcut.ts` reads them, such as `Mod+Shift+Enter`, `J`, `?`. */
  keys?: readonly string[]
  /** Left out of the palette and refused by the keyboard while false. */
  isAvailable?: (screen: Screen) => boolean
  run: (screen: Screen) => void
}
