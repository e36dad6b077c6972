import { describe, expect, it } from 'vitest'
import '../../../../renderer/src/i18n/i18n.ts'
import { createJobVerbs } from '../../../../renderer/src/stores/jobVerbs.ts'
import type { ToastOptions } from '../../../../renderer/src/ui/toast.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { BulkOutcome } from '../../../../shared/jobs/selection.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'

const setUp = (handlers: FakeHandlers) => {
  const bridge = createFakeBridge(handlers)
  const applied: Job[] = []
  const toasts: ToastOptions[] = []
  const verbs = createJobVerbs({
    cache: { send: bridge.request, settle: (jobs) => void applied.push(...jobs) },
    showToast: (toast) => void toasts.push(toast),
  })
  return { bridge, verbs, applied, toasts }
}
const outcome = (changes: Partial<BulkOutcome> = {}): BulkOutcome => ({
  done: 2,
  refused: [],
  refusedCount: 0,
  undo: { token: 'undo_1', until: 1_900_000_000_000 },
  ...changes,
})
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

describe('verbs on one job', () => {
  it('keep the truth about a cancel: what was reached, and that it may still bill', async () => {
    const { verbs, applied, toasts } = setUp({
      'jobs.cancel': () =>
        answer({
          job: fakeJob({ status: 'cancelled', revision: 2 }),
          outcome: 'stopped_watching',
          mayStillBill: true,
          message: 'It may still be billed.',
        }),
    })
    await verbs.cancel('job_1')
    expect(applied.map((job) => job.status)).toEqual(['cancelled'])
    expect(toasts).toEqual([{ text: 'It may still be billed.', tone: 'error' }])
  })

  it('send one request for two clicks', async () => {
    const { bridge, verbs } = setUp({ 'jobs.retry': () => answer(fakeJob({ revision: 2 })) })
    await Promise.all([verbs.retry('job_1'), verbs.retry('job_1')])
    expect(bridge.requests).toHaveLength(1)
    expect(verbs.store.getState().busy.size).toBe(0)
  })

  it('say why they were refused, and change nothing', async () => {
    const { verbs, applied, toasts } = setUp({
      'jobs.resolve': () => ({ ok: false, error: { code: 'conflict', message: 'It was settled meanwhile.' } }),
    })
    await verbs.resolve('job_1', { decision: 'attach', remoteId: 'video_9' })
    expect(toasts).toEqual([{ text: 'It was settled meanwhile.', tone: 'error' }])
    expect(applied).toEqual([])
  })
})

describe('verbs on many jobs', () => {
  it('count what they did and offer the way back, which works once asked for', async () => {
    const { verbs, toasts, bridge } = setUp({
      'jobs.trash': () => answer(outcome()),
      'jobs.undo': () => answer(outcome({ undo: null })),
    })
    await verbs.trash({ filter: { status: ['failed'] } })
    expect(toasts[0]).toMatchObject({ text: '2 jobs moved to the trash.', until: 1_900_000_000_000 })
    toasts[0]?.action?.run()
    await settled()
    expect(bridge.requests.at(-1)).toEqual({ route: 'jobs.undo', input: { token: 'undo_1' } })
    expect(toasts[1]?.text).toBe('Taken back for 2 jobs.')
  })

  it('tell how many were left as they are, and why, without a way back where there is none', async () => {
    const refused = [{ jobId: 'job_2', message: 'It was sent already.' }]
    const { verbs, toasts } = setUp({
      'jobs.cancelMany': () => answer(outcome({ done: 1, refused, refusedCount: 3, undo: null })),
    })
    await verbs.cancelMany({ jobIds: ['job_1', 'job_2'] })
    expect(toasts[0]?.note).toBe('3 were left as they are. The first: It was sent already.')
    expect(toasts[0]?.action).toBeUndefined()
  })
})

describe('giving up jobs whose request was lost', () => {
  const resolve = (jobId: string) => answer(fakeJob({ id: jobId, status: 'failed', revision: 2 }))

  it('settles one after the other as failed, and says at the end how many', async () => {
    const { verbs, bridge, toasts, applied } = setUp({
      'jobs.resolve': ({ jobId }) =>
        jobId === 'b'
          ? { ok: false, error: { code: 'conflict', message: 'It was settled meanwhile.' } }
          : resolve(jobId),
    })
    await Promise.all([verbs.giveUpMany(['a', 'b', 'c']), verbs.giveUpMany(['a', 'b', 'c'])])
    expect(bridge.requests.map(({ input }) => input)).toEqual(
      ['a', 'b', 'c'].map((jobId) => ({ jobId, decision: { decision: 'fail' } })),
    )
    expect(applied.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(toasts).toEqual([
      {
        text: '2 jobs given up. Nothing was sent.',
        note: 'One was left as it is: It was settled meanwhile.',
      },
    ])
    expect(verbs.store.getState().busy.size).toBe(0)
  })

  it('asks no further once the host is away', async () => {
    const { verbs, bridge, toasts } = setUp({
      'jobs.resolve': ({ jobId }) =>
        jobId === 'a' ? resolve(jobId) : { ok: false, error: { code: 'unreachable', message: 'Not connected.' } },
    })
    await verbs.giveUpMany(['a', 'b', 'c'])
    expect(bridge.requests).toHaveLength(2)
    expect(toasts[0]?.note).toBe('2 were left as they are. The first: Not connected.')
    expect(verbs.store.getState().busy.size).toBe(0)
  })
})

describe('moving', () => {
  it('moves one after the other and stops at the first refusal', async () => {
    const { verbs, bridge, toasts, applied } = setUp({
      'jobs.move': ({ jobId }) =>
        jobId === 'b'
          ? { ok: false, error: { code: 'conflict', message: 'It is not queued any more.' } }
          : answer(fakeJob({ id: jobId, revision: 2 })),
    })
    await verbs.moveMany(['a', 'b', 'c'].map((jobId) => ({ jobId, beforeJobId: 'z' })))
    expect(bridge.requests).toHaveLength(2)
    expect(applied.map((job) => job.id)).toEqual(['a'])
    expect(toasts).toEqual([{ text: 'It is not queued any more.', tone: 'error' }])
  })
})
