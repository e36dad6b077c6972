import type { JobCounts } from './queueState.ts'

/** The counts of an empty library. */
export const NO_JOBS: JobCounts = {
  queued: 0,
  submitting: 0,
  generating: 0,
  downloading: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  needs_attention: 0,
}
