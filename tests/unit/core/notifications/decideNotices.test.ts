import { describe, expect, it } from 'vitest'
import { EXPIRED_MESSAGE, NO_REASON } from '../../../../electron/core/jobs/jobErrors.ts'
import {
  addTo,
  decideAboutBatch,
  decideAboutJobs,
  shown,
  type NoticeDraft,
  type RestedJob,
} from '../../../../electron/core/notifications/decideNotices.ts'
import { noticeText } from '../../../../electron/core/notifications/noticeText.ts'
import type { JobError, JobErrorCode } from '../../../../shared/jobs/job.ts'

const rested = (changes: Partial<RestedJob> = {}): RestedJob => ({
  jobId: 'job_1',
  batchId: null,
  accountId: 'account_1',
  accountName: 'Mine',
  prompt: 'a fox in the snow',
  status: 'completed',
  error: null,
  isCancelledByProvider: false,
  ...changes,
})

const failed = (jobId: string, code: JobErrorCode = 'moderation', changes: Partial<RestedJob> = {}): RestedJob =>
  rested({
    jobId,
    status: 'failed',
    error: { code, message: 'It was refused.', retryable: false, charged: 'no', refusedBy: 'provider' },
    ...changes,
  })

const textOf = ({ kind, values }: NoticeDraft): string => noticeText(kind, values)

describe('what is told about jobs', () => {
  it('names a single finished take', () => {
    const [draft] = decideAboutJobs([rested()])
    expect(draft).toMatchObject({ kind: 'job_finished', jobId: 'job_1', accountId: 'account_1' })
    expect(draft && textOf(draft)).toBe('Finished: “a fox in the snow”.')
  })

  it('leaves the successes of a batch to its summary, but tells its failures at once', () => {
    const drafts = decideAboutJobs([rested({ batchId: 'b' }), failed('job_2', 'moderation', { batchId: 'b' })])
    expect(drafts).toMatchObject([{ kind: 'job_failed', jobId: 'job_2', batchId: 'b' }])
  })

  it('counts thirty failures with one cause as one notice', () => {
    const drafts = decideAboutJobs(Array.from({ length: 30 }, (_, index) => failed(`job_${index}`)))
    expect(drafts).toHaveLength(1)
    expect(drafts[0]).toMatchObject({ jobId: null, accountId: 'account_1', values: { count: 30, code: 'moderation' } })
    expect(drafts.map(textOf)).toEqual(['30 failures on Mine: It was refused.'])
  })

  it('quotes the provider, and nobody else', () => {
    const saidIn = (changes: Partial<JobError>): unknown => {
      const { error } = failed('job_1')
      const [draft] = decideAboutJobs([failed('job_1', 'provider', { error: error && { ...error, ...changes } })])
      return draft?.values['said']
    }
    expect(saidIn({})).toBe('It was refused.')
    expect(saidIn({ refusedBy: 'network', code: 'network' })).toBeUndefined()
    expect(saidIn({ refusedBy: 'dailies', code: 'timed_out' })).toBeUndefined()
    expect(saidIn({ code: 'expired', message: EXPIRED_MESSAGE }), 'Dailies found that out').toBeUndefined()
    expect(saidIn({ code: 'provider', message: NO_REASON.message }), 'it gave no reason').toBeUndefined()
  })

  it('keeps other causes and other accounts apart', () => {
    const drafts = decideAboutJobs([
      failed('job_1'),
      failed('job_2', 'expired'),
      failed('job_3', 'moderation', { accountId: 'account_2' }),
    ])
    expect(drafts.map((draft) => draft.jobId)).toEqual(['job_1', 'job_2', 'job_3'])
  })

  it('tells what needs a decision, and says what is unclear', () => {
    const [draft] = decideAboutJobs([rested({ status: 'needs_attention' })])
    expect(draft).toMatchObject({ kind: 'needs_attention', jobId: 'job_1' })
    expect(draft && textOf(draft)).toContain('may or may not have landed')
  })

  it('does not tell people what they just did themselves', () => {
    expect(decideAboutJobs([rested({ status: 'cancelled' }), failed('job_2', 'submit_unknown')])).toEqual([])
  })

  it('tells of a job that the provider cancelled', () => {
    const [draft] = decideAboutJobs([rested({ status: 'cancelled', isCancelledByProvider: true })])
    expect(draft && textOf(draft)).toBe('Failed: “a fox in the snow”. The provider cancelled it.')
  })

  it('cuts a long prompt by whole characters, in one line', () => {
    expect(shown('one\n two')).toBe('one two')
    expect(Array.from(shown('🎬'.repeat(200)))).toHaveLength(80)
  })
})

describe('the summary of a batch', () => {
  const batch = { batchId: 'b', name: null, finished: 12, failed: 0, cancelled: 0 }

  it.each([
    [{}, '12 of 12 finished.'],
    [{ finished: 10, failed: 2 }, '10 finished, 2 failed.'],
    [{ finished: 10, failed: 1, cancelled: 1 }, '10 finished, 1 failed, 1 cancelled.'],
    [{ finished: 0, failed: 12 }, '12 failed.'],
    [{ name: 'Foxes' }, '“Foxes”: 12 of 12 finished.'],
  ])('%j reads %j', (changes, text) => {
    const draft = decideAboutBatch({ ...batch, ...changes }, null)
    expect(draft).toMatchObject({ kind: 'batch_finished', batchId: 'b' })
    expect(draft && textOf(draft)).toBe(text)
  })

  it('is not told when everything was cancelled, nor when it says the same again', () => {
    expect(decideAboutBatch({ ...batch, finished: 0, cancelled: 12 }, null)).toBeNull()
    const first = decideAboutBatch({ ...batch, finished: 10, failed: 2 }, null)
    expect(decideAboutBatch({ ...batch, finished: 10, failed: 2 }, first?.values ?? null)).toBeNull()
    expect(decideAboutBatch({ ...batch, finished: 11, failed: 1 }, first?.values ?? null)).not.toBeNull()
  })
})

describe('adding to a notice that nobody has read', () => {
  const [first] = decideAboutJobs([failed('job_1')])
  const [second] = decideAboutJobs([failed('job_2')])
  if (first === undefined || second === undefined) throw new Error('a failure is always told')
  const open = { ...first, id: 7, at: 1_000_000 }

  it('counts what comes within a minute', () => {
    expect(addTo(open, second, 1_060_000)?.values).toMatchObject({ count: 2 })
    expect(addTo(open, second, 1_060_001)).toBeNull()
    expect(addTo(null, second, 1_000_000)).toBeNull()
  })

  it('counts the failures of one batch together however long they take', () => {
    const ofBatch = (draft: NoticeDraft): NoticeDraft => ({ ...draft, batchId: 'b' })
    const grown = addTo({ ...open, ...ofBatch(first) }, ofBatch(second), 1_000_000 + 8 * 3_600_000)
    expect(grown).toMatchObject({ batchId: 'b', jobId: null, values: { count: 2 } })
  })

  it('counts a job that failed once more only once', () => {
    expect(addTo(open, first, 1_010_000)).toMatchObject({ jobId: 'job_1', values: { count: 1 } })
  })

  it('is not put out by a clock that was set back', () => {
    expect(addTo(open, second, 1_000_000 - 30_000)?.values).toMatchObject({ count: 2 })
    expect(addTo(open, second, 1_000_000 - 7_200_000)).toBeNull()
  })
})
