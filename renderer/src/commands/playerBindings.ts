import type { PLAYER_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import { PLAYER_KEYS, type PlayerAction } from '../../../shared/commands/playerKeys.ts'
import type { Binding, Bindings } from './command.ts'

const bindingOf = (action: PlayerAction): Binding => ({
  isAvailable: ({ navigation }) => navigation.store.getState().playing !== null,
  run: ({ player }) => player.emit(action),
})

export const playerBindings = Object.fromEntries(
  (Object.keys(PLAYER_KEYS) as PlayerAction[]).map((action) => [`player_${action}`, bindingOf(action)]),
) as unknown as Bindings<typeof PLAYER_COMMANDS>
