import { describe, expect, it } from 'vitest'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'
import { PROVIDER_GRACE_MS } from '../../harness/hurry.ts'

/** A job whose answer was lost and that no list shows: the person is asked. */
async function askedAbout(live: LiveEngine): Promise<{ id: string; remoteId: string }> {
  live.provider.setListLag(36_000_000)
  live.provider.fault('create', 'reset_after_creating')
  const { id } = await live.create()
  await live.until(id, 'needs_attention')
  return { id, remoteId: live.provider.createsAccepted().at(-1)?.id ?? '' }
}

describe('a lost answer', () => {
  it('is told apart from the answer to an equal prompt: each take is paid for once and kept once', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('create', 'reset_after_creating')
    const { jobs } = await live.request('jobs.create', { prompt: 'the same', seconds: 4, count: 2 })
    const done = await Promise.all(jobs.map((job) => live.until(job.id, 'completed')))
    expect(new Set(done.map((job) => job.remoteId)).size).toBe(2)
    expect(new Set(done.map((job) => job.take?.sha256)).size).toBe(2)
    expect(live.provider.createsAccepted()).toHaveLength(2)
    await live.finish()
  })

  it('is not taken for the one that never arrived, when both prompts are equal', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.fault('create', 'reset_before_creating')
    live.provider.fault('create', 'reset_after_creating')
    const { jobs } = await live.request('jobs.create', { prompt: 'the same', seconds: 4, count: 2 })
    const isSettled = (status: string): boolean => status === 'completed' || status === 'needs_attention'
    const ends = await Promise.all(jobs.map((job) => live.until(job.id, ({ status }) => isSettled(status))))
    expect(ends.map((job) => job.status).sort()).toEqual(['completed', 'needs_attention'])
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('is found in a list that lags', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.setListLag(25_000)
    live.provider.fault('create', 'error_500_after_creating')
    const { id } = await live.create()
    await live.until(id, 'completed')
    expect(live.jobs.history(id).map((job) => job.status)).not.toContain('needs_attention')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('is still found after the person was asked, when the list lags for minutes', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.provider.setListLag(150_000)
    live.provider.fault('create', 'error_500_after_creating')
    const { id } = await live.create()
    await live.until(id, 'needs_attention')
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('is asked about at once where the provider has no list', async () => {
    await using live = await openLiveEngine({ flavour: 'xai' })
    live.provider.fault('create', 'reset_after_creating')
    const { id } = await live.create({ seconds: 5 })
    const asked = await live.until(id, 'needs_attention')
    expect(asked.updatedAt - asked.createdAt).toBeLessThan(PROVIDER_GRACE_MS)
    expect(asked.error?.message).toMatch(/may or may not be running/)
    await live.pass(300_000)
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('survives a stop in the middle of the request, which ends within five seconds', async () => {
    await using live = await openLiveEngine({ speed: 20, generationMs: 1000, pollMinMs: 200 })
    live.provider.fault('create', 'timeout_after_creating')
    const { id } = await live.create()
    await live.seen('create', 1)
    const askedAt = live.clock.monotonic()
    await live.stop()
    expect(live.clock.monotonic() - askedAt).toBeLessThan(5000 + PROVIDER_GRACE_MS)
    await live.start()
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })
})

describe('a decision about a lost answer', () => {
  it('to send again is a new attempt that the person chose to pay for', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    const { id, remoteId } = await askedAbout(live)
    live.allowAnotherPayment(id)
    await live.request('jobs.resolve', { jobId: id, decision: { decision: 'resubmit' } })
    const done = await live.until(id, 'completed')
    expect(done).toMatchObject({ id, attempts: 2 })
    expect(done.remoteId).not.toBe(remoteId)
    expect(live.provider.createsAccepted()).toHaveLength(2)
    await live.finish()
  })

  it('to give up makes it failed, without a claim about the money', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    const { id } = await askedAbout(live)
    const failed = await live.request('jobs.resolve', { jobId: id, decision: { decision: 'fail' } })
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'submit_unknown', charged: 'unknown' } })
    const again = { jobId: id, decision: { decision: 'fail' } } as const
    expect(await live.refusal('jobs.resolve', again)).toMatchObject({ code: 'conflict' })
    await live.pass(120_000)
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('to attach takes the right id, and neither an unknown one nor one that belongs to another job', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    const other = await live.create({ prompt: 'another' })
    const { remoteId: takenId } = await live.until(other.id, 'completed')
    const { id, remoteId } = await askedAbout(live)
    const attach = (to: string) => ({ jobId: id, decision: { decision: 'attach', remoteId: to } }) as const
    expect(await live.refusal('jobs.resolve', attach('video_999999'))).toMatchObject({
      code: 'invalid',
      field: 'remoteId',
    })
    expect(await live.refusal('jobs.resolve', attach(takenId ?? ''))).toMatchObject({
      code: 'invalid',
      field: 'remoteId',
    })
    expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'needs_attention' })
    await live.request('jobs.resolve', attach(remoteId))
    expect(await live.until(id, 'completed')).toMatchObject({ remoteId, attempts: 1 })
    expect(live.provider.createsAccepted()).toHaveLength(2)
    await live.finish()
  })
})
