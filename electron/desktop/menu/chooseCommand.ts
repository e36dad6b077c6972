import type { MenuCommandId } from '../../../shared/commands/menus.ts'
import type { PageCommandId } from '../../../shared/commands/pageCommands.ts'
import type { ShellActionId } from '../../../shared/commands/shellCommands.ts'
import type { Logger } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import type { MenuChoice } from './menuEntry.ts'
import { isOfPage } from './menuTemplate.ts'

/** What the shell does itself; roles are done by the system. */
export type ShellActions = Readonly<Record<ShellActionId, () => void>>

export interface ChooseDeps {
  ask: HostClient
  logger: Logger
  actions: ShellActions
  /** Shows the window and has its page run a command. */
  run(commandId: PageCommandId): void
  /** Shows the window with this job. */
  openJob(jobId: string): void
}

type Work = () => Promise<unknown>

/** A click in the menu of a window: the page acts, in sight of the person. */
export const chooseInWindow =
  ({ run, actions }: Pick<ChooseDeps, 'run' | 'actions'>) =>
  (choice: MenuChoice): void => {
    if (choice.kind === 'command') runAnywhere(choice.commandId, run, actions)
  }

/** A click in tray or dock: what needs no window opens none. */
export const chooseOutside = ({ ask, logger, actions, run, openJob }: ChooseDeps): ((choice: MenuChoice) => void) => {
  const without: Partial<Record<MenuCommandId, Work>> = {
    pauseQueue: () => ask('queue.pause', { mode: 'after_running' }),
    pauseNow: () => ask('queue.pause', { mode: 'now' }),
    resumeQueue: () => ask('queue.resume', {}),
  }
  const openAttention: Work = async () => {
    const { items } = await ask('jobs.list', { status: ['needs_attention'], limit: 1 })
    if (items[0] === undefined) run('goQueue')
    else openJob(items[0].id)
  }
  const attempt = async (work: Work): Promise<void> => {
    try {
      await work()
    } catch (error) {
      logger.warn('a menu could not do what was chosen', { error: String(error) })
    }
  }
  return (choice) => {
    if (choice.kind === 'job') openJob(choice.jobId)
    else if (choice.kind === 'attention') void attempt(openAttention)
    else {
      const work = without[choice.commandId]
      if (work === undefined) runAnywhere(choice.commandId, run, actions)
      else void attempt(work)
    }
  }
}

const runAnywhere = (commandId: MenuCommandId, run: ChooseDeps['run'], actions: ShellActions): void => {
  if (isOfPage(commandId)) run(commandId)
  else if (commandId in actions) actions[commandId as ShellActionId]()
}
