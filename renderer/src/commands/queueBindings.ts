import { ArrowDown, ArrowUp, CircleHelp, Search } from 'lucide-react'
import type { QUEUE_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import { canResolve } from '../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import { openDecision } from '../jobs/showInInspector.ts'
import { stepInQueue } from '../stores/reorderQueue.ts'
import type { Screen } from '../stores/screen.ts'
import type { Binding, Bindings } from './command.ts'

const activeJob = ({ cache, queueList: { list, selection } }: Screen): Job | null => {
  const id = list.idAt(selection.store.getState().activeIndex)
  return id === null ? null : (cache.get(id) ?? null)
}

/** Only where the rows stand in the order in which they are sent. */
const canStep: NonNullable<Binding['isAvailable']> = (screen) =>
  screen.navigation.store.getState().view === 'queue' &&
  screen.queueList.list.store.getState().query.sort.by === 'sendOrder' &&
  activeJob(screen)?.status === 'queued'

export const queueBindings: Bindings<typeof QUEUE_COMMANDS> = {
  focusSearch: {
    icon: Search,
    isAvailable: () => document.querySelector('[data-search-box]') !== null,
    run: () => document.querySelector<HTMLElement>('[data-search-box]')?.focus(),
  },
  moveUp: {
    icon: ArrowUp,
    isAvailable: canStep,
    run: (screen) => stepInQueue(screen, -1),
  },
  moveDown: {
    icon: ArrowDown,
    isAvailable: canStep,
    run: (screen) => stepInQueue(screen, 1),
  },
  decideActive: {
    icon: CircleHelp,
    isAvailable: (screen) => {
      const job = activeJob(screen)
      return job !== null && canResolve(job)
    },
    run: (screen) => {
      const job = activeJob(screen)
      if (job !== null) openDecision(screen, job.id)
    },
  },
}
