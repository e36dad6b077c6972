import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { errorAction } from '../../../../renderer/src/features/inspector/errorAction.ts'
import { countStates } from '../../../../renderer/src/features/inspector/SeveralJobs.tsx'
import { batchOfGroup, groupByBatch, startOfDay } from '../../../../renderer/src/features/queue/queueGroups.ts'
import { rowName } from '../../../../renderer/src/features/queue/rowName.ts'
import { rowVerb as verbAt } from '../../../../renderer/src/features/queue/rowVerb.ts'
import { dropPlaceAt } from '../../../../renderer/src/features/queue/useDropPlace.ts'
import { missingTake } from '../../../../renderer/src/jobs/missingTake.ts'
import { reachOf } from '../../../../renderer/src/jobs/useChosenCounts.ts'
import { loadTexts } from '../../../../renderer/src/i18n/i18n.ts'
import { JOB_STATUSES, type Job, type JobError } from '../../../../shared/jobs/job.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'

const error = (code: JobError['code']): JobError => ({
  code,
  message: 'No.',
  retryable: true,
  charged: 'unknown',
  refusedBy: 'provider',
})

describe('headings by batch', () => {
  it('run single jobs together, headed only where a batch stands before them', () => {
    const groups = groupByBatch([
      { key: 'none', start: 0, count: 2 },
      { key: 'batch_1', start: 2, count: 3 },
      { key: 'none', start: 5, count: 1 },
      { key: 'batch_2', start: 6, count: 1 },
      { key: 'batch_1', start: 7, count: 2 },
    ])
    expect(groups.map(({ start, count, hasHeading }) => [start, count, hasHeading ?? true])).toEqual([
      [0, 2, false],
      [2, 3, true],
      [5, 2, true],
      [7, 2, true],
    ])
    expect(groups.map(batchOfGroup)).toEqual([null, 'batch_1', null, 'batch_1'])
    expect(new Set(groups.map(({ key }) => key)).size).toBe(4)
  })

  it('are left out where there is no batch at all, however many jobs there are', () => {
    const runs = [{ key: 'none', start: 0, count: 10_000 }]
    expect(groupByBatch(runs)).toEqual([])
    expect(groupByBatch([])).toEqual([])
  })
})

describe('a day’s key', () => {
  it('is read in the time zone of the screen', () => {
    const start = startOfDay('2026-11-20')
    expect(start === null ? null : new Date(start).toDateString()).toBe('Fri Nov 20 2026')
    expect(startOfDay('none')).toBeNull()
  })
})

const NOW = 1_800_000_100_000
const rowVerb = (job: Job) => verbAt(job, NOW)

describe('the verb of a row', () => {
  it('is what a person most likely wants now', () => {
    expect(rowVerb(fakeJob())).toBe('cancel')
    expect(rowVerb(fakeJob({ status: 'generating', remoteId: 'v' }))).toBe('cancel')
    expect(rowVerb(fakeJob({ status: 'needs_attention' }))).toBe('decide')
    expect(rowVerb(fakeJob({ status: 'completed', take: fakeTake() }))).toBe('play')
    expect(rowVerb(fakeJob({ status: 'cancelled', remoteId: 'v' }))).toBe('retry')
    expect(rowVerb(fakeJob({ status: 'failed', error: error('moderation') }))).toBe('retry')
  })

  it('asks again before it pays again', () => {
    expect(rowVerb(fakeJob({ status: 'failed', remoteId: 'v', error: error('timed_out') }))).toBe('checkAgain')
    expect(rowVerb(fakeJob({ status: 'failed', remoteId: null, error: error('timed_out') }))).toBe('retry')
  })
})

describe('a take whose file is gone', () => {
  const gone = (changes: Partial<Job> = {}) =>
    fakeJob({ status: 'completed', remoteId: 'v', take: { ...fakeTake(), missingSince: 1 }, ...changes })

  it('is downloaded again while the provider’s copy lives, and not offered for playing', () => {
    expect(rowVerb(gone({ expiresAt: NOW + 1 }))).toBe('downloadAgain')
    expect(rowVerb(gone({ expiresAt: NOW }))).toBeNull()
    expect(missingTake(gone(), NOW)).toBe('fetchable')
    expect(missingTake(gone({ remoteId: null }), NOW)).toBe('lost')
    expect(missingTake(fakeJob({ status: 'completed', remoteId: 'v', take: fakeTake() }), NOW)).toBeNull()
  })
})

describe('the name of a row', () => {
  beforeAll(() => loadTexts())

  it('is the beginning of its prompt on one line, and how it stands', () => {
    const t = i18next.getFixedT('en', 'jobs')
    const job = fakeJob({ prompt: ` A fox\n\n${'runs '.repeat(100)}`, status: 'failed', seconds: null })
    const [prompt = '', ...rest] = rowName(job, t).split(', ')
    expect(prompt).toMatch(/^A fox runs runs/)
    expect(prompt.length).toBeLessThanOrEqual(60)
    expect(rest).toEqual(['Failed', 'sora-2'])
    expect(rowName({ ...job, prompt: 'Waves,\n slowly.' }, t)).toBe('Waves, slowly, Failed, sora-2')
    expect(rowName(fakeJob(), t)).toMatch(/^A lighthouse at dusk, Queued, sora-2, 4\D/)
  })
})

describe('the one next step after a failure', () => {
  it('changes what was refused, mends the key, asks again, or tries anew', () => {
    const failed = (code: JobError['code'], remoteId: string | null = 'v') =>
      errorAction(fakeJob({ status: 'failed', remoteId, error: error(code) }))
    expect(failed('moderation')).toBe('reuse')
    expect(failed('retired')).toBe('reuse')
    expect(failed('auth')).toBe('account')
    expect(failed('lost')).toBe('checkAgain')
    expect(failed('disk')).toBe('checkAgain')
    expect(failed('network', null)).toBe('retry')
    expect(failed('provider')).toBe('retry')
  })
})

describe('where a dragged row would land', () => {
  const at = (pointerY: number, listTop = 100) =>
    dropPlaceAt({ pointerY, listTop, listHeight: 1_000, viewTop: 100, viewHeight: 300, rowHeight: 50 })

  it('is the nearest gap', () => {
    expect(at(120)).toEqual({ index: 0, top: 1 })
    expect(at(130)).toEqual({ index: 1, top: 50 })
    expect(at(174).index).toBe(1)
  })

  it('stays within the list and within what is in sight', () => {
    expect(at(-500).index).toBe(0)
    expect(at(9_000)).toEqual({ index: 6, top: 299 })
    expect(at(9_000, -600).index).toBe(20)
    expect(at(0, -600).index).toBe(14)
  })
})

describe('the numbers before doing it', () => {
  it('count each job for every verb that would reach it', () => {
    const each = reachOf(() => 1)
    expect(each).toEqual({ queued: 1, retryable: 2, removable: 3, undecided: 1 })
  })

  it('name the states of what is chosen, what needs a person first', () => {
    const jobs = new Map(JOB_STATUSES.map((status) => [status, { status }]))
    expect(countStates(['queued', 'needs_attention', 'unknown'], jobs)).toEqual([
      { status: 'needs_attention', count: 1 },
      { status: 'queued', count: 1 },
    ])
  })
})
