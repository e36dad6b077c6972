import { describe, expect, it } from 'vitest'
import { routeFaults, type RouteFaultName } from '../../harness/fakeProvider/faults.ts'
import { openLiveEngine } from '../../harness/liveEngine.ts'
import { SEEDS } from '../../harness/seeds.ts'

const faults = Object.keys(routeFaults) as RouteFaultName[]
const FOREVER_MS = 3_000_000
const cases = SEEDS.flatMap((seed) => faults.map((fault) => ({ fault, seed })))

describe('a look at a running job that meets a fault', () => {
  it.concurrent.each(cases)('is made again until it is answered: $fault (seed $seed)', async ({ fault, seed }) => {
    await using live = await openLiveEngine({ seed, generationMs: FOREVER_MS })
    live.provider.fault('poll', fault, 2)
    const { id } = await live.create()
    if (fault === 'failed_at_once') {
      expect((await live.until(id, 'failed')).error).toMatchObject({ code: 'moderation', charged: 'unknown' })
    } else {
      await live.seen('poll', 3)
      live.provider.finish(live.provider.createsAccepted()[0]?.id ?? '')
      expect((await live.until(id, 'completed')).waitingFor).toBeNull()
    }
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('never shows less progress than before, whatever the provider says', async () => {
    await using live = await openLiveEngine({ generationMs: 20_000 })
    const { id } = await live.create()
    await live.until(id, (job) => job.progress >= 20)
    live.provider.fault('poll', 'regression', 3)
    await live.until(id, 'completed')
    const seen = live.jobs.history(id).map((job) => job.progress)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    await live.finish()
  })
})

const GONE = ['not_found_404', 'gone_410', 'html_404'] as const

describe('a job that the provider forgot', () => {
  it.concurrent.each(GONE)('is lost within 110 s, but not after one or two such answers: %s', async (fault) => {
    await using live = await openLiveEngine({ generationMs: 600_000 })
    const { id } = await live.create()
    await live.until(id, 'generating')
    live.provider.fault('poll', fault, 2)
    await live.until(id, (job) => job.status === 'generating' && job.progress > 0)
    const forgottenAt = live.clock.now()
    live.provider.fault('poll', fault, 1000)
    const lost = await live.until(id, 'failed')
    expect(lost.error).toMatchObject({ code: 'lost', retryable: true, charged: 'unknown' })
    expect((lost.finishedAt ?? 0) - forgottenAt).toBeLessThanOrEqual(110_000)
    await live.finish()
  })

  it('is lost after a restart of the provider that kept nothing, and a retry is a new attempt', async () => {
    await using live = await openLiveEngine({ generationMs: 5000 })
    const { id } = await live.create()
    const { remoteId } = await live.until(id, 'generating')
    await live.provider.restart({ forgetsJobs: true })
    const forgottenAt = live.clock.now()
    const lost = await live.until(id, 'failed')
    expect(lost.error).toMatchObject({ code: 'lost' })
    expect((lost.finishedAt ?? 0) - forgottenAt).toBeLessThanOrEqual(110_000)
    live.allowAnotherPayment(id)
    const again = await live.request('jobs.retry', { jobId: id })
    expect(again).toMatchObject({ id, status: 'queued', remoteId: null, attempts: 2 })
    const done = await live.until(id, 'completed')
    expect(done.remoteId).not.toBe(remoteId)
    expect(live.provider.createsAccepted()).toHaveLength(2)
    await live.finish()
  })

  it('stays as it was while the provider cannot be reached at all', async () => {
    await using live = await openLiveEngine({ generationMs: 5000 })
    const { id } = await live.create()
    await live.until(id, 'generating')
    await live.provider.goDown()
    await live.pass(180_000)
    expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'generating', error: null })
    await live.provider.restart()
    await live.until(id, 'completed')
    await live.finish()
  })
})

describe('a job without any change at the provider', () => {
  it('times out after its deadline, and "check again" brings it back without a new payment', async () => {
    await using live = await openLiveEngine({ speed: 2000, generationMs: 36_000_000 })
    const { id } = await live.create()
    const running = await live.until(id, 'generating')
    live.provider.setProgress(running.remoteId ?? '', 7)
    const given = await live.until(id, 'failed')
    expect(given.error).toMatchObject({ code: 'timed_out', retryable: true, charged: 'unknown' })
    expect((given.finishedAt ?? 0) - (given.submittedAt ?? 0)).toBeGreaterThan(3_600_000)
    live.provider.finish(running.remoteId ?? '')
    const again = await live.request('jobs.refresh', { jobId: id })
    expect(again).toMatchObject({ status: 'downloading', error: null })
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('is not given up for a status that nobody has seen before', async () => {
    await using live = await openLiveEngine({ generationMs: 30_000 })
    live.provider.fault('poll', 'unknown_status', 5)
    const { id } = await live.create()
    await live.until(id, (job) => job.remoteStatus === 'rendering_dreams')
    expect((await live.until(id, 'completed')).error).toBeNull()
    await live.finish()
  })
})
