import { canCheckAgain } from '../../../../shared/jobs/jobRules.ts'
import type { Job, JobErrorCode } from '../../../../shared/jobs/job.ts'

/** The one next step after a failure. */
export type ErrorAction = 'reuse' | 'account' | 'checkAgain' | 'retry'

const ACTIONS: Partial<Record<JobErrorCode, ErrorAction>> = {
  moderation: 'reuse',
  invalid_request: 'reuse',
  retired: 'reuse',
  auth: 'account',
}

/** Asking again costs nothing, so it goes before a new attempt wherever the provider may still have the video. */
export const errorAction = (job: Pick<Job, 'status' | 'remoteId' | 'error'>): ErrorAction =>
  (job.error === null ? undefined : ACTIONS[job.error.code]) ?? (canCheckAgain(job) ? 'checkAgain' : 'retry')
