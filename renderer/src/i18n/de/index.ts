import { activity } from './activity.ts'
import { chosen } from './chosen.ts'
import { commands } from './commands.ts'
import { compose } from './compose.ts'
import { decision } from './decision.ts'
import { desktop } from './desktop.ts'
import { events } from './events.ts'
import { inspector } from './inspector.ts'
import { jobs } from './jobs.ts'
import { library } from './library.ts'
import { palette } from './palette.ts'
import { player } from './player.ts'
import { queue } from './queue.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shellCommands } from './shellCommands.ts'
import { ui } from './ui.ts'
import { welcome } from './welcome.ts'

export const de = {
  activity,
  chosen,
  commands,
  compose,
  decision,
  desktop,
  events,
  inspector,
  jobs,
  library,
  palette,
  player,
  queue,
  search,
  settings,
  shell,
  shellCommands,
  ui,
  welcome,
}
