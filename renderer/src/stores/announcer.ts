import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Job, JobStatus } from '../../../shared/jobs/job.ts'
import type { Timers } from '../bridge/timers.ts'
import { translate } from '../i18n/i18n.ts'
import type { JobsById } from './jobCache.ts'

const COALESCE_MS = 1_500

const PHRASES = {
  generating: 'jobs:said.generating',
  completed: 'jobs:said.completed',
  failed: 'jobs:said.failed',
  cancelled: 'jobs:said.cancelled',
  needs_attention: 'jobs:said.needs_attention',
} as const satisfies Partial<Record<JobStatus, string>>

/** Job ids by the state they came into; a job that the screen did not know counts too. */
export const changedStatuses = (before: JobsById, changes: readonly Job[]): Map<string, JobStatus> =>
  new Map(
    changes.filter((job) => before.get(job.id)?.status !== job.status).map((job) => [job.id, job.status] as const),
  )

/** One sentence for many changes: "2 takes are finished, 1 job failed." Empty when nothing is worth saying. */
export const describeStatuses = (statuses: Iterable<JobStatus>): string => {
  const counts = new Map<JobStatus, number>()
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
  const phrases = (Object.keys(PHRASES) as (keyof typeof PHRASES)[]).flatMap((status) => {
    const count = counts.get(status)
    return count === undefined ? [] : [translate(PHRASES[status], { count })]
  })
  return phrases.length === 0 ? '' : `${phrases.join(', ')}.`
}

export interface Announcer {
  store: StoreApi<{ text: string }>
  onChanges(before: JobsById, changes: readonly Job[]): void
  /** Says something at once, such as what a key has just done. */
  say(text: string): void
  stop(): void
}

/** Tells assistive technology what changed, in one sentence every moment at most. */
export const createAnnouncer = (timers: Timers): Announcer => {
  const store = createStore(() => ({ text: '' }))
  const waiting = new Map<string, JobStatus>()
  let cancel: (() => void) | null = null
  const flush = (): void => {
    cancel = null
    const text = describeStatuses(waiting.values())
    waiting.clear()
    if (text !== '') store.setState({ text })
  }
  return {
    store,
    onChanges: (before, changes) => {
      for (const [jobId, status] of changedStatuses(before, changes)) waiting.set(jobId, status)
      if (waiting.size > 0) cancel ??= timers.after(COALESCE_MS, flush)
    },
    say: (text) => store.setState({ text }),
    stop: () => cancel?.(),
  }
}
