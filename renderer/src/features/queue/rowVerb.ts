import { canCancel, canCheckAgain, canResolve, canRetry } from '../../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { missingTake } from '../../jobs/missingTake.ts'

export type RowVerb = 'decide' | 'play' | 'downloadAgain' | 'checkAgain' | 'retry' | 'cancel'

/** The one thing that a person most likely wants to do with a job now. Checking costs nothing, so it goes before a retry. */
export const rowVerb = (
  job: Pick<Job, 'status' | 'remoteId' | 'error' | 'take' | 'expiresAt'>,
  now: number,
): RowVerb | null => {
  if (canResolve(job)) return 'decide'
  const missing = missingTake(job, now)
  if (missing !== null) return missing === 'fetchable' ? 'downloadAgain' : null
  if (job.status === 'completed' && job.take !== null) return 'play'
  if (job.status === 'failed' && canCheckAgain(job)) return 'checkAgain'
  if (canRetry(job)) return 'retry'
  return canCancel(job) ? 'cancel' : null
}
