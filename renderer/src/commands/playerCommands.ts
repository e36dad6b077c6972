import type { Command } from './command.ts'
import { PLAYER_KEYS, type PlayerAction, type PlayerKeys } from './playerKeys.ts'
import type { Shortcuts } from './shortcuts.ts'

const commandOf = (action: PlayerAction): Command => ({
  id: `player_${action}`,
  group: 'player',
  scope: 'player',
  keys: PLAYER_KEYS[action],
  isAvailable: ({ navigation }) => navigation.store.getState().playing !== null,
  run: ({ player }) => player.emit(action),
})

const ACTIONS = Object.keys(PLAYER_KEYS) as PlayerAction[]

/** What the player does, as commands: so they stand in the palette, the sheet and the shortcuts editor. */
export const playerCommands: readonly Command[] = ACTIONS.map(commandOf)

/** The keys of the player with the person's own over the usual ones. */
export const playerKeys = (shortcuts: Shortcuts): PlayerKeys =>
  Object.fromEntries(
    ACTIONS.map((action, index) => {
      const command = playerCommands[index]
      return [action, command === undefined ? [] : shortcuts.keysOf(command)]
    }),
  ) as unknown as PlayerKeys
