import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Job } from '../../../shared/jobs/job.ts'

export type FinishedJob = Job & { take: NonNullable<Job['take']> }

export const isFinished = (job: Job | undefined): job is FinishedJob =>
  job !== undefined && job.status === 'completed' && job.take !== null

export interface ReviewStore {
  /** The take on show; a snapshot of its own, so that it stays when the list moves on. */
  store: StoreApi<{ job: FinishedJob | null }>
  open(job: FinishedJob): void
  close(): void
}

export const createReviewStore = (): ReviewStore => {
  const store = createStore<{ job: FinishedJob | null }>(() => ({ job: null }))
  return { store, open: (job) => store.setState({ job }), close: () => store.setState({ job: null }) }
}

/** The finished takes before and after `jobId` in a list; null at the ends. */
export const neighbours = (
  jobs: readonly Job[],
  jobId: string,
): { previous: FinishedJob | null; next: FinishedJob | null } => {
  const finished = jobs.filter(isFinished)
  const index = finished.findIndex((job) => job.id === jobId)
  if (index === -1) return { previous: null, next: null }
  return { previous: finished[index - 1] ?? null, next: finished[index + 1] ?? null }
}
