import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobRecord } from '../../../../electron/core/jobs/jobRecord.ts'
import { toJobError } from '../../../../electron/core/jobs/jobErrors.ts'
import { EDGES, step, type LifecycleEvent } from '../../../../electron/core/jobs/lifecycle.ts'
import { canCheckAgain, isTerminal, JOB_STATUSES, type JobError } from '../../../../shared/jobs/job.ts'
import { jobRecord, providerFailure, remoteSnapshot, T0 } from './library.ts'

const NOW = T0 + 60_000
const LOST: JobError = {
  code: 'submit_unknown',
  message: '?',
  retryable: false,
  charged: 'unknown',
  refusedBy: 'network',
}
const TIMED_OUT: JobError = { ...LOST, code: 'timed_out' }
const WATCHED = { attempt: 1, remoteId: 'video_1', handle: { id: 'video_1' }, submittedAt: T0 }
const SCHEDULE = { nextAt: NOW + 5000, deadline: NOW + 3_600_000 }

/** One job in each state that means something of its own; `lost` is a submit whose answer never came. */
const JOBS = {
  queued: jobRecord({ attempt: 1 }),
  submitting: jobRecord({ status: 'submitting', attempt: 1, submittedAt: T0, nextAt: T0 + 150_000 }),
  lost: jobRecord({ status: 'submitting', attempt: 1, submittedAt: T0, nextAt: T0, askAt: T0 + 60_000, error: LOST }),
  generating: jobRecord({ ...WATCHED, status: 'generating', progress: 40, nextAt: T0, deadline: NOW + 1 }),
  downloading: jobRecord({ ...WATCHED, status: 'downloading', progress: 99, nextAt: T0, generatedAt: T0 }),
  needs_attention: jobRecord({ status: 'needs_attention', attempt: 1, submittedAt: T0, error: LOST }),
  completed: jobRecord({ ...WATCHED, status: 'completed', progress: 100, finishedAt: T0 }),
  failed: jobRecord({ ...WATCHED, status: 'failed', finishedAt: T0, error: TIMED_OUT }),
  cancelled: jobRecord({ ...WATCHED, status: 'cancelled', finishedAt: T0 }),
} satisfies Record<string, JobRecord>
type Column = keyof typeof JOBS
const COLUMNS = Object.keys(JOBS) as Column[]

const running = remoteSnapshot()
const succeeded = remoteSnapshot({ state: 'succeeded', remoteStatus: 'completed' })
const watched = { remoteId: 'video_1' }

/** Event, and the states it applies to with what follows; everywhere else it is ignored. */
const TABLE: [name: string, event: LifecycleEvent, results: Partial<Record<Column, string>>][] = [
  ['an intent', { type: 'intent', attempt: 1, watchUntil: NOW }, { queued: 'submitting' }],
  [
    'an accepted submit',
    { type: 'accepted', attempt: 1, snapshot: running, ...SCHEDULE },
    { submitting: 'generating', lost: 'generating' },
  ],
  [
    'a submit that is done at once',
    { type: 'accepted', attempt: 1, snapshot: succeeded, ...SCHEDULE },
    { submitting: 'downloading', lost: 'downloading' },
  ],
  ['an answer to an older attempt', { type: 'accepted', attempt: 0, snapshot: running, ...SCHEDULE }, {}],
  [
    'a refused submit',
    { type: 'refused', attempt: 1, failure: providerFailure('moderation') },
    { submitting: 'failed', lost: 'failed' },
  ],
  ['a refusal of an older attempt', { type: 'refused', attempt: 0, failure: providerFailure('moderation') }, {}],
  [
    'a submit that was not sent',
    { type: 'not_sent', attempt: 1, notBefore: NOW, waitingFor: 'x', failure: providerFailure('network') },
    { submitting: 'queued', lost: 'queued' },
  ],
  [
    'a lost answer',
    { type: 'answer_lost', attempt: 1, message: 'reset', nextAt: NOW, askAt: NOW },
    { submitting: 'submitting', lost: 'submitting' },
  ],
  [
    'a search without result',
    { type: 'not_found_yet', nextAt: NOW },
    { lost: 'submitting', needs_attention: 'needs_attention' },
  ],
  ['the time to ask', { type: 'ask', nextAt: null, askAt: NOW }, { lost: 'needs_attention' }],
  [
    'a found job',
    { type: 'found', snapshot: running, ...SCHEDULE },
    { lost: 'generating', needs_attention: 'generating' },
  ],
  [
    'a look that finds it running',
    { type: 'looked', ...watched, snapshot: running, ...SCHEDULE },
    { generating: 'generating', downloading: 'downloading' },
  ],
  [
    'a look that finds it done',
    { type: 'looked', ...watched, snapshot: succeeded, ...SCHEDULE },
    { generating: 'downloading', downloading: 'downloading' },
  ],
  [
    'a look that finds it expired',
    { type: 'looked', ...watched, snapshot: remoteSnapshot({ state: 'expired' }), ...SCHEDULE },
    { generating: 'failed', downloading: 'failed' },
  ],
  [
    'a look that finds it stopped',
    { type: 'looked', ...watched, snapshot: remoteSnapshot({ state: 'cancelled' }), ...SCHEDULE },
    { generating: 'cancelled', downloading: 'downloading' },
  ],
  ['a look at another remote job', { type: 'looked', remoteId: 'video_0', snapshot: succeeded, ...SCHEDULE }, {}],
  [
    'a failed look',
    { type: 'look_failed', ...watched, failure: providerFailure('provider'), nextAt: NOW },
    { generating: 'generating' },
  ],
  [
    'a first "no such job"',
    { type: 'gone', ...watched, failure: providerFailure('lost'), nextAt: NOW, neededConfirmations: 3 },
    { generating: 'generating', downloading: 'downloading' },
  ],
  [
    'the last needed "no such job"',
    { type: 'gone', ...watched, failure: providerFailure('lost'), nextAt: NOW, neededConfirmations: 1 },
    { generating: 'failed', downloading: 'failed' },
  ],
  [
    'checking again finds it running',
    { type: 'checked_again', ...watched, snapshot: running, ...SCHEDULE },
    { failed: 'generating', cancelled: 'generating' },
  ],
  [
    'checking again finds it done',
    { type: 'checked_again', ...watched, snapshot: succeeded, ...SCHEDULE },
    { failed: 'downloading', cancelled: 'downloading' },
  ],
  [
    'checking again finds it failed',
    { type: 'checked_again', ...watched, snapshot: remoteSnapshot({ state: 'failed' }), ...SCHEDULE },
    {},
  ],
  [
    'a copy that is fetched again',
    { type: 'fetch_again', ...watched, snapshot: succeeded },
    { completed: 'downloading' },
  ],
  [
    'no copy left to fetch again',
    { type: 'fetch_again', ...watched, snapshot: remoteSnapshot({ state: 'expired' }) },
    {},
  ],
  ['a chosen file name', { type: 'file_named', fileName: 'a.mp4', folderId: 1 }, { downloading: 'downloading' }],
  ['a saved file', { type: 'saved', ...watched }, { downloading: 'completed' }],
  ['a saved file of another remote job', { type: 'saved', remoteId: 'video_0' }, {}],
  [
    'a download put off',
    { type: 'download_later', ...watched, nextAt: NOW, waitingFor: 'x', isFailure: true },
    { downloading: 'downloading' },
  ],
  ['a copy that is gone', { type: 'copy_gone', ...watched, message: 'x' }, { downloading: 'failed' }],
  [
    'a cancel',
    { type: 'cancelled', detail: {} },
    {
      queued: 'cancelled',
      submitting: 'cancelled',
      lost: 'cancelled',
      generating: 'cancelled',
      downloading: 'cancelled',
      needs_attention: 'cancelled',
    },
  ],
  ['an accept after the cancel', { type: 'cancelled_but_accepted', snapshot: running }, { cancelled: 'cancelled' }],
  [
    'being hurried',
    { type: 'hurried' },
    { lost: 'submitting', needs_attention: 'needs_attention', downloading: 'downloading' },
  ],
  ['a retry', { type: 'retried', isBlocked: false }, { failed: 'queued', cancelled: 'queued' }],
  ['"send again"', { type: 'resubmitted' }, { needs_attention: 'queued' }],
  ['"it failed"', { type: 'given_up' }, { needs_attention: 'failed' }],
  ['a parent that failed', { type: 'parent_failed', message: 'x' }, { queued: 'failed' }],
  ['a parent that is done', { type: 'unblocked', by: 1 }, { queued: 'queued' }],
  ['a new number for the same place', { type: 'renumbered', position: 1 }, { queued: 'queued' }],
  ['an edit', { type: 'edited', changes: { prompt: 'x' }, fields: ['prompt'] }, { queued: 'queued' }],
  ['an undo for a job that was sent', { type: 'put_back', blockedBy: 0, waitingFor: null }, {}],
  ['a new place in the queue', { type: 'reordered', priority: 1, position: 1 }, { queued: 'queued' }],
]

describe('step, event by event', () => {
  it.each(TABLE)('%s', (_name, event, results) => {
    const found: Partial<Record<Column, string>> = {}
    for (const column of COLUMNS) {
      const transition = step(JOBS[column], event, NOW)
      if (transition !== null) found[column] = transition.changes.status ?? JOBS[column].status
    }
    expect(found).toEqual(results)
  })

  it('has a row for every event there is', () => {
    const rows = new Set(TABLE.map(([, event]) => event.type))
    const known = {
      intent: 0,
      accepted: 0,
      refused: 0,
      not_sent: 0,
      answer_lost: 0,
      not_found_yet: 0,
      ask: 0,
      found: 0,
      looked: 0,
      look_failed: 0,
      gone: 0,
      checked_again: 0,
      file_named: 0,
      saved: 0,
      download_later: 0,
      copy_gone: 0,
      cancelled: 0,
      cancelled_but_accepted: 0,
      hurried: 0,
      retried: 0,
      resubmitted: 0,
      given_up: 0,
      parent_failed: 0,
      unblocked: 0,
      reordered: 0,
      renumbered: 0,
      edited: 0,
      put_back: 0,
      fetch_again: 0,
    } satisfies Record<LifecycleEvent['type'], 0>
    expect([...rows].sort()).toEqual(Object.keys(known).sort())
  })
})

describe('what a step writes', () => {
  const look = (job: JobRecord, snapshot = running, now = NOW) =>
    step(job, { type: 'looked', remoteId: 'video_1', snapshot, ...SCHEDULE }, now)

  it('never lets the bar run backwards, and keeps 100 for a file on disk', () => {
    expect(look(JOBS.generating, remoteSnapshot({ progress: 12 }))?.changes.progress).toBe(40)
    expect(look(JOBS.generating, remoteSnapshot({ progress: 100 }))?.changes.progress).toBe(99)
    expect(look(JOBS.generating, succeeded)?.changes.progress).toBe(99)
    expect(step(JOBS.downloading, { type: 'saved', remoteId: 'video_1' }, NOW)?.changes.progress).toBe(100)
  })

  it('keeps looking at a job whose status nobody knows, until its deadline', () => {
    const odd = remoteSnapshot({ state: 'unknown', remoteStatus: 'pondering' })
    const job = { ...JOBS.generating, remoteStatus: 'pondering', deadline: NOW }
    expect(look(job, odd, NOW)?.changes).toMatchObject({ status: 'generating', nextAt: SCHEDULE.nextAt })
    expect(look(job, odd, NOW + 1)?.changes).toMatchObject({ status: 'failed', error: { code: 'timed_out' } })
  })

  it('moves the deadline only when something changed at the provider', () => {
    const job = { ...JOBS.generating, remoteStatus: 'in_progress' }
    expect(look(job)?.changes.deadline).toBe(job.deadline)
    expect(look(job, remoteSnapshot({ progress: 41 }))?.changes.deadline).toBe(SCHEDULE.deadline)
    expect(look(job, remoteSnapshot({ remoteStatus: 'rendering' }))?.changes.deadline).toBe(SCHEDULE.deadline)
  })

  it('does not time out for an outage of the network, the limit or the key', () => {
    const late = { ...JOBS.generating, deadline: NOW - 1 }
    const fail = (code: 'network' | 'rate_limited' | 'auth' | 'provider') =>
      step(late, { type: 'look_failed', remoteId: 'video_1', failure: providerFailure(code), nextAt: NOW }, NOW)
    for (const code of ['network', 'rate_limited', 'auth'] as const) expect(fail(code)?.changes.status).toBeUndefined()
    expect(fail('provider')?.changes.error?.code).toBe('timed_out')
  })

  it('says that looks fail only at the third failure in a row, and says it once', () => {
    const event = {
      type: 'look_failed',
      remoteId: 'video_1',
      failure: providerFailure('network'),
      nextAt: NOW,
    } as const
    const visible = [0, 1, 2, 3].map((failures) => {
      const waitingFor = failures > 2 ? 'said already' : null
      return step({ ...JOBS.generating, failures, waitingFor }, event, NOW)?.isVisible
    })
    expect(visible).toEqual([false, false, true, false])
  })

  it('counts "no such job" and forgives it when the job is seen again', () => {
    const gone = {
      type: 'gone',
      remoteId: 'video_1',
      failure: providerFailure('lost'),
      nextAt: NOW,
      neededConfirmations: 3,
    } as const
    expect(step({ ...JOBS.generating, goneCount: 1 }, gone, NOW)?.changes.goneCount).toBe(2)
    expect(step({ ...JOBS.generating, goneCount: 2 }, gone, NOW)?.changes.error?.code).toBe('lost')
    expect(look({ ...JOBS.generating, goneCount: 2 })?.changes.goneCount).toBe(0)
    expect(look({ ...JOBS.downloading, goneCount: 2 })?.changes.goneCount).toBe(0)
  })

  it('calls a vanished copy expired when its time was up or it had been seen finished, else lost', () => {
    const gone = {
      type: 'gone',
      remoteId: 'video_1',
      failure: providerFailure('lost'),
      nextAt: NOW,
      neededConfirmations: 1,
    } as const
    expect(step(JOBS.generating, gone, NOW)?.changes.error?.code).toBe('lost')
    expect(step({ ...JOBS.generating, expiresAt: NOW }, gone, NOW)?.changes.error?.code).toBe('expired')
    expect(step(JOBS.downloading, gone, NOW)?.changes.error?.code).toBe('expired')
  })

  it('never invents what was charged', () => {
    const fail = (charged: 'yes' | 'no' | 'unknown') =>
      step(JOBS.submitting, { type: 'refused', attempt: 1, failure: providerFailure('moderation', { charged }) }, NOW)
    for (const charged of ['yes', 'no', 'unknown'] as const) expect(fail(charged)?.changes.error?.charged).toBe(charged)
    const copyGone = { type: 'copy_gone', remoteId: 'video_1', message: 'x' } as const
    expect(step(JOBS.downloading, copyGone, NOW)?.changes.error?.charged).toBe('unknown')
    expect(step({ ...JOBS.downloading, costBilled: 0.4 }, copyGone, NOW)?.changes.error?.charged).toBe('yes')
  })

  it('begins a retry from nothing, as the next attempt', () => {
    const after = { ...JOBS.failed, ...step(JOBS.failed, { type: 'retried', isBlocked: false }, NOW)?.changes }
    expect(after).toMatchObject({
      attempt: 2,
      remoteId: null,
      handle: null,
      progress: 0,
      error: null,
      submittedAt: null,
    })
    expect(after).toMatchObject({ fileName: null, expiresAt: null, finishedAt: null, blockedBy: 0, waitingFor: null })
  })

  it('lets a retry wait for its parent again, and says so', () => {
    const stale = { ...JOBS.cancelled, blockedBy: 1 }
    const blocked = step(stale, { type: 'retried', isBlocked: true }, NOW)?.changes
    expect(blocked).toMatchObject({ blockedBy: 1, waitingFor: expect.stringContaining('derives') as string })
    expect(step(stale, { type: 'retried', isBlocked: false }, NOW)?.changes.blockedBy).toBe(0)
  })

  it('ends the waiting only with the last parent', () => {
    const job = { ...JOBS.queued, blockedBy: 2, waitingFor: 'a parent' }
    expect(step(job, { type: 'unblocked', by: 1 }, NOW)?.changes).toEqual({ blockedBy: 1 })
    expect(step({ ...job, blockedBy: 1 }, { type: 'unblocked', by: 1 }, NOW)?.changes).toEqual({
      blockedBy: 0,
      waitingFor: null,
    })
  })

  it('takes a job that the provider stopped to rest without a stale reason for waiting', () => {
    const job = { ...JOBS.generating, waitingFor: 'The last look failed.' }
    const after = look(job, remoteSnapshot({ state: 'cancelled' }))?.changes
    expect(after).toMatchObject({ status: 'cancelled', waitingFor: null, nextAt: null })
  })

  it('keeps the remote id of a request that was accepted after the cancel, so that it can be checked again', () => {
    const job = { ...JOBS.cancelled, remoteId: null, handle: null }
    const after = { ...job, ...step(job, { type: 'cancelled_but_accepted', snapshot: running }, NOW)?.changes }
    expect(after).toMatchObject({ status: 'cancelled', remoteId: 'video_1' })
    expect(canCheckAgain(after)).toBe(true)
  })

  it('knows which refusals a retry cannot mend', () => {
    const retryable = (code: Parameters<typeof providerFailure>[0]) => toJobError(providerFailure(code)).retryable
    for (const code of ['moderation', 'invalid_request', 'auth', 'quota', 'retired'] as const)
      expect(retryable(code), code).toBe(false)
    for (const code of ['provider', 'network', 'protocol', 'lost', 'expired'] as const)
      expect(retryable(code), code).toBe(true)
  })
})

const snapshotArbitrary = fc.record({
  remoteId: fc.constantFrom('video_1', 'video_2'),
  state: fc.constantFrom('queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired', 'unknown' as const),
  progress: fc.option(fc.double({ min: -20, max: 140, noNaN: true })),
  remoteStatus: fc.constantFrom('queued', 'in_progress', 'pondering'),
  expiresAt: fc.option(fc.integer({ min: T0, max: T0 + 200_000 })),
})
const eventArbitrary: fc.Arbitrary<LifecycleEvent> = fc
  .record({
    row: fc.nat({ max: TABLE.length - 1 }),
    snapshot: snapshotArbitrary,
    attempt: fc.integer({ min: 0, max: 3 }),
    remoteId: fc.constantFrom('video_1', 'video_2'),
    confirmations: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ row, snapshot, attempt, remoteId, confirmations }) => {
    const event: Record<string, unknown> = { ...TABLE[row]?.[1] }
    if ('snapshot' in event) event['snapshot'] = remoteSnapshot(snapshot)
    if ('attempt' in event) event['attempt'] = attempt
    if ('remoteId' in event) event['remoteId'] = remoteId
    if ('neededConfirmations' in event) event['neededConfirmations'] = confirmations
    return event as unknown as LifecycleEvent
  })

describe('step, for any sequence of events', () => {
  it('walks only declared edges, rests in terminal states and never lets progress fall within an attempt', () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary, { minLength: 1, maxLength: 60 }), (events) => {
        let job: JobRecord = jobRecord()
        let now = T0
        let completedIn: number | null = null
        for (const event of events) {
          now += 1000
          const transition = step(job, event, now)
          if (transition === null) continue
          const after = { ...job, ...transition.changes }
          if (after.status !== job.status) {
            expect(EDGES[job.status], `${job.status} -> ${after.status} by ${event.type}`).toContain(after.status)
            expect(transition.isVisible, 'a new status is always told').toBe(true)
          }
          if (after.status === 'completed' && job.status !== 'completed') expect(job.status).toBe('downloading')
          if (after.attempt === job.attempt) expect(after.progress).toBeGreaterThanOrEqual(job.progress)
          expect(after.attempt).toBeGreaterThanOrEqual(job.attempt)
          if (after.status === 'completed') completedIn = after.attempt
          // A file that got lost is fetched again without its progress falling.
          expect(after.progress === 100, 'full progress').toBe(completedIn === after.attempt)
          expectAtRest(after)
          job = after
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('ignores whatever belongs to an older attempt', () => {
    fc.assert(
      fc.property(eventArbitrary, fc.constantFrom(...COLUMNS), (event, column) => {
        const job = { ...JOBS[column], attempt: 9 }
        fc.pre('attempt' in event && event.type !== 'intent')
        expect(step(job, event, NOW)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  it('ignores answers about a remote job that is not this one', () => {
    fc.assert(
      fc.property(eventArbitrary, fc.constantFrom(...COLUMNS), (event, column) => {
        const job = { ...JOBS[column], remoteId: 'video_of_this_attempt' }
        fc.pre('remoteId' in event)
        expect(step(job, event, NOW)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})

function expectAtRest(job: JobRecord): void {
  if (isTerminal(job.status)) {
    expect(job, `${job.status} rests`).toMatchObject({ nextAt: null, deadline: null, askAt: null, waitingFor: null })
    expect(job.finishedAt, 'when it ended').not.toBeNull()
    if (job.status === 'failed') expect(job.error).not.toBeNull()
    // Cancelling a request that may have landed does not make that known.
    else expect([undefined, 'submit_unknown']).toContain(job.error?.code)
    if (job.status === 'completed') expect(job.error).toBeNull()
  } else if (['submitting', 'generating', 'downloading'].includes(job.status)) {
    expect(job.nextAt, `${job.status} has a next look`).not.toBeNull()
  }
}

it('has no edge that leads to a state of its own or to an unknown one', () => {
  for (const status of JOB_STATUSES) {
    expect(EDGES[status]).not.toContain(status)
    for (const next of EDGES[status]) expect(JOB_STATUSES).toContain(next)
  }
})
