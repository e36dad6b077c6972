import type { Job } from '../../../shared/jobs/job.ts'
import type { Timers } from '../bridge/timers.ts'
import { mergeNewest } from './mergeNewest.ts'

export interface FrameBatch {
  add(jobs: readonly Job[]): void
  stop(): void
}

/** Collects snapshots and hands over the newest of each job once a frame, however many arrive. */
export const createFrameBatch = (onFrame: Timers['onFrame'], flush: (jobs: Job[]) => void): FrameBatch => {
  let waiting: ReadonlyMap<string, Job> = new Map()
  let cancel: (() => void) | null = null
  const run = (): void => {
    const jobs = [...waiting.values()]
    waiting = new Map()
    cancel = null
    flush(jobs)
  }
  return {
    add: (jobs) => {
      waiting = mergeNewest(waiting, jobs)
      if (waiting.size > 0) cancel ??= onFrame(run)
    },
    stop: () => {
      cancel?.()
      cancel = null
      waiting = new Map()
    },
  }
}
