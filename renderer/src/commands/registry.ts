import type { Command } from './command.ts'
import { composeCommands } from './composeCommands.ts'
import { libraryCommands } from './libraryCommands.ts'
import { playerCommands } from './playerCommands.ts'
import { queueCommands } from './queueCommands.ts'
import { shellCommands } from './shellCommands.ts'
import { selectionCommands } from './selectionCommands.ts'

/** Everything a person can do by name or key, in the order of the palette and the sheet. */
export const COMMANDS: readonly Command[] = [
  ...shellCommands,
  ...composeCommands,
  ...queueCommands,
  ...selectionCommands,
  ...libraryCommands,
  ...playerCommands,
]
