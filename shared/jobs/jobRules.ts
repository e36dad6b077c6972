import type { Job, JobErrorCode, JobStatus, Take } from './job.ts'

/** What a person may do with a job in which state. No schema in here, so that a screen can bundle it without zod. */

const TERMINAL: readonly JobStatus[] = ['completed', 'failed', 'cancelled']

/** No work is left: the job rests until a person retries or checks it again. */
export const isTerminal = (status: JobStatus): boolean => TERMINAL.includes(status)

export const canCancel = (job: Pick<Job, 'status'>): boolean => !isTerminal(job.status)

/** A failed or cancelled job can be tried again as a new attempt with the same id. */
export const canRetry = (job: Pick<Job, 'status'>): boolean => job.status === 'failed' || job.status === 'cancelled'

export const canResolve = (job: Pick<Job, 'status'>): boolean => job.status === 'needs_attention'

/**
 * "Check again" asks the provider now. Useful while a job runs, and for jobs that were given up
 * although the provider may still have the video (deadline passed, watching stopped, copy not found). A finished
 * job whose file is gone is fetched again.
 */
export const canCheckAgain = (
  job: Pick<Job, 'status' | 'remoteId' | 'error'> & { take?: Pick<Take, 'missingSince'> | null },
): boolean => {
  if (job.status === 'generating' || job.status === 'downloading') return true
  if (job.status === 'needs_attention' || job.status === 'submitting') return true
  if (job.remoteId === null) return false
  if (job.status === 'cancelled') return true
  if (job.status === 'completed') return job.take?.missingSince !== undefined
  return job.status === 'failed' && REOPENABLE.includes(job.error?.code ?? 'provider')
}

const REOPENABLE: readonly JobErrorCode[] = ['timed_out', 'lost', 'expired', 'network', 'protocol', 'disk']
