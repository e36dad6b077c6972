import { PAGE_COMMANDS, type PageCommandId } from '../../../shared/commands/pageCommands.ts'
import type { Bindings, Command } from './command.ts'
import { composeBindings } from './composeBindings.ts'
import { generalBindings } from './generalBindings.ts'
import { libraryBindings } from './libraryBindings.ts'
import { playerBindings } from './playerBindings.ts'
import { queueBindings } from './queueBindings.ts'
import { selectionBindings } from './selectionBindings.ts'

const BINDINGS: Bindings<typeof PAGE_COMMANDS> = {
  ...generalBindings,
  ...composeBindings,
  ...queueBindings,
  ...selectionBindings,
  ...libraryBindings,
  ...playerBindings,
}

/** Everything a person can do by name or key, in the order of the palette and the sheet. */
export const COMMANDS: readonly Command[] = (Object.keys(PAGE_COMMANDS) as PageCommandId[]).map((id) => ({
  id,
  ...PAGE_COMMANDS[id],
  ...BINDINGS[id],
}))
