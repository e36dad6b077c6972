import { PLAYER_KEYS, type PlayerAction, type PlayerKeys } from '../../../shared/commands/playerKeys.ts'
import type { Shortcuts } from './shortcuts.ts'

const ACTIONS = Object.keys(PLAYER_KEYS) as PlayerAction[]

/** The keys of the player with the person's own over the usual ones. */
export const playerKeys = (shortcuts: Pick<Shortcuts, 'keysOf'>): PlayerKeys =>
  Object.fromEntries(
    ACTIONS.map((action) => [action, shortcuts.keysOf({ id: `player_${action}`, keys: PLAYER_KEYS[action] })]),
  ) as unknown as PlayerKeys
