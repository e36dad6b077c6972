import type { Job } from '../../../shared/jobs/job.ts'
import { canCheckAgain } from '../../../shared/jobs/jobRules.ts'

/**
 * Whether a take whose file is gone can be had again: from the provider, while its copy lives. Null while the file is
 * there. Providers that do not say how long they keep a copy are asked; that costs nothing.
 */
export const missingTake = (
  job: Pick<Job, 'status' | 'remoteId' | 'error' | 'take' | 'expiresAt'>,
  now: number,
): 'fetchable' | 'lost' | null => {
  if (job.take?.missingSince === undefined) return null
  const isExpired = job.expiresAt !== null && job.expiresAt <= now
  return canCheckAgain(job) && !isExpired ? 'fetchable' : 'lost'
}
