import type { later } from './later.ts'
import { chosen } from './chosen.ts'
import { commands } from './commands.ts'
import { decision } from './decision.ts'
import { jobs } from './jobs.ts'
import { queue } from './queue.ts'
import { search } from './search.ts'
import { shell } from './shell.ts'
import { ui } from './ui.ts'
import { welcome } from './welcome.ts'

/** What the first view needs. The rest is in `later.ts`. */
export const en = { chosen, commands, decision, jobs, queue, search, shell, ui, welcome }
export type English = typeof en & typeof later
