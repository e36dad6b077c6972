import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WatchedJob } from '../../../../electron/core/jobs/jobRepository.ts'
import { step } from '../../../../electron/core/jobs/lifecycle.ts'
import { progressStep } from '../../../../electron/core/jobs/progressStep.ts'
import { jobRecord, remoteSnapshot, T0 } from './library.ts'

const HANDLE = { id: 'video_1' }
const schedule = { nextAt: T0 + 10_000, deadline: T0 + 3_600_000 }

const looks = fc.record({
  state: fc.constantFrom(
    'queued' as const,
    'running' as const,
    'unknown' as const,
    'succeeded' as const,
    'failed' as const,
  ),
  remoteStatus: fc.constantFrom('in_progress', 'queued'),
  listed: fc.option(fc.integer({ min: -5, max: 120 }), { nil: null }),
  before: fc.integer({ min: 0, max: 99 }),
  wasReported: fc.boolean(),
  isCalm: fc.boolean(),
  isSameHandle: fc.boolean(),
  expiresAt: fc.constantFrom(null, T0 + 5),
  deadline: fc.constantFrom(T0 - 1, T0 + 1),
})

type Look = typeof looks extends fc.Arbitrary<infer T> ? T : never

function bothWays(look: Look) {
  const job = jobRecord({
    status: 'generating',
    remoteId: 'video_1',
    remoteStatus: 'in_progress',
    handle: HANDLE,
    progress: look.before,
    isProgressReported: look.wasReported,
    failures: look.isCalm ? 0 : 1,
    deadline: look.deadline,
    nextAt: T0,
    expiresAt: null,
  })
  const watched: WatchedJob = {
    seq: 1,
    remoteId: 'video_1',
    model: job.model,
    submittedAt: T0,
    expiresAt: null,
    nextAt: T0,
    revision: job.revision,
    remoteStatus: job.remoteStatus,
    handle: JSON.stringify(HANDLE),
    progress: job.progress,
    isProgressReported: look.wasReported ? 1 : 0,
    deadline: look.deadline,
    isCalm: look.isCalm ? 1 : 0,
  }
  const snapshot = remoteSnapshot({
    state: look.state,
    remoteStatus: look.remoteStatus,
    progress: look.listed,
    handle: look.isSameHandle ? HANDLE : { id: 'video_1', url: 'https://x.example/1' },
    expiresAt: look.expiresAt,
  })
  const short = progressStep(watched, snapshot, T0)
  const whole = step(job, { type: 'looked', remoteId: 'video_1', snapshot, ...schedule }, T0)
  return { job, short, whole }
}

describe('the shortcut for progress', () => {
  it('agrees with the lifecycle wherever it decides by itself', () => {
    fc.assert(
      fc.property(looks, (look) => {
        const { job, short, whole } = bothWays(look)
        if (short.kind === 'more') return
        const moved = short.kind === 'moved' ? short : { progress: job.progress, isProgressReported: look.wasReported }
        expect(whole?.changes).toMatchObject({
          status: 'generating',
          progress: moved.progress,
          isProgressReported: moved.isProgressReported,
          failures: 0,
          waitingFor: null,
          handle: HANDLE,
          remoteStatus: job.remoteStatus,
          expiresAt: null,
        })
        expect(whole?.isVisible).toBe(short.kind === 'moved')
        expect(whole?.timeline).toBeNull()
        if (short.kind === 'moved') expect(short.deadline).toBe(whole?.changes.deadline)
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves a job that has timed out to the lifecycle', () => {
    const look = { state: 'running', remoteStatus: 'in_progress', listed: 10, before: 10, wasReported: true } as const
    const { short } = bothWays({ ...look, isCalm: true, isSameHandle: true, expiresAt: null, deadline: T0 - 1 })
    expect(short).toEqual({ kind: 'more' })
  })

  it('writes nothing for a job that has not moved', () => {
    const look = { state: 'running', remoteStatus: 'in_progress', listed: 10, before: 30, wasReported: true } as const
    const { short } = bothWays({ ...look, isCalm: true, isSameHandle: true, expiresAt: null, deadline: T0 + 1 })
    expect(short).toEqual({ kind: 'unchanged' })
  })
})
