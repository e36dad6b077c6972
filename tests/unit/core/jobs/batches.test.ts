import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../shared/jobs/batch.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { expectNoErrors, startEngine, type EngineUnderTest } from './engineUnderTest.ts'

async function openPaused(): Promise<EngineUnderTest> {
  const engine = await startEngine()
  await engine.ask('queue.pause')
  return engine
}
const many = (engine: EngineUnderTest, items: object[], more: object = {}) =>
  engine.ask<{ batchId: string; jobIds: string[] }>('jobs.createMany', { items, requestId: 'r1', ...more })
const count = (engine: EngineUnderTest) => engine.db.prepare('SELECT count(*) FROM jobs').pluck().get()

describe('a batch', () => {
  it('is made at once and in order, as one', async () => {
    const engine = await openPaused()
    const { batchId, jobIds } = await many(
      engine,
      [
        { prompt: 'a', count: 2 },
        { prompt: 'b', priority: 1 },
      ],
      { name: 'Mine' },
    )
    const jobs = await Promise.all(jobIds.map((id) => engine.job(id)))
    expect(jobs.map((job) => [job.prompt, job.batchId, job.priority])).toEqual([
      ['a', batchId, 0],
      ['a', batchId, 0],
      ['b', batchId, 1],
    ])
    const positions = jobs.map((job) => job.position)
    expect(positions).toEqual(positions.toSorted((x, y) => x - y))
    expect(await engine.ask('batches.get', { batchId })).toEqual({
      batchId,
      name: 'Mine',
      prompt: 'a',
      createdAt: engine.clock.now(),
      jobCount: 3,
      counts: { ...NO_COUNTS, queued: 3 },
      trashedCount: 0,
    } satisfies Batch)
    expectNoErrors(engine)
  })

  it('goes to the front in its own order', async () => {
    const engine = await openPaused()
    await engine.create({ prompt: 'old' })
    await many(
      engine,
      ['a', 'b', 'c'].map((prompt) => ({ prompt, placement: 'front' })),
    )
    const order = engine.db.prepare('SELECT prompt FROM jobs ORDER BY position').pluck().all()
    expect(order).toEqual(['a', 'b', 'c', 'old'])
  })

  it('is not made twice when its answer got lost', async () => {
    const engine = await openPaused()
    const first = await many(engine, [{ prompt: 'a' }, { prompt: 'b' }])
    expect(await many(engine, [{ prompt: 'a' }, { prompt: 'b' }])).toEqual(first)
    expect(count(engine)).toBe(2)
    await engine.ask('jobs.create', { prompt: 'x', requestId: 'single' })
    const again = { items: [{ prompt: 'x' }], requestId: 'single' }
    expect(await engine.refused('jobs.createMany', again)).toMatchObject({ code: 'conflict', field: 'requestId' })
  })

  it('is made wholly or not at all, and names every item at fault', async () => {
    const engine = await openPaused()
    const items = [{ prompt: 'fine' }, { prompt: 'x'.repeat(1001) }, { prompt: 'y', parentJobId: 'nobody' }]
    expect(await engine.refused('jobs.createMany', { items, requestId: 'r1' })).toMatchObject({
      code: 'invalid',
      field: 'items.1.prompt',
      problems: [
        { index: 1, field: 'prompt' },
        { index: 2, field: 'parentJobId' },
      ],
    })
    const malformed = [{ prompt: '' }, { prompt: 'b', seconds: 'soon' }, { prompt: 'c', colour: 'red' }]
    expect(await engine.refused('jobs.createMany', { items: malformed, requestId: 'r2' })).toMatchObject({
      code: 'invalid',
      field: 'items.0.prompt',
      problems: [{ index: 0, field: 'prompt' }, { index: 1, field: 'seconds' }, { index: 2 }],
    })
    expect(count(engine)).toBe(0)
    expect(engine.db.prepare('SELECT count(*) FROM batches').pluck().get()).toBe(0)
  })

  it('holds a thousand takes and not one more', async () => {
    const engine = await openPaused()
    const items = Array.from({ length: 10 }, (_, index) => ({ prompt: `p${index}`, count: 100 }))
    expect((await many(engine, items)).jobIds).toHaveLength(1000)
    const tooMany = [...items, { prompt: 'one more' }]
    expect(await engine.refused('jobs.createMany', { items: tooMany, requestId: 'r2' })).toMatchObject({
      field: 'items',
    })
    expect(count(engine)).toBe(1000)
  })

  it('counts its jobs wherever they are', async () => {
    const engine = await openPaused()
    const { batchId, jobIds } = await many(engine, [{ prompt: 'a', count: 4 }])
    await engine.ask('jobs.cancelMany', { jobIds: jobIds.slice(0, 3) })
    await engine.ask('jobs.trash', { jobIds: jobIds.slice(0, 2) })
    await engine.ask('trash.empty', { jobIds: jobIds.slice(0, 1) })
    expect(await engine.ask('batches.get', { batchId })).toMatchObject({
      jobCount: 4,
      counts: { ...NO_COUNTS, queued: 1, cancelled: 1 },
      trashedCount: 1,
    })
    expect(await engine.refused('batches.get', { batchId: 'nothing' })).toMatchObject({ code: 'not_found' })
  })

  it('is listed newest first, also when it came from "several takes"', async () => {
    const engine = await openPaused()
    const [first] = (await engine.ask<{ jobs: Job[] }>('jobs.create', { prompt: 'a', count: 2 })).jobs
    await engine.create({ prompt: 'alone' })
    const { batchId } = await many(engine, [{ prompt: 'b' }])
    const list = (input: object = {}) =>
      engine.ask<{ items: Batch[]; nextCursor: string | null }>('batches.list', input)
    expect((await list()).items.map((batch) => batch.batchId)).toEqual([batchId, first?.batchId])
    const page = await list({ limit: 1 })
    expect((await list({ limit: 1, cursor: page.nextCursor })).items.map((batch) => batch.prompt)).toEqual(['a'])
  })
})

const NO_COUNTS = {
  queued: 0,
  submitting: 0,
  generating: 0,
  downloading: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  needs_attention: 0,
}
