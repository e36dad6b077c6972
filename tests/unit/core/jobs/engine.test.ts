import { describe, expect, it } from 'vitest'
import type {
  AssetOutcome,
  ListOutcome,
  PollOutcome,
  SubmitOutcome,
  VideoProvider,
} from '../../../../electron/core/providers/videoProvider.ts'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { expectNoErrors, later, openVideo, providerFailure, startEngine, videoOf } from './engineUnderTest.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'

const MINUTE_MS = 60_000
const done = (remoteId: string) => videoOf(remoteId, { state: 'succeeded', remoteStatus: 'completed', progress: 100 })
const submissionsOf = (db: { prepare: (sql: string) => { all: () => unknown[] } }) =>
  db.prepare('SELECT outcome, remote_id AS remoteId FROM submissions ORDER BY id').all()

describe('from a prompt to a take', () => {
  it('sends once, watches, downloads and completes', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    const job = await engine.create()
    await clock.advance(3000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'generating', attempts: 1, remoteId: 'video_1' })
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: done('video_1') })
    await clock.advance(30_000)
    const after = await engine.job(job.id)
    expect(after).toMatchObject({ status: 'completed', progress: 100, error: null, waitingFor: null })
    expect(after.take?.sizeBytes).toBe(tinyVideo('video_1').byteLength)
    expect(far.count('submit')).toBe(1)
    expect(far.count('openAsset')).toBe(1)
    expectNoErrors(engine)
  })

  it('is quiet once everything rests: no timer, no request', async () => {
    const engine = await startEngine()
    engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: done('video_1') })
    await engine.create()
    await engine.clock.advance(MINUTE_MS)
    const before = engine.far.calls.length
    expect(engine.clock.pendingTimers()).toBe(0)
    await engine.clock.advance(24 * 60 * MINUTE_MS)
    expect(engine.far.calls.length).toBe(before)
  })
})

describe('a retry while the cancelled request is still on its way', () => {
  it('is refused, so that no two requests of one job fly at once and the first one is stopped', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.can.cancel = 'yes'
    far.on.cancel = async () => ({ kind: 'cancelled' })
    const first = later<SubmitOutcome>()
    far.on.submit = () => first.answer
    const job = await engine.create()
    await clock.advance(1000)
    await engine.ask('jobs.cancel', { jobId: job.id })
    expect(await engine.refused('jobs.retry', { jobId: job.id })).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('on its way') as string,
    })
    first.give({ kind: 'accepted', snapshot: videoOf('video_late') })
    await clock.advance(1000)
    expect(far.count('cancel')).toBe(1)
    expect(await engine.job(job.id)).toMatchObject({ status: 'cancelled', remoteId: 'video_late' })
    far.on.submit = async () => ({ kind: 'accepted', snapshot: videoOf('video_2') })
    await engine.ask('jobs.retry', { jobId: job.id })
    await clock.advance(3000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'generating', remoteId: 'video_2' })
    expectNoErrors(engine)
  })
})

describe('jobs that wait for other jobs', () => {
  it('does not get stuck: cancelled while blocked, its parent fails and comes back, then both are retried', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('invalid_request') })
    await engine.ask('queue.pause')
    const parent = await engine.create()
    const child = await engine.create({ parentJobId: parent.id, relation: 'extend' })
    await engine.ask('jobs.cancel', { jobId: child.id })
    await engine.ask('queue.resume')
    await clock.advance(3000)
    expect(await engine.job(parent.id)).toMatchObject({ status: 'failed' })

    let made = 0
    far.on.submit = async () => {
      made += 1
      return { kind: 'accepted', snapshot: done(`video_${made}`) }
    }
    await engine.ask('queue.pause')
    await engine.ask('jobs.retry', { jobId: parent.id })
    const waiting = await engine.ask<Job>('jobs.retry', { jobId: child.id })
    expect(waiting).toMatchObject({ status: 'queued', waitingFor: expect.stringContaining('derives') as string })
    await engine.ask('queue.resume')
    await clock.advance(MINUTE_MS)
    expect(await engine.job(parent.id)).toMatchObject({ status: 'completed' })
    expect(await engine.job(child.id)).toMatchObject({ status: 'completed' })
    expectNoErrors(engine)
  })

  it('sends a retried job at once when its parent was made meanwhile', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.on.submit = async () => ({ kind: 'accepted', snapshot: done(`video_${far.count('submit')}`) })
    await engine.ask('queue.pause')
    const parent = await engine.create()
    const child = await engine.create({ parentJobId: parent.id, relation: 'remix' })
    await engine.ask('jobs.cancel', { jobId: child.id })
    await engine.ask('queue.resume')
    await clock.advance(MINUTE_MS)
    await engine.ask('jobs.retry', { jobId: child.id })
    await clock.advance(MINUTE_MS)
    expect(await engine.job(child.id)).toMatchObject({ status: 'completed' })
  })

  it('fails a queued child at no cost when its parent fails', async () => {
    const engine = await startEngine()
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
    const parent = await engine.create()
    const child = await engine.create({ parentJobId: parent.id, relation: 'extend' })
    await engine.clock.advance(3000)
    expect((await engine.job(child.id)).error).toMatchObject({ charged: 'no', refusedBy: 'dailies' })
    expect(engine.far.count('submit')).toBe(1)
  })
})

describe('downloads', () => {
  it('are not starved by an account that is held back', async () => {
    const engine = await startEngine({ account: { concurrency: 100, requestsPerMinute: 6000 } })
    const { clock, far } = engine
    const limits = { profile: 'sora', requestsPerMinute: 6000 }
    const input = { name: 'Other', baseUrl: 'https://other.example/v1', ...limits }
    const other = await engine.ask<Account>('accounts.create', input)
    const expiresAt = clock.now() + 50 * MINUTE_MS
    far.on.submit = async ({ prompt }) => {
      const finished = done(`${prompt}_${far.count('submit')}`)
      return { kind: 'accepted', snapshot: { ...finished, expiresAt: prompt === 'held' ? expiresAt : expiresAt + 1 } }
    }
    const slow = later<AssetOutcome>()
    far.on.openAsset = () => slow.answer
    for (let index = 0; index < 40; index += 1) await engine.create({ prompt: 'held' })
    await clock.advance(30_000)
    const free = await engine.create({ prompt: 'free', accountId: other.id })
    await clock.advance(5000)
    slow.give({ kind: 'failed', failure: providerFailure('rate_limited', { retryAfterMs: 30 * MINUTE_MS }) })
    far.on.openAsset = async () => openVideo(tinyVideo('x'))
    await clock.advance(10_000)
    expect(await engine.job(free.id)).toMatchObject({ status: 'completed' })
    await clock.advance(40 * MINUTE_MS)
    const { items } = await engine.ask<{ items: Job[] }>('jobs.list', { limit: 100, status: ['completed'] })
    expect(items).toHaveLength(41)
  })

  it('do not blame the key when the provider just accepted it for a look', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: done('video_1') })
    far.on.openAsset = async () => ({ kind: 'failed', failure: providerFailure('auth', { httpStatus: 403 }) })
    const job = await engine.create()
    await clock.advance(2 * MINUTE_MS)
    expect(await engine.job(job.id)).toMatchObject({ status: 'downloading' })
    expect((await account(engine)).pause).toBeNull()
  })

  it('go on after a sleep although the account was held back when they wanted to ask', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    const expiresAt = clock.now() + 6 * 60 * MINUTE_MS
    const finished = { ...done('video_1'), expiresAt }
    const slow = later<AssetOutcome>()
    far.on.submit = async () => ({ kind: 'accepted', snapshot: finished })
    far.on.openAsset = () => slow.answer
    const job = await engine.create()
    await clock.advance(1000)
    far.on.submit = async () => ({ kind: 'accepted', snapshot: videoOf('video_2') })
    far.on.poll = async () => ({
      kind: 'failed',
      failure: providerFailure('rate_limited', { retryAfterMs: 50 * MINUTE_MS }),
    })
    await engine.create()
    await clock.advance(10_000)
    slow.give({ kind: 'gone', failure: providerFailure('expired') })
    await clock.advance(1000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'downloading' })
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: finished })
    far.on.openAsset = async () => openVideo(tinyVideo('video_1'))
    clock.sleep(55 * MINUTE_MS)
    await clock.advance(2 * MINUTE_MS)
    expect(await engine.job(job.id)).toMatchObject({ status: 'completed' })
  })

  it('keep a generation time that a set-back clock made negative out of the statistics', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    const job = await engine.create()
    await clock.advance(2000)
    clock.jumpWallClock(-3_600_000)
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: done('video_1') })
    await clock.advance(MINUTE_MS)
    expect(await engine.job(job.id)).toMatchObject({ status: 'completed', typicalDurationMs: null })
  })
})

const account = async (engine: Awaited<ReturnType<typeof startEngine>>): Promise<Account> => {
  const { items } = await engine.ask<{ items: Account[] }>('accounts.list')
  return items.find((item) => item.id === engine.accountId) ?? expect.fail('no account')
}

describe('a paused account', () => {
  it('stays paused by the person, whatever the key does meanwhile', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    await engine.create()
    await clock.advance(3000)
    await engine.ask('accounts.pause', { accountId: engine.accountId })
    const waiting = await engine.create()
    far.on.poll = async () => ({ kind: 'failed', failure: providerFailure('auth') })
    await clock.advance(MINUTE_MS)
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1') })
    await clock.advance(5 * MINUTE_MS)
    expect((await account(engine)).pause).toMatchObject({ reason: 'user' })
    expect(await engine.job(waiting.id)).toMatchObject({ status: 'queued' })
    expect(far.count('submit')).toBe(1)
  })

  it('is not set free by a look when the provider refused the key for a submit', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    await engine.create()
    await clock.advance(3000)
    far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('auth', { httpStatus: 403 }) })
    const waiting = await engine.create()
    await clock.advance(10 * MINUTE_MS)
    expect(far.count('poll')).toBeGreaterThan(10)
    expect(far.count('submit')).toBe(2)
    expect((await account(engine)).pause).toMatchObject({ reason: 'auth' })
    expect(await engine.job(waiting.id)).toMatchObject({
      status: 'queued',
      waitingFor: expect.stringContaining('key') as string,
    })
  })

  it('goes on when a look with the same key works again', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    await engine.create()
    await clock.advance(3000)
    far.on.poll = async () => ({ kind: 'failed', failure: providerFailure('auth') })
    await clock.advance(MINUTE_MS)
    expect((await account(engine)).pause).toMatchObject({ reason: 'auth' })
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1') })
    await clock.advance(2 * MINUTE_MS)
    expect((await account(engine)).pause).toBeNull()
  })

  it('is not paused again by the late answer to the old key', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    const slow = later<PollOutcome>()
    far.on.poll = () => slow.answer
    await engine.create()
    await clock.advance(10_000)
    expect(far.count('poll')).toBe(1)
    await engine.ask('accounts.update', { accountId: engine.accountId, apiKey: 'sk-new' })
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1') })
    slow.give({ kind: 'failed', failure: providerFailure('auth') })
    await clock.settle()
    expect((await account(engine)).pause).toBeNull()
  })
})

describe('watching by the list', () => {
  async function withManyJobs() {
    const engine = await startEngine({ account: { concurrency: 20 } })
    engine.far.can.list = 'yes'
    const page = async (): Promise<ListOutcome> => ({
      kind: 'page',
      items: Array.from({ length: 10 }, (_, index) => videoOf(`video_${index + 1}`)),
      nextCursor: null,
      serverTime: engine.clock.now(),
    })
    engine.far.on.list = page
    for (let index = 0; index < 10; index += 1) await engine.create({ prompt: `prompt ${index}` })
    await engine.clock.advance(20_000)
    return { ...engine, page }
  }
  const countFrom = async (engine: Awaited<ReturnType<typeof withManyJobs>>, ms: number) => {
    const before = { list: engine.far.count('list'), poll: engine.far.count('poll') }
    await engine.clock.advance(ms)
    return { list: engine.far.count('list') - before.list, poll: engine.far.count('poll') - before.poll }
  }

  it('asks for pages instead of single jobs', async () => {
    const engine = await withManyJobs()
    const { list, poll } = await countFrom(engine, 5 * MINUTE_MS)
    expect(list).toBeGreaterThan(5)
    // One job is asked for by id every ten seconds, to see whether the list tells the truth.
    expect(poll).toBeLessThanOrEqual(30)
  })

  it.each([2, 4, 7, 11, 18])('comes back to the list at once after an outage of %i minutes', async (minutes) => {
    const engine = await withManyJobs()
    const offline = { kind: 'failed', failure: providerFailure('network') } as const
    engine.far.on.list = async () => offline
    engine.far.on.poll = async () => offline
    await engine.clock.advance(minutes * MINUTE_MS)
    engine.far.on.list = engine.page
    engine.far.on.poll = async (handle) => ({ kind: 'snapshot', snapshot: videoOf((handle as { id: string }).id) })
    await engine.clock.advance(45_000)
    const { list, poll } = await countFrom(engine, 3 * MINUTE_MS)
    expect(list).toBeGreaterThan(5)
    expect(poll).toBeLessThanOrEqual(18)
  })

  it('leaves a list that keeps failing alone, looks singly, and tries it again later', async () => {
    const engine = await withManyJobs()
    engine.far.on.list = async () => ({ kind: 'failed', failure: providerFailure('provider', { httpStatus: 500 }) })
    await engine.clock.advance(2 * MINUTE_MS)
    const broken = await countFrom(engine, 5 * MINUTE_MS)
    expect(broken.list).toBeLessThanOrEqual(1)
    expect(broken.poll).toBeGreaterThan(50)
    engine.far.on.list = engine.page
    await engine.clock.advance(12 * MINUTE_MS)
    const mended = await countFrom(engine, 5 * MINUTE_MS)
    expect(mended.list).toBeGreaterThan(5)
    expect(mended.poll).toBeLessThanOrEqual(30)
  })

  const isFinished = async (engine: Awaited<ReturnType<typeof withManyJobs>>): Promise<boolean> => {
    const { items } = await engine.ask<{ items: { status: string }[] }>('jobs.list', {})
    return items.every((job) => job.status === 'completed')
  }

  it.each<[string, VideoProvider['list']]>([
    ['never answers', (_cursor, signal) => new Promise((_answer, reject) => signal.addEventListener('abort', reject))],
    ['is not for this key', async () => ({ kind: 'failed', failure: providerFailure('auth', { httpStatus: 403 }) })],
  ])('finishes its jobs although the list %s', async (_case, list) => {
    const engine = await withManyJobs()
    engine.far.on.list = list
    engine.far.on.poll = async (handle) => ({ kind: 'snapshot', snapshot: done((handle as { id: string }).id) })
    await engine.clock.advance(2 * MINUTE_MS)
    expect(await isFinished(engine)).toBe(true)
    expect((await engine.ask<{ items: { pause: unknown }[] }>('accounts.list')).items[0]?.pause).toBeNull()
  })

  it('does not believe a list that shows its jobs as running for ever', async () => {
    const engine = await withManyJobs()
    engine.far.on.poll = async (handle) => ({ kind: 'snapshot', snapshot: done((handle as { id: string }).id) })
    await engine.clock.advance(2 * MINUTE_MS)
    expect(await isFinished(engine)).toBe(true)
  })
})

describe('a lost answer', () => {
  const unknown = { kind: 'unknown', failure: providerFailure('network') } as const

  it('is never sent again by itself, and the person is asked in time', async () => {
    const engine = await startEngine()
    engine.far.on.submit = async () => unknown
    const job = await engine.create()
    await engine.clock.advance(3000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'needs_attention', error: { code: 'submit_unknown' } })
    await engine.clock.advance(24 * 60 * MINUTE_MS)
    expect(engine.far.count('submit')).toBe(1)
  })

  it('is not asked for by its key once the person has given it up', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.honoursClientKey = true
    far.on.submit = async () => unknown
    await engine.ask('queue.pause')
    const jobs = [await engine.create(), await engine.create()]
    await clock.advance(5000)
    await engine.ask('queue.resume')
    await clock.settle()
    expect(far.count('submit')).toBe(2)
    const slow = later<SubmitOutcome>()
    far.on.submit = () => slow.answer
    await clock.advance(5000)
    const asked = far.count('submit')
    for (const job of jobs) await engine.ask('jobs.cancel', { jobId: job.id })
    slow.give(unknown)
    await clock.advance(10 * MINUTE_MS)
    expect(far.count('submit'), 'a given-up request must not be made after all').toBe(asked)
    expectNoErrors(engine)
  })

  it('does not spin when the key is answered with the id of another job', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.honoursClientKey = true
    await engine.create()
    await clock.advance(3000)
    far.on.submit = async () => unknown
    const lost = await engine.create()
    await clock.advance(1000)
    far.on.submit = async () => ({ kind: 'accepted', snapshot: videoOf('video_1') })
    const before = far.count('submit')
    await clock.advance(2 * MINUTE_MS)
    expect(far.count('submit') - before).toBeLessThan(20)
    expect(await engine.job(lost.id)).toMatchObject({ status: 'needs_attention' })
  })

  it('that was settled by hand keeps its remote id when the search ends later', async () => {
    const engine = await startEngine()
    const { clock, db, far } = engine
    far.can.list = 'yes'
    far.on.submit = async () => unknown
    far.on.list = async () => ({ kind: 'page', items: [], nextCursor: null, serverTime: clock.now() })
    const job = await engine.create()
    await clock.advance(2 * MINUTE_MS)
    expect(await engine.job(job.id)).toMatchObject({ status: 'needs_attention' })
    const slow = later<ListOutcome>()
    far.on.list = () => slow.answer
    await engine.ask('jobs.refresh', { jobId: job.id })
    await clock.advance(1000)
    await engine.ask('jobs.resolve', { jobId: job.id, decision: { decision: 'attach', remoteId: 'video_mine' } })
    const createdAt = clock.now() - 2 * MINUTE_MS
    const other = videoOf('video_other', { prompt: 'a fox', createdAt })
    slow.give({ kind: 'page', items: [other], nextCursor: null, serverTime: clock.now() })
    await clock.advance(3000)
    expect(submissionsOf(db)).toEqual([{ outcome: 'accepted', remoteId: 'video_mine' }])
    expect(await engine.job(job.id)).toMatchObject({ status: 'generating', remoteId: 'video_mine' })
  })

  it('that was found while an id was being attached keeps what was found', async () => {
    const engine = await startEngine()
    const { clock, db, far } = engine
    far.can.list = 'yes'
    far.on.submit = async () => unknown
    far.on.list = async () => ({ kind: 'page', items: [], nextCursor: null, serverTime: clock.now() })
    const job = await engine.create()
    const sentAt = clock.now()
    await clock.advance(2 * MINUTE_MS)
    const slow = later<PollOutcome>()
    far.on.poll = () => slow.answer
    const attached = engine.host.dispatch('jobs.resolve', {
      jobId: job.id,
      decision: { decision: 'attach', remoteId: 'video_typed' },
    })
    await clock.settle()
    const found = videoOf('video_found', { prompt: 'a fox', createdAt: sentAt })
    far.on.list = async () => ({ kind: 'page', items: [found], nextCursor: null, serverTime: clock.now() })
    await engine.ask('jobs.refresh', { jobId: job.id })
    await clock.advance(3000)
    slow.give({ kind: 'snapshot', snapshot: videoOf('video_typed') })
    expect(await attached).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(submissionsOf(db)).toEqual([{ outcome: 'accepted', remoteId: 'video_found' }])
    expect(await engine.job(job.id)).toMatchObject({ remoteId: 'video_found' })
  })

  it('of a request sent again serves the job that waits, and reports the other', async () => {
    const engine = await startEngine()
    const { clock, db, far } = engine
    far.can.list = 'yes'
    const items: ReturnType<typeof videoOf>[] = []
    far.on.submit = async () => unknown
    far.on.list = async () => ({ kind: 'page', items, nextCursor: null, serverTime: clock.now() })
    const job = await engine.create()
    await clock.advance(65_000)
    await engine.ask('jobs.resolve', { jobId: job.id, decision: { decision: 'resubmit' } })
    await clock.advance(1000)
    items.push(videoOf('video_second', { prompt: 'a fox', createdAt: clock.now() }))
    await clock.advance(10_000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'generating', remoteId: 'video_second', attempts: 2 })
    expect(far.count('submit')).toBe(2)
    expect(submissionsOf(db)).toEqual([
      { outcome: 'unknown', remoteId: null },
      { outcome: 'accepted', remoteId: 'video_second' },
    ])
  })

  it('after a crash in the middle of sending is looked for, not sent again', async () => {
    const before = await startEngine()
    before.far.can.list = 'yes'
    before.far.on.submit = () => later<SubmitOutcome>().answer
    const job = await before.create()
    await before.clock.advance(1000)
    const engine = await before.restart()
    const landed = videoOf('video_landed', { prompt: 'a fox', createdAt: engine.clock.now() })
    engine.far.on.list = async () => ({
      kind: 'page',
      items: [landed],
      nextCursor: null,
      serverTime: engine.clock.now(),
    })
    await engine.clock.advance(20_000)
    expect(await engine.job(job.id)).toMatchObject({ status: 'generating', remoteId: 'video_landed' })
    expect(engine.far.count('submit')).toBe(1)
  })
})

describe('verbs', () => {
  it('agree that a job is cancelled when a look sees first what the cancel did', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    far.can.cancel = 'yes'
    const job = await engine.create()
    await clock.advance(3000)
    far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'cancelled' }) })
    far.on.cancel = () => new Promise((resolve) => void clock.after(8000, () => resolve({ kind: 'cancelled' })))
    const answer = await engine.ask<{ job: Job; outcome: string; mayStillBill: boolean }>('jobs.cancel', {
      jobId: job.id,
    })
    expect(answer).toMatchObject({ outcome: 'stopped_at_provider', mayStillBill: false, job: { status: 'cancelled' } })
    expect(await engine.refused('jobs.cancel', { jobId: job.id })).toMatchObject({ code: 'conflict' })
  })

  it('tells the truth about a cancel at each stage', async () => {
    const engine = await startEngine()
    const { clock, far } = engine
    await engine.ask('queue.pause')
    const queued = await engine.create()
    expect(await engine.ask('jobs.cancel', { jobId: queued.id })).toMatchObject({
      outcome: 'removed_from_queue',
      mayStillBill: false,
    })
    await engine.ask('queue.resume')
    const running = await engine.create()
    await clock.advance(3000)
    expect(await engine.ask('jobs.cancel', { jobId: running.id })).toMatchObject({
      outcome: 'stopped_watching',
      mayStillBill: true,
    })
    far.can.cancel = 'yes'
    far.on.cancel = async () => ({ kind: 'requested' })
    const asked = await engine.create()
    await clock.advance(3000)
    expect(await engine.ask('jobs.cancel', { jobId: asked.id })).toMatchObject({
      outcome: 'stopped_watching',
      mayStillBill: true,
    })
  })

  it('put a job at the very end, also behind jobs made in the same instant', async () => {
    const engine = await startEngine()
    await engine.ask('queue.pause')
    const { jobs } = await engine.ask<{ jobs: Job[] }>('jobs.create', { prompt: 'many', count: 50 })
    const [first] = jobs
    const moved = await engine.ask<Job>('jobs.reorder', { jobId: first?.id, placement: 'end' })
    expect(moved.position).toBeGreaterThan(Math.max(...jobs.slice(1).map((job) => job.position)))
    const front = await engine.ask<Job>('jobs.reorder', { jobId: first?.id, placement: 'front' })
    expect(front.position).toBeLessThan(Math.min(...jobs.slice(1).map((job) => job.position)))
  })

  it('refuse in a sentence what makes no sense in the present state', async () => {
    const engine = await startEngine()
    const job = await engine.create()
    await engine.clock.advance(3000)
    for (const [route, input] of [
      ['jobs.retry', {}],
      ['jobs.resolve', { decision: { decision: 'fail' } }],
      ['jobs.reorder', { priority: 1 }],
    ] as const) {
      const error = await engine.refused(route, { jobId: job.id, ...input })
      expect(error.code, route).toBe('conflict')
      expect(error.message, route).toContain('generating')
    }
    expect(await engine.refused('jobs.get', { jobId: 'job_none' })).toMatchObject({ code: 'not_found' })
  })
})

describe('jobs nobody can work on', () => {
  it('say so when their account has no adapter', async () => {
    const engine = await startEngine()
    await engine.ask('queue.pause')
    const job = await engine.create()
    engine.db
      .prepare(
        "UPDATE accounts SET provider = 'one-that-was-removed', is_default = 0, base_url = 'https://x.example/v1'",
      )
      .run()
    const next = await engine.restart()
    expect((await next.job(job.id)).waitingFor).toMatch(/account/i)
  })
})
