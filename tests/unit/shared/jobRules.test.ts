import { describe, expect, it } from 'vitest'
import {
  canCancel,
  canCheckAgain,
  canResolve,
  canRetry,
  isDeriving,
  isTerminal,
  JOB_ERROR_CODES,
  JOB_RELATIONS,
  JOB_STATUSES,
  type JobError,
  type JobErrorCode,
} from '../../../shared/jobs/job.ts'

const error = (code: JobErrorCode): JobError => ({
  code,
  message: 'x',
  retryable: true,
  charged: 'unknown',
  refusedBy: 'provider',
})

describe('what a person may do', () => {
  it.each([
    ['queued', ['cancel']],
    ['submitting', ['cancel', 'check']],
    ['generating', ['cancel', 'check']],
    ['downloading', ['cancel', 'check']],
    ['completed', []],
    ['failed', ['retry']],
    ['cancelled', ['retry', 'check']],
    ['needs_attention', ['cancel', 'check', 'resolve']],
  ] as const)('with a job that is %s: %j', (status, verbs) => {
    const job = { status, remoteId: 'video_1', error: null }
    const allowed = [
      canCancel(job) && 'cancel',
      canRetry(job) && 'retry',
      canCheckAgain(job) && 'check',
      canResolve(job) && 'resolve',
    ].filter((verb) => verb !== false)
    expect(allowed.sort()).toEqual([...verbs].sort())
  })

  it('a failed job is worth checking again only when the provider may still have the video', () => {
    const worth = JOB_ERROR_CODES.filter((code) =>
      canCheckAgain({ status: 'failed', remoteId: 'video_1', error: error(code) }),
    )
    expect(worth.sort()).toEqual(['disk', 'expired', 'lost', 'network', 'protocol', 'timed_out'])
    for (const code of worth)
      expect(canCheckAgain({ status: 'failed', remoteId: null, error: error(code) })).toBe(false)
    expect(canCheckAgain({ status: 'cancelled', remoteId: null, error: null })).toBe(false)
  })

  it('a finished job is worth checking again when its file is known to be gone', () => {
    const job = { status: 'completed', remoteId: 'video_1', error: null } as const
    expect(canCheckAgain({ ...job, take: {} })).toBe(false)
    expect(canCheckAgain({ ...job, take: { missingSince: 1 } })).toBe(true)
    expect(canCheckAgain({ ...job, remoteId: null, take: { missingSince: 1 } })).toBe(false)
  })

  it('every state is terminal or can be cancelled, never both', () => {
    for (const status of JOB_STATUSES) expect(canCancel({ status })).toBe(!isTerminal(status))
  })

  it('only remix, extend and edit need the video of their parent', () => {
    expect(JOB_RELATIONS.filter(isDeriving)).toEqual(['remix', 'extend', 'edit'])
    expect(isDeriving(null)).toBe(false)
  })
})
