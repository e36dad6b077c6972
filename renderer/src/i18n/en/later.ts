import { activity } from './activity.ts'
import { compose } from './compose.ts'
import { desktop } from './desktop.ts'
import { events } from './events.ts'
import { inspector } from './inspector.ts'
import { library } from './library.ts'
import { palette } from './palette.ts'
import { player } from './player.ts'
import { settings } from './settings.ts'
import { shellCommands } from './shellCommands.ts'

/** Texts that come right behind the first paint. */
export const later = {
  activity,
  compose,
  desktop,
  events,
  inspector,
  library,
  palette,
  player,
  settings,
  shellCommands,
}
