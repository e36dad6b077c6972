import { describe, expect, it } from 'vitest'
import {
  jobStatusAnswerSchema,
  listItemSchema,
  toCancelAnswer,
  toGenerateAnswer,
  toJobStatusAnswer,
  toListItem,
  toPollingStatsAnswer,
} from '../../../electron/server/answers.ts'
import { JOB_STATUSES } from '../../../shared/jobs/job.ts'
import { fakeJob, fakeTake } from '../../fakes/fakeJob.ts'

describe('the answers of the API', () => {
  it('gives a job exactly the documented fields', () => {
    expect(toJobStatusAnswer(fakeJob())).toEqual({
      jobId: 'job_1',
      videoId: null,
      status: 'queued',
      ready: false,
      progress: 0,
      error: null,
      createdAt: '2027-01-15T08:00:00.000Z',
      updatedAt: '2027-01-15T08:00:00.000Z',
      videoAvailable: false,
      estimatedTimeRemaining: null,
      remoteId: null,
      remoteStatus: null,
      expiresAt: null,
      attempts: 0,
      waitingFor: null,
    })
  })

  it.each(JOB_STATUSES)('says of a job in %s that it is ready only when it is completed', (status) => {
    expect(toJobStatusAnswer(fakeJob({ status })).ready).toBe(status === 'completed')
  })

  it('gives a finished job its take and its times in ISO 8601', () => {
    const job = fakeJob({
      status: 'completed',
      progress: 100,
      take: fakeTake(),
      attempts: 1,
      expiresAt: 1_800_003_600_000,
      estimatedRemainingMs: 1500,
      remoteId: 'video_9',
      remoteStatus: 'completed',
    })
    const answer = toJobStatusAnswer(job)
    expect(answer).toMatchObject({
      videoId: 'take_1',
      ready: true,
      videoAvailable: true,
      expiresAt: '2027-01-15T09:00:00.000Z',
      estimatedTimeRemaining: 1500,
      remoteId: 'video_9',
    })
    expect(jobStatusAnswerSchema.parse(answer)).toEqual(answer)
  })

  it('gives an error its four documented fields', () => {
    const error = {
      code: 'moderation',
      message: 'The prompt was refused.',
      retryable: false,
      charged: 'no',
      refusedBy: 'provider',
    } as const
    expect(toJobStatusAnswer(fakeJob({ status: 'failed', error })).error).toEqual({
      code: 'moderation',
      message: 'The prompt was refused.',
      retryable: false,
      charged: 'no',
    })
  })

  it('survives times that no date can hold', () => {
    expect(toJobStatusAnswer(fakeJob({ expiresAt: Number.MAX_SAFE_INTEGER })).expiresAt).toBe(
      '+275760-09-13T00:00:00.000Z',
    )
  })

  it('adds prompt, model, length and size to items of a list', () => {
    const item = toListItem(fakeJob({ seconds: 8 }))
    expect(item).toMatchObject({ prompt: 'A lighthouse at dusk', model: 'sora-2', seconds: 8, size: '1280x720' })
    expect(listItemSchema.strict().parse(item)).toEqual(item)
  })

  it('names all jobs only when there is more than one', () => {
    expect(toGenerateAnswer([fakeJob()])).toEqual({ jobId: 'job_1', status: 'queued' })
    expect(toGenerateAnswer([fakeJob(), fakeJob({ id: 'job_2' })])).toEqual({
      jobId: 'job_1',
      status: 'queued',
      jobIds: ['job_1', 'job_2'],
    })
  })

  it('says what a cancel reached', () => {
    const cancelled = { job: fakeJob({ status: 'cancelled' }), mayStillBill: true, message: 'It may still bill.' }
    expect(toCancelAnswer({ ...cancelled, outcome: 'stopped_watching' })).toMatchObject({
      jobId: 'job_1',
      status: 'cancelled',
      outcome: 'stopped_watching',
      mayStillBill: true,
    })
  })

  it('gives the times of polling in ISO 8601', () => {
    const counts = { total: 1, queued: 1, submitting: 0, generating: 0, downloading: 0, completed: 0, failed: 0 }
    const stats = { ...counts, cancelled: 0, needsAttention: 0, requests: 3, accounts: [] }
    expect(toPollingStatsAnswer({ ...stats, lastPollAt: 1_800_000_000_000, nextPollAt: null })).toEqual({
      ...stats,
      lastPollAt: '2027-01-15T08:00:00.000Z',
      nextPollAt: null,
    })
  })
})
