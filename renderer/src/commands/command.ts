import type { LucideIcon } from 'lucide-react'
import type { CommandFacts } from '../../../shared/commands/command.ts'
import type { PageCommandId } from '../../../shared/commands/pageCommands.ts'
import type { Screen } from '../stores/screen.ts'

export type { CommandGroup, CommandScope } from '../../../shared/commands/command.ts'

/** What only the page knows of a command. */
export interface Binding {
  icon?: LucideIcon
  /** Left out of the palette and refused by the keyboard while false. */
  isAvailable?: (screen: Screen) => boolean
  run: (screen: Screen) => void
}

/** One binding for each of these commands, and none besides. */
export type Bindings<Facts> = { readonly [Id in keyof Facts]: Binding }

/** One thing a person can do. Its facts are declared in `shared/commands`, where the menus of the desktop read them, too. */
export interface Command extends CommandFacts, Binding {
  id: PageCommandId
}
