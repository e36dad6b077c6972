import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { BulkOutcome } from '../../../../shared/jobs/selection.ts'
import { expectNoErrors, providerFailure, startEngine, videoOf, type EngineUnderTest } from './engineUnderTest.ts'

const MINUTE_MS = 60_000

/** A paused queue with jobs in it. */
async function openPaused(prompts: string[] = []): Promise<{ engine: EngineUnderTest; jobs: Job[] }> {
  const engine = await startEngine()
  await engine.ask('queue.pause')
  const jobs: Job[] = []
  for (const prompt of prompts) jobs.push(await engine.create({ prompt }))
  return { engine, jobs }
}
const idsOf = (jobs: Job[]): string[] => jobs.map((job) => job.id)
const statuses = async (engine: EngineUnderTest, jobs: Job[]) =>
  Promise.all(jobs.map(async (job) => (await engine.job(job.id)).status))
const run = (engine: EngineUnderTest, route: string, input: unknown) => engine.ask<BulkOutcome>(route, input)
/** Prompts in the order in which they would be sent. */
const queueOrder = (engine: EngineUnderTest): string[] =>
  engine.db
    .prepare<[], string>("SELECT prompt FROM jobs WHERE status = 'queued' ORDER BY priority DESC, position, seq")
    .pluck()
    .all()

describe('verbs on many jobs', () => {
  it('cancel what is queued, and take it back in the same order', async () => {
    const { engine, jobs } = await openPaused(['a', 'b', 'c'])
    const outcome = await run(engine, 'jobs.cancelMany', { filter: {} })
    expect(outcome).toMatchObject({ done: 3, refused: [] })
    expect(await statuses(engine, jobs)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await run(engine, 'jobs.undo', { token: outcome.undo?.token })).toMatchObject({ done: 3, undo: null })
    expect(await statuses(engine, jobs)).toEqual(['queued', 'queued', 'queued'])
    expect(queueOrder(engine)).toEqual(['a', 'b', 'c'])
    expect(await engine.job(jobs[0]?.id ?? '')).toMatchObject({ error: null, finishedAt: null, attempts: 0 })
    await engine.ask('queue.resume')
    await engine.clock.advance(1000)
    expect(engine.far.count('submit')).toBe(3)
    expectNoErrors(engine)
  })

  it('leave alone what was sent, and name it', async () => {
    const engine = await startEngine({ account: { concurrency: 1 } })
    const running = await engine.create()
    const queued = await engine.create()
    await engine.clock.advance(1000)
    const outcome = await run(engine, 'jobs.cancelMany', { jobIds: [running.id, queued.id] })
    expect(outcome).toMatchObject({ done: 1, refused: [{ jobId: running.id }], refusedCount: 1 })
    expect((await engine.job(running.id)).status).toBe('generating')
  })

  it('put a cancelled chain back together', async () => {
    const { engine, jobs } = await openPaused(['parent'])
    const [parent] = jobs
    const child = await engine.create({ prompt: 'child', parentJobId: parent?.id, relation: 'remix' })
    const outcome = await run(engine, 'jobs.cancelMany', { jobIds: [parent?.id, child.id] })
    expect(outcome).toMatchObject({ done: 2, refused: [] })
    expect((await engine.job(child.id)).status).toBe('failed')
    expect(await run(engine, 'jobs.undo', { token: outcome.undo?.token })).toMatchObject({ done: 2, refused: [] })
    expect(await engine.job(child.id)).toMatchObject({ status: 'queued', error: null, waitingFor: child.waitingFor })
    engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
    await engine.ask('queue.resume')
    await engine.clock.advance(2 * MINUTE_MS)
    expect((await engine.job(parent?.id ?? '')).status).toBe('completed')
    expect(engine.far.count('submit')).toBe(2)
  })

  it('do not take back what somebody decided anew, nor too late, nor twice', async () => {
    const { engine, jobs } = await openPaused(['a', 'b'])
    const outcome = await run(engine, 'jobs.cancelMany', { jobIds: idsOf(jobs) })
    await engine.ask('jobs.retry', { jobId: jobs[0]?.id })
    const undone = await run(engine, 'jobs.undo', { token: outcome.undo?.token })
    expect(undone).toMatchObject({ done: 1, refused: [{ jobId: jobs[0]?.id }] })
    expect(await engine.refused('jobs.undo', { token: outcome.undo?.token })).toMatchObject({ code: 'conflict' })
    const late = await run(engine, 'jobs.cancelMany', { jobIds: idsOf(jobs) })
    await engine.clock.advance(10 * MINUTE_MS)
    expect(await engine.refused('jobs.undo', { token: late.undo?.token })).toMatchObject({ code: 'conflict' })
  })

  it('take the trash back too', async () => {
    const { engine, jobs } = await openPaused(['a', 'b'])
    await run(engine, 'jobs.cancelMany', { filter: { q: 'a' } })
    const outcome = await run(engine, 'jobs.trash', { filter: {} })
    expect(outcome).toMatchObject({ done: 1, refused: [] })
    await run(engine, 'jobs.undo', { token: outcome.undo?.token })
    expect(await statuses(engine, jobs)).toEqual(['cancelled', 'queued'])
    expect((await engine.ask<{ items: Job[] }>('jobs.list')).items).toHaveLength(2)
  })

  it.each(['status:faild', 'a seconds:', 'on:2026-13-45'])(
    'do nothing where a part of the search (%s) would be left out, and more jobs found',
    async (q) => {
      const { engine, jobs } = await openPaused(['a', 'b'])
      const refusal = await engine.refused('jobs.cancelMany', { filter: { q } })
      expect(refusal).toMatchObject({ code: 'invalid', field: 'filter.q' })
      expect(await statuses(engine, jobs)).toEqual(['queued', 'queued'])
    },
  )

  it('offer no way back where nothing was done', async () => {
    const { engine } = await openPaused()
    expect(await run(engine, 'jobs.trash', { filter: {} })).toEqual({
      done: 0,
      refused: [],
      refusedCount: 0,
      undo: null,
    })
  })

  it('retry all that failed, and only that', async () => {
    const engine = await startEngine()
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('provider') })
    const failed = [await engine.create({ prompt: 'a' }), await engine.create({ prompt: 'b' })]
    await engine.clock.advance(1000)
    await engine.ask('queue.pause')
    const cancelled = await engine.create()
    await engine.ask('jobs.cancel', { jobId: cancelled.id })
    expect(await run(engine, 'jobs.retryMany', { filter: {} })).toMatchObject({ done: 2 })
    expect(await statuses(engine, [...failed, cancelled])).toEqual(['queued', 'queued', 'cancelled'])
  })

  it('do not send again with all others what was refused as it is; by name it goes', async () => {
    const engine = await startEngine()
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
    const refused = await engine.create({ prompt: 'a' })
    await engine.clock.advance(1000)
    await engine.ask('queue.pause')
    expect(await run(engine, 'jobs.retryMany', { filter: {} })).toMatchObject({ done: 0, refusedCount: 1 })
    expect(await statuses(engine, [refused])).toEqual(['failed'])
    expect(await run(engine, 'jobs.retryMany', { jobIds: [refused.id] })).toMatchObject({ done: 1 })
    expect(await statuses(engine, [refused])).toEqual(['queued'])
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ['to the front, by name', { jobIds: [2, 3], placement: 'front' }, ['c', 'd', 'a', 'b']],
    ['to the end, by name', { jobIds: [0, 1], placement: 'end' }, ['c', 'd', 'a', 'b']],
    ['to the front, by filter', { filter: { q: 'c OR d' }, placement: 'front' }, ['a', 'b', 'c', 'd']],
    ['with a priority', { jobIds: [1, 3], priority: 5 }, ['b', 'd', 'a', 'c']],
  ])('move many %s and keep their order', async (_name, input, expected) => {
    const { engine, jobs } = await openPaused(['a', 'b', 'c', 'd'])
    const jobIds = (input['jobIds'] as number[] | undefined)?.map((index) => jobs[index]?.id)
    await run(engine, 'jobs.reorderMany', { ...input, ...(jobIds === undefined ? {} : { jobIds }) })
    expect(queueOrder(engine)).toEqual(expected)
  })

  it('move everything a filter finds without turning it round', async () => {
    const { engine } = await openPaused(['red a', 'blue b', 'red c', 'blue d'])
    await run(engine, 'jobs.reorderMany', { filter: { q: 'blue' }, placement: 'front' })
    expect(queueOrder(engine)).toEqual(['blue b', 'blue d', 'red a', 'red c'])
    await run(engine, 'jobs.reorderMany', { filter: { q: 'blue' }, placement: 'end' })
    expect(queueOrder(engine)).toEqual(['red a', 'red c', 'blue b', 'blue d'])
  })

  it('work over more jobs than fit into one page or one turn', async () => {
    const { engine } = await openPaused()
    for (let index = 0; index < 3; index += 1) await engine.create({ count: 100 })
    expect(await run(engine, 'jobs.cancelMany', { filter: {} })).toMatchObject({ done: 300 })
    expect(await engine.ask('queue.state')).toMatchObject({ counts: { queued: 0, cancelled: 300 } })
    expect(await run(engine, 'jobs.trash', { filter: { status: ['cancelled'] } })).toMatchObject({ done: 300 })
    expect(await run(engine, 'jobs.restore', { all: true })).toMatchObject({ done: 300 })
  })

  it('ask for either names or a filter', async () => {
    const { engine } = await openPaused()
    for (const input of [{}, { jobIds: ['x'], filter: {} }])
      expect(await engine.refused('jobs.trash', input)).toMatchObject({ code: 'invalid', field: 'jobIds' })
  })
})
