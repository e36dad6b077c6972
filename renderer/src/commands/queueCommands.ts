import { ArrowDown, ArrowUp, CircleHelp, Search } from 'lucide-react'
import { canResolve } from '../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import { openDecision } from '../jobs/showInInspector.ts'
import { stepInQueue } from '../stores/reorderQueue.ts'
import type { Screen } from '../stores/screen.ts'
import type { Command } from './command.ts'

const activeJob = ({ cache, queueList: { list, selection } }: Screen): Job | null => {
  const id = list.idAt(selection.store.getState().activeIndex)
  return id === null ? null : (cache.get(id) ?? null)
}

/** Only where the rows stand in the order in which they are sent. */
const canStep: NonNullable<Command['isAvailable']> = (screen) =>
  screen.navigation.store.getState().view === 'queue' &&
  screen.queueList.list.store.getState().query.sort.by === 'sendOrder' &&
  activeJob(screen)?.status === 'queued'

/** The queue by keyboard. */
export const queueCommands: readonly Command[] = [
  {
    id: 'focusSearch',
    group: 'view',
    scope: 'workbench',
    icon: Search,
    keys: ['/', 'Mod+F'],
    isAvailable: () => document.querySelector('[data-search-box]') !== null,
    run: () => document.querySelector<HTMLElement>('[data-search-box]')?.focus(),
  },
  {
    id: 'moveUp',
    group: 'queue',
    scope: 'queue',
    icon: ArrowUp,
    keys: ['Alt+Up'],
    isAvailable: canStep,
    run: (screen) => stepInQueue(screen, -1),
  },
  {
    id: 'moveDown',
    group: 'queue',
    scope: 'queue',
    icon: ArrowDown,
    keys: ['Alt+Down'],
    isAvailable: canStep,
    run: (screen) => stepInQueue(screen, 1),
  },
  {
    id: 'decideActive',
    group: 'queue',
    scope: 'queue',
    icon: CircleHelp,
    keys: ['D'],
    isAvailable: (screen) => {
      const job = activeJob(screen)
      return job !== null && canResolve(job)
    },
    run: (screen) => {
      const job = activeJob(screen)
      if (job !== null) openDecision(screen, job.id)
    },
  },
]
