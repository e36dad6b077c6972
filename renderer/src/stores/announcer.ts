import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Job, JobStatus } from '../../../shared/jobs/job.ts'
import type { Timers } from '../bridge/timers.ts'

const COALESCE_MS = 1_500

const PHRASES: Partial<Record<JobStatus, (count: number) => string>> = {
  generating: (count) => (count === 1 ? '1 job is generating' : `${count} jobs are generating`),
  completed: (count) => (count === 1 ? '1 take is finished' : `${count} takes are finished`),
  failed: (count) => (count === 1 ? '1 job failed' : `${count} jobs failed`),
  cancelled: (count) => (count === 1 ? '1 job was cancelled' : `${count} jobs were cancelled`),
  needs_attention: (count) => (count === 1 ? '1 job needs your attention' : `${count} jobs need your attention`),
}

/** Job ids by the state they came into; a job that the screen did not know counts too. */
export const changedStatuses = (before: ReadonlyMap<string, Job>, changes: readonly Job[]): Map<string, JobStatus> =>
  new Map(
    changes.filter((job) => before.get(job.id)?.status !== job.status).map((job) => [job.id, job.status] as const),
  )

/** One sentence for many changes: "2 takes are finished, 1 job failed." Empty when nothing is worth saying. */
export const describeStatuses = (statuses: Iterable<JobStatus>): string => {
  const counts = new Map<JobStatus, number>()
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
  const phrases = Object.entries(PHRASES).flatMap(([status, phrase]) => {
    const count = counts.get(status as JobStatus)
    return count === undefined ? [] : [phrase(count)]
  })
  return phrases.length === 0 ? '' : `${phrases.join(', ')}.`
}

export interface Announcer {
  store: StoreApi<{ text: string }>
  onChanges(before: ReadonlyMap<string, Job>, changes: readonly Job[]): void
  stop(): void
}

/** Tells assistive technology what changed, in one sentence every moment at most. */
export const createAnnouncer = (timers: Timers): Announcer => {
  const store = createStore(() => ({ text: '' }))
  const waiting = new Map<string, JobStatus>()
  let cancel: (() => void) | null = null
  const say = (): void => {
    cancel = null
    const text = describeStatuses(waiting.values())
    waiting.clear()
    if (text !== '') store.setState({ text })
  }
  return {
    store,
    onChanges: (before, changes) => {
      for (const [jobId, status] of changedStatuses(before, changes)) waiting.set(jobId, status)
      if (waiting.size > 0) cancel ??= timers.after(COALESCE_MS, say)
    },
    stop: () => cancel?.(),
  }
}
