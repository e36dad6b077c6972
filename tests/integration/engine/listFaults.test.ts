import { describe, expect, it } from 'vitest'
import { routeFaults, type RouteFaultName } from '../../harness/fakeProvider/faults.ts'
import { openLiveEngine } from '../../harness/liveEngine.ts'
import { SEEDS } from '../../harness/seeds.ts'

const faults = Object.keys(routeFaults) as RouteFaultName[]
const cases = SEEDS.flatMap((seed) => faults.map((fault) => ({ fault, seed })))

const COUNT = 5
const FOREVER_MS = 3_000_000

describe('a sweep through the list that meets a fault', () => {
  it.concurrent.each(cases)('loses none of the jobs: $fault (seed $seed)', async ({ fault, seed }) => {
    await using live = await openLiveEngine({ seed, generationMs: FOREVER_MS, concurrency: COUNT })
    live.provider.fault('list', fault, 2)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox in the snow', count: COUNT })
    await Promise.race([live.seen('list', 3), live.seen('poll', COUNT * 2)])
    expect(live.provider.requests.some((request) => request.route === 'list')).toBe(true)
    for (const remote of live.provider.createsAccepted()) live.provider.finish(remote.id)
    await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
    expect(live.provider.createsAccepted()).toHaveLength(COUNT)
    const owners = new Set(jobs.map((job) => live.jobs.latest(job.id)?.remoteId))
    expect(owners.size).toBe(COUNT)
    await live.finish()
  })

  it('goes on with single looks when the list never works', async () => {
    await using live = await openLiveEngine({ generationMs: 20_000, concurrency: COUNT })
    live.provider.fault('list', 'error_500_before_creating', 10_000)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: COUNT })
    await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
    expect(live.provider.createsAccepted()).toHaveLength(COUNT)
    await live.finish()
  })

  it('looks singly at jobs that a lagging list does not show yet', async () => {
    await using live = await openLiveEngine({ generationMs: 10_000, concurrency: COUNT })
    live.provider.setListLag(600_000)
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: COUNT })
    await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
    expect(live.provider.requests.some((request) => request.route === 'list')).toBe(true)
    await live.finish()
  })
})

/** Answers that say "this server has no list": nothing can be looked up any more, so the person is asked. */
const NO_LIST: readonly RouteFaultName[] = ['html_404', 'not_found_404', 'method_405']

describe('a lost answer that is looked for in a list that meets a fault', () => {
  it.concurrent.each(cases)('is found without another payment: $fault (seed $seed)', async ({ fault, seed }) => {
    await using live = await openLiveEngine({ seed, generationMs: 1000 })
    live.provider.fault('create', 'reset_after_creating')
    live.provider.fault('list', fault)
    const { id } = await live.create()
    if (NO_LIST.includes(fault)) {
      await live.until(id, 'needs_attention')
      const remoteId = live.provider.createsAccepted()[0]?.id ?? ''
      await live.request('jobs.resolve', { jobId: id, decision: { decision: 'attach', remoteId } })
    }
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('is asked about within 150 s although the list never answers', async () => {
    await using live = await openLiveEngine()
    live.provider.fault('create', 'timeout_after_creating')
    live.provider.fault('list', 'timeout_before_creating', 1000)
    const { id } = await live.create()
    const asked = await live.until(id, 'needs_attention')
    expect(asked.updatedAt - asked.createdAt).toBeLessThanOrEqual(150_000)
    live.provider.clearFaults()
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })
})
