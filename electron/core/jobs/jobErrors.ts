import type { JobError, JobErrorCode } from '../../../shared/jobs/job.ts'
import type { ProviderFailure } from '../providers/videoProvider.ts'
import type { JobRecord } from './jobRecord.ts'

/** What a job's error says, in which words, for everything that the lifecycle can end in. */

export const EXPIRED_MESSAGE = 'The provider deleted its copy before it could be downloaded.'

export const NO_REASON: ProviderFailure = {
  code: 'provider',
  message: 'The provider reported a failure without a reason.',
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
}

export const TIMED_OUT: JobError = {
  code: 'timed_out',
  message: 'Nothing changed at the provider for too long, so Dailies stopped watching. "Check again" asks once more.',
  retryable: true,
  charged: 'unknown',
  refusedBy: 'dailies',
}

export const submitUnknown = (reason: string): JobError => ({
  code: 'submit_unknown',
  message: `The request was sent, but no usable answer came back, so it may or may not be running. ${reason}`.trim(),
  retryable: false,
  charged: 'unknown',
  refusedBy: 'network',
})

export const copyGone = (job: JobRecord, message: string, now: number): JobError => ({
  code: job.expiresAt !== null && job.expiresAt <= now ? 'expired' : job.generatedAt === null ? 'lost' : 'expired',
  message,
  retryable: true,
  charged: job.costBilled === null ? 'unknown' : 'yes',
  refusedBy: 'provider',
})

const NEEDS_A_CHANGE: readonly JobErrorCode[] = ['moderation', 'invalid_request', 'auth', 'quota', 'retired']

export const toJobError = (failure: ProviderFailure): JobError => ({
  code: failure.code,
  message: failure.message,
  retryable: !NEEDS_A_CHANGE.includes(failure.code),
  charged: failure.charged,
  refusedBy: failure.code === 'network' ? 'network' : 'provider',
})
