import { describe, expect, it } from 'vitest'
import type { Job } from '../../../shared/jobs/job.ts'
import type { RemoteJob } from '../../harness/fakeProvider/fakeProvider.ts'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'

const ON_ITS_WAY_MS = 800

const allCompleted = async (live: LiveEngine, jobs: readonly Job[]): Promise<void> => {
  await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
  expect(live.provider.createsAccepted()).toHaveLength(jobs.length)
}

describe('an account whose key is refused', () => {
  it('keeps its jobs queued, says why, sends nothing more, and goes on with a new key', async () => {
    await using live = await openLiveEngine({ generationMs: 1000, concurrency: 1 })
    live.provider.setApiKey('a-new-key-0123456789')
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: 3 })
    for (const { id } of jobs) {
      await live.until(id, (job) => job.status === 'queued')
    }
    await live.seen('create', 1)
    await live.pass(60_000)
    for (const { id } of jobs) {
      const waiting = await live.request('jobs.get', { jobId: id })
      expect(waiting).toMatchObject({ status: 'queued', error: null })
      expect(waiting.waitingFor).toMatch(/refused the key/)
    }
    expect(live.provider.requests.filter((request) => request.route === 'create')).toHaveLength(1)
    await live.stop()
    await live.start()
    await live.pass(30_000)
    expect(live.provider.requests.filter((request) => request.route === 'create')).toHaveLength(1)
    await live.request('accounts.update', { accountId: live.accountId, apiKey: 'a-new-key-0123456789' })
    await allCompleted(live, jobs)
    await live.finish()
  })

  it('lets what already runs go on, once the key works again', async () => {
    await using live = await openLiveEngine({ generationMs: 10_000 })
    const { id } = await live.create()
    await live.until(id, 'generating')
    const oldKey = live.provider.apiKey
    live.provider.setApiKey('a-new-key-0123456789')
    await live.pass(60_000)
    expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'generating', error: null })
    live.provider.setApiKey(oldKey)
    await live.until(id, 'completed')
    const { items } = await live.request('accounts.list', {})
    expect(items[0]?.pause).toBeNull()
    await live.finish()
  })
})

describe('an account without money', () => {
  it.each(['payment_402', 'quota_429'] as const)('keeps its jobs queued until it is resumed: %s', async (fault) => {
    await using live = await openLiveEngine({ generationMs: 1000, concurrency: 1 })
    live.provider.fault('create', fault, 100)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: 3 })
    await live.seen('create', 1)
    await live.pass(90_000)
    for (const { id } of jobs) {
      expect((await live.request('jobs.get', { jobId: id })).waitingFor).toMatch(/no credit or quota left/)
    }
    expect(live.provider.requests.filter((request) => request.route === 'create')).toHaveLength(1)
    live.provider.clearFaults()
    await live.request('accounts.resume', { accountId: live.accountId })
    await allCompleted(live, jobs)
    await live.finish()
  })
})

describe('an account that is throttled', () => {
  it.each([
    ['rate_limited_seconds', 7000],
    ['rate_limited_date', 8000],
    ['rate_limited_ms', 1500],
  ] as const)('sends nothing of any kind until the time it was told: %s', async (fault, quietMs) => {
    await using live = await openLiveEngine({ speed: 20, generationMs: 60_000, concurrency: 4, pollMinMs: 200 })
    const { jobs: running } = await live.request('jobs.create', { prompt: 'running', count: 2 })
    await Promise.all(running.map((job) => live.until(job.id, 'generating')))
    live.provider.fault('create', fault)
    const late = await live.create({ prompt: 'late' })
    await live.until(late.id, (job) => job.waitingFor?.startsWith('Not sent yet') === true)
    const { items } = await live.request('accounts.list', {})
    const heldFrom = live.clock.now()
    expect((items[0]?.holdUntil ?? 0) - heldFrom).toBeGreaterThan(quietMs - 1200)
    await live.until(late.id, 'generating')
    // A look that was under way may still arrive.
    const during = live.provider.requests.filter(
      ({ at }) => at > heldFrom + ON_ITS_WAY_MS && at < (items[0]?.holdUntil ?? 0),
    )
    expect(during).toEqual([])
    for (const remote of live.provider.createsAccepted()) live.provider.finish(remote.id)
    await allCompleted(live, [...running, late])
    await live.finish()
  })

  it('stays quiet after a restart', async () => {
    await using live = await openLiveEngine({ speed: 20, generationMs: 1000, pollMinMs: 200 })
    live.provider.fault('create', 'rate_limited_seconds')
    const { id } = await live.create()
    await live.until(id, (job) => job.waitingFor?.startsWith('Not sent yet') === true)
    const { items } = await live.request('accounts.list', {})
    const holdUntil = items[0]?.holdUntil ?? 0
    await live.stop()
    await live.start()
    await live.until(id, 'completed')
    const creates = live.provider.requests.filter((request) => request.route === 'create')
    expect(creates.map(({ at }) => at >= holdUntil)).toEqual([false, true])
    await live.finish()
  })
})

describe('an account with a limit on jobs at once', () => {
  it('never has more of them running at the provider, not even while an answer is missing', async () => {
    await using live = await openLiveEngine({ generationMs: 4000, concurrency: 3 })
    live.provider.fault('create', 'reset_after_creating', 2)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: 12 })
    await allCompleted(live, jobs)
    expect(mostAtOnce(live.provider.createsAccepted(), 4000)).toBeLessThanOrEqual(3)
    await live.finish()
  })
})

/** How many of the provider's jobs were unfinished at the same moment. */
const mostAtOnce = (jobs: readonly RemoteJob[], generationMs: number): number =>
  Math.max(
    ...jobs.map(
      ({ createdAt }) =>
        jobs.filter((other) => other.createdAt <= createdAt && createdAt < other.createdAt + generationMs).length,
    ),
  )
