import type { RunningJob, WorkSummary, WorkWatch } from '../../../../electron/desktop/workload/workWatch.ts'
import type { JobStatus } from '../../../../shared/jobs/job.ts'
import { NO_JOBS } from '../../../../shared/queue/noJobs.ts'

export interface SummaryChanges extends Partial<Omit<WorkSummary, 'counts' | 'running'>> {
  counts?: Partial<Record<JobStatus, number>>
  /** Their progress. */
  running?: readonly (number | null)[]
}

export const workSummary = ({ counts, running = [], ...changes }: SummaryChanges = {}): WorkSummary => ({
  isPaused: false,
  unreadCount: 0,
  isOnline: true,
  ...changes,
  counts: { ...NO_JOBS, ...counts },
  running: running.map((progress, index): RunningJob => {
    return { id: `job_${index}`, prompt: 'a fox', status: 'generating', progress }
  }),
})

/** A summary that the test changes, and what was said about the network. */
export function createFakeWork(changes: SummaryChanges = {}) {
  const listeners = new Set<(summary: WorkSummary) => void>()
  const network: boolean[] = []
  let summary = workSummary(changes)
  const set = (next: WorkSummary): void => {
    summary = next
    for (const listener of listeners) listener(summary)
  }
  const work: Pick<WorkWatch, 'summary' | 'onChange' | 'setOnline'> = {
    summary: () => summary,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setOnline(isOnline) {
      network.push(isOnline)
      if (isOnline !== summary.isOnline) set({ ...summary, isOnline })
    },
  }
  return { work, network, listeners, set: (next: SummaryChanges) => set(workSummary(next)) }
}
