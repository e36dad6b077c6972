import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { newJob, openStoreUnderTest, providerFailure, remoteSnapshot, T0 } from './library.ts'

const NEXT = { nextAt: T0 + 5000, deadline: T0 + 3_600_000 }
const counts = (db: ReturnType<typeof openStoreUnderTest>['db']) =>
  db.prepare<[], { status: string; count: number }>('SELECT status, count FROM job_counts WHERE count <> 0').all()

describe('the job store', () => {
  it('writes state and timeline together and tells after the commit', () => {
    const { db, jobs, store, announced } = openStoreUnderTest()
    const seq = store.insert(newJob(), { model: 'sora-2' })
    expect(announced).toEqual([[seq]])
    store.transaction(() => {
      store.apply(seq, { type: 'intent', attempt: 1, watchUntil: T0 + 1 })
      store.apply(seq, { type: 'accepted', attempt: 1, snapshot: remoteSnapshot(), ...NEXT })
      expect(announced, 'nothing is told before the commit').toHaveLength(1)
    })
    expect(announced).toEqual([[seq], [seq]])
    expect(jobs.bySeq(seq)).toMatchObject({ status: 'generating', remoteId: 'video_1', handle: { id: 'video_1' } })
    expect(jobs.events(seq).map((event) => event.type)).toEqual(['created', 'intent', 'accepted'])
    expect(counts(db)).toEqual([{ status: 'generating', count: 1 }])
  })

  it('tells nothing and changes nothing when an event does not apply', () => {
    const { jobs, store, announced } = openStoreUnderTest()
    const seq = store.insert(newJob(), {})
    const before = jobs.bySeq(seq)
    expect(store.apply(seq, { type: 'saved', remoteId: 'video_1' })).toBeNull()
    expect(store.apply(999, { type: 'retried', isBlocked: false })).toBeNull()
    expect(jobs.bySeq(seq)).toEqual(before)
    expect(announced).toHaveLength(1)
  })

  it('does not tell what no screen would show, but raises the revision for every write', () => {
    const { jobs, store, announced } = openStoreUnderTest()
    const seq = store.insert(newJob({ status: 'generating', attempt: 1, remoteId: 'video_1', nextAt: 1 }), {})
    const failure = providerFailure('provider')
    store.apply(seq, { type: 'look_failed', remoteId: 'video_1', failure, nextAt: T0 + 9000 })
    expect(announced).toHaveLength(1)
    expect(jobs.bySeq(seq)).toMatchObject({ revision: 2, failures: 1, nextAt: T0 + 9000 })
  })

  it('leaves everything as it was when a step of the transaction fails, and tells nothing of it later', () => {
    const { db, jobs, store, announced } = openStoreUnderTest()
    const seq = store.insert(newJob(), {})
    const before = jobs.bySeq(seq)
    const failing = () =>
      store.transaction(() => {
        store.apply(seq, { type: 'intent', attempt: 1, watchUntil: T0 })
        throw new Error('disk full')
      })
    expect(failing).toThrow('disk full')
    expect(jobs.bySeq(seq)).toEqual(before)
    expect(jobs.events(seq)).toHaveLength(1)
    expect(counts(db)).toEqual([{ status: 'queued', count: 1 }])
    const other = store.insert(newJob({ id: 'job_2' }), {})
    expect(announced).toEqual([[seq], [other]])
  })

  it('gives the job back as it is stored', () => {
    const { jobs, store } = openStoreUnderTest()
    const seq = store.insert(newJob({ params: { seed: 1, deep: { list: [null, 'é', true] } }, seconds: 4.5 }), {})
    const applied = store.apply(seq, { type: 'cancelled', detail: { by: 'person' } })
    expect(applied).toMatchObject({ status: 'cancelled', finishedAt: T0 })
    expect(jobs.bySeq(seq)).toMatchObject({ ...applied, updatedAt: T0 })
    expect(jobs.bySeq(seq)?.params).toEqual({ seed: 1, deep: { list: [null, 'é', true] } })
  })

  it('keeps every part of an error', () => {
    const { jobs, store } = openStoreUnderTest()
    const seq = store.insert(newJob({ status: 'submitting', attempt: 1, nextAt: 1 }), {})
    const failure = providerFailure('moderation', { message: 'It said "no" — ÄÖ', charged: 'no' })
    store.apply(seq, { type: 'refused', attempt: 1, failure })
    expect(jobs.bySeq(seq)?.error).toEqual({
      code: 'moderation',
      message: 'It said "no" — ÄÖ',
      retryable: false,
      charged: 'no',
      refusedBy: 'provider',
    })
    store.apply(seq, { type: 'retried', isBlocked: false })
    expect(jobs.bySeq(seq)?.error).toBeNull()
  })

  it('lets dependents go on when their parent is done, and fails them when it cannot be', () => {
    const { jobs, store } = openStoreUnderTest()
    const done = store.insert(newJob({ id: 'p1', status: 'downloading', remoteId: 'v', nextAt: 1 }), {})
    const doomed = store.insert(newJob({ id: 'p2' }), {})
    const children = [done, done, doomed].map((parent, index) => {
      const child = store.insert(newJob({ id: `c${index}`, blockedBy: 1, waitingFor: 'parent' }), {})
      jobs.addDependency(child, parent)
      return child
    })
    store.apply(done, { type: 'saved', remoteId: 'v' })
    store.apply(doomed, { type: 'cancelled', detail: {} })
    const after = children.map((child) => jobs.bySeq(child))
    expect(after.map((child) => [child?.status, child?.blockedBy])).toEqual([
      ['queued', 0],
      ['queued', 0],
      ['failed', 0],
    ])
    expect(jobs.dependents(done)).toEqual([])
    expect(jobs.dependents(doomed)).toEqual([])
  })

  it('fails a chain of dependents to its end', () => {
    const { jobs, store } = openStoreUnderTest()
    const chain = [0, 1, 2, 3].map((index) =>
      store.insert(newJob({ id: `j${index}`, blockedBy: index === 0 ? 0 : 1 }), {}),
    )
    for (const [index, seq] of chain.entries()) if (index > 0) jobs.addDependency(seq, chain[index - 1] ?? 0)
    store.apply(chain[0] ?? 0, { type: 'cancelled', detail: {} })
    expect(chain.map((seq) => jobs.bySeq(seq)?.status)).toEqual(['cancelled', 'failed', 'failed', 'failed'])
  })

  it('stamps a visible change with the time of the clock', async () => {
    const clock = createFakeClock(T0)
    const { jobs, store } = openStoreUnderTest(clock)
    const seq = store.insert(newJob(), {})
    await clock.advance(1234)
    store.touch(seq)
    expect(jobs.bySeq(seq)).toMatchObject({ updatedAt: T0 + 1234, revision: 2 })
  })

  it('rounds times with fractions, which strict tables refuse', () => {
    const { jobs, store } = openStoreUnderTest()
    const seq = store.insert(newJob({ status: 'generating', remoteId: 'video_1', attempt: 1, nextAt: 1 }), {})
    const snapshot = remoteSnapshot({ expiresAt: T0 + 0.7, progress: 33.4 })
    store.apply(seq, { type: 'looked', remoteId: 'video_1', snapshot, nextAt: T0 + 0.4, deadline: T0 + 1.5 })
    expect(jobs.bySeq(seq)).toMatchObject({ expiresAt: T0 + 1, nextAt: T0, progress: 33 })
  })
})
