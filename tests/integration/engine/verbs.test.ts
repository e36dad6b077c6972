import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { halfLeftIn, openLiveEngine } from '../../harness/liveEngine.ts'

const FOREVER_MS = 3_000_000

describe('a cancel', () => {
  it('of a queued job sends nothing, ever', async () => {
    await using live = await openLiveEngine()
    await live.request('queue.pause', {})
    const { id } = await live.create()
    expect(await live.request('jobs.cancel', { jobId: id })).toMatchObject({
      outcome: 'removed_from_queue',
      mayStillBill: false,
      job: { status: 'cancelled' },
    })
    await live.request('queue.resume', {})
    await live.pass(60_000)
    expect(live.provider.requests.filter((request) => request.route === 'create')).toEqual([])
    expect(await live.refusal('jobs.cancel', { jobId: id })).toMatchObject({ code: 'conflict' })
    await live.finish()
  })

  it('of a request that is on its way says that it may still bill, and keeps the id that comes later', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('create', 'slow_trickle')
    const { id } = await live.create()
    await live.seen('create', 1)
    expect(await live.request('jobs.cancel', { jobId: id })).toMatchObject({
      outcome: 'stopped_watching',
      mayStillBill: true,
    })
    const accepted = await live.until(id, (job) => job.remoteId !== null)
    expect(accepted.status).toBe('cancelled')
    await live.pass(30_000)
    expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'cancelled', take: null })
    await live.request('jobs.refresh', { jobId: id })
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('of a request whose answer never comes stays a cancel', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('create', 'timeout_after_creating')
    const { id } = await live.create()
    await live.seen('create', 1)
    expect(await live.request('jobs.cancel', { jobId: id })).toMatchObject({ mayStillBill: true })
    await live.pass(200_000)
    expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'cancelled' })
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('of a running job where nothing can be stopped only stops watching', async () => {
    await using live = await openLiveEngine({ generationMs: FOREVER_MS })
    const { id } = await live.create()
    await live.until(id, 'generating')
    const answer = await live.request('jobs.cancel', { jobId: id })
    expect(answer).toMatchObject({ outcome: 'stopped_watching', mayStillBill: true })
    expect(answer.message).toMatch(/may still finish it and bill/)
    expect(live.provider.jobs.size).toBe(1)
    await live.finish()
  })

  it('of a running job where the provider can stop does stop it', async () => {
    await using live = await openLiveEngine({ flavour: 'vllm-omni', generationMs: FOREVER_MS })
    const { id } = await live.create()
    await live.until(id, 'generating')
    expect(await live.request('jobs.cancel', { jobId: id })).toMatchObject({
      outcome: 'stopped_at_provider',
      mayStillBill: false,
    })
    expect(live.provider.jobs.size).toBe(0)
    await live.finish()
  })

  it('of a download says that the take was made, and leaves no part behind', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('content', 'stall', 1000)
    const { id } = await live.create()
    await live.seen('content', 1)
    const answer = await live.request('jobs.cancel', { jobId: id })
    expect(answer).toMatchObject({ outcome: 'stopped_watching', mayStillBill: true })
    expect(answer.message).toMatch(/already made/)
    await live.finish()
    expect(await readdir(live.videosDir)).toEqual([])
  })

  it('of a job that needs attention says that it may still bill', async () => {
    await using live = await openLiveEngine({ flavour: 'xai' })
    live.provider.fault('create', 'reset_after_creating')
    const { id } = await live.create({ seconds: 5 })
    await live.until(id, 'needs_attention')
    expect(await live.request('jobs.cancel', { jobId: id })).toMatchObject({ mayStillBill: true })
    await live.finish()
  })

  it('of a finished take is refused', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    const { id } = await live.create()
    await live.until(id, 'completed')
    expect(await live.refusal('jobs.cancel', { jobId: id })).toMatchObject({ code: 'conflict' })
    expect(await live.refusal('jobs.retry', { jobId: id })).toMatchObject({ code: 'conflict' })
    await live.finish()
  })
})

describe('a retry', () => {
  it('keeps the job id, raises the attempts and never reuses a submission', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('create', 'moderation_400')
    const { id } = await live.create()
    await live.until(id, 'failed')
    expect(await live.request('jobs.retry', { jobId: id })).toMatchObject({ id, status: 'queued', error: null })
    expect(await live.until(id, 'completed')).toMatchObject({ id, attempts: 2 })
    const keys = live.provider.requests
      .filter((request) => request.route === 'create')
      .map((request) => request.headers['idempotency-key'])
    expect(new Set(keys).size).toBe(2)
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })
})

describe('a retry of a take that could not be fetched', () => {
  it('leaves no part of the attempt before', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('content', 'stall', 1000)
    const { id } = await live.create()
    await live.until(id, (job) => job.waitingFor?.startsWith('The download failed') === true)
    expect(await halfLeftIn(live.videosDir)).not.toEqual([])
    live.provider.clearFaults()
    live.provider.forget(live.provider.createsAccepted()[0]?.id ?? '')
    await live.until(id, 'failed')
    live.allowAnotherPayment(id)
    await live.request('jobs.retry', { jobId: id })
    await live.until(id, 'completed')
    await live.finish()
  })
})

describe('a take that derives from another', () => {
  it.each(['remix', 'extend', 'edit'] as const)(
    'waits for its parent and then names its remote id: %s',
    async (relation) => {
      await using live = await openLiveEngine({ generationMs: 5000 })
      const parent = await live.create({ prompt: 'the parent' })
      const child = await live.create({ prompt: 'the child', relation, parentJobId: parent.id })
      expect(child.waitingFor).toMatch(/Waits for the take/)
      const done = await live.until(child.id, 'completed')
      const { remoteId } = await live.until(parent.id, 'completed')
      const [, derived] = live.provider.createsAccepted()
      expect(derived).toMatchObject({ relation, sourceId: remoteId, id: done.remoteId })
      expect(live.provider.createsAccepted()).toHaveLength(2)
      await live.finish()
    },
  )

  it('fails at no cost when its parent does', async () => {
    await using live = await openLiveEngine({ generationMs: 5000 })
    live.provider.fault('create', 'moderation_400')
    const parent = await live.create({ prompt: 'the parent' })
    const child = await live.create({ prompt: 'the child', relation: 'remix', parentJobId: parent.id })
    expect((await live.until(child.id, 'failed')).error).toMatchObject({ charged: 'no', refusedBy: 'dailies' })
    expect(live.provider.createsAccepted()).toEqual([])
    await live.finish()
  })
})

describe('finished takes that wait to be fetched', () => {
  it('are fetched in the order in which the provider will delete them', async () => {
    await using live = await openLiveEngine({ generationMs: FOREVER_MS, concurrency: 9, pollMinMs: 200 })
    live.disk.setFreeBytes(0)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: 6 })
    await Promise.all(jobs.map((job) => live.until(job.id, 'generating')))
    const expected = jobs.map((job) => live.jobs.latest(job.id)?.remoteId ?? '').toReversed()
    for (const remoteId of expected) {
      live.provider.finish(remoteId)
      await live.pass(2000)
    }
    await Promise.all(jobs.map((job) => live.until(job.id, 'downloading')))
    expect(live.provider.requests.filter((request) => request.route === 'content')).toEqual([])
    live.disk.heal()
    await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
    const fetched = live.provider.requests
      .filter((request) => request.route === 'content' && !request.path.includes('variant'))
      .map((request) => request.path.split('/')[3] ?? '')
    // Three at once: within a batch the order on the wire is chance.
    expect(fetched.slice(0, 3).sort()).toEqual(expected.slice(0, 3).sort())
    await live.finish()
  })
})
