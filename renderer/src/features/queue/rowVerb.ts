import { canCancel, canCheckAgain, canResolve, canRetry } from '../../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../../shared/jobs/job.ts'

export type RowVerb = 'decide' | 'play' | 'checkAgain' | 'retry' | 'cancel'

/** The one thing that a person most likely wants to do with a job now. Checking costs nothing, so it goes before a retry. */
export const rowVerb = (job: Pick<Job, 'status' | 'remoteId' | 'error' | 'take'>): RowVerb | null => {
  if (canResolve(job)) return 'decide'
  if (job.status === 'completed' && job.take !== null && job.take.missingSince === undefined) return 'play'
  const isAtRest = job.status === 'failed' || job.status === 'completed'
  if (isAtRest && canCheckAgain(job)) return 'checkAgain'
  if (canRetry(job)) return 'retry'
  return canCancel(job) ? 'cancel' : null
}
