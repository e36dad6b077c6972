import { describe, expect, it } from 'vitest'
import type { RouteInput, RouteOutput } from '../../../../shared/ipc/contract.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { BulkOutcome } from '../../../../shared/jobs/selection.ts'
import { expectNoErrors, startEngine, videoOf, type EngineUnderTest } from '../jobs/engineUnderTest.ts'
import { T0 } from '../jobs/library.ts'

type Query = RouteInput<'library.query'>
const DAY_MS = 86_400_000

const query = (engine: EngineUnderTest, input: Query = {}) =>
  engine.ask<RouteOutput<'library.query'>>('library.query', input)
const promptsIn = async (engine: EngineUnderTest, input: Query = {}) =>
  (await query(engine, input)).items.map((job) => job.prompt)
const outline = (engine: EngineUnderTest, input: RouteInput<'library.outline'> = {}) =>
  engine.ask<RouteOutput<'library.outline'>>('library.outline', input)

async function openPaused(prompts: readonly string[]): Promise<EngineUnderTest> {
  const engine = await startEngine()
  await engine.ask('queue.pause')
  for (const prompt of prompts) await engine.create({ prompt })
  return engine
}

describe('the library over its routes', () => {
  it('shows what happened a moment ago, without anyone having to say so', async () => {
    const engine = await openPaused(['a red fox', 'a blue fox'])
    const done = { q: 'fox status:done', sort: { by: 'fileSize', direction: 'desc' } } as const
    expect(await promptsIn(engine, done)).toEqual([])
    expect(await outline(engine, { q: 'fox', groupBy: 'day' })).toMatchObject({
      total: 2,
      groups: [{ start: 0, count: 2 }],
    })
    engine.far.on.poll = async (handle) => {
      const { id } = handle as { id: string }
      return { kind: 'snapshot', snapshot: videoOf(id, { state: 'succeeded' }) }
    }
    await engine.ask('queue.resume')
    await engine.clock.advance(120_000)
    expect((await promptsIn(engine, done)).toSorted()).toEqual(['a blue fox', 'a red fox'])
    expect(await promptsIn(engine, { q: 'red', sort: { by: 'finished', direction: 'asc' } })).toEqual(['a red fox'])
    const [job] = (await query(engine, { q: 'red' })).items
    await engine.ask('jobs.trash', { jobIds: [job?.id] })
    expect(await promptsIn(engine, { q: 'fox' })).toEqual(['a blue fox'])
    expect(await outline(engine)).toMatchObject({ total: 1 })
    await engine.ask('jobs.restore', { all: true })
    expect(await outline(engine)).toMatchObject({ total: 2 })
    expectNoErrors(engine)
  })

  it('sends in the order that it shows, the same as the queue', async () => {
    const engine = await openPaused(['a', 'b', 'c', 'd'])
    const [a, b, , d] = (await engine.ask<{ items: Job[] }>('queue.list')).items
    await engine.ask('jobs.reorder', { jobId: d?.id, priority: 5 })
    await engine.ask('jobs.move', { jobId: a?.id, afterJobId: b?.id })
    const inTurn = { statuses: ['queued'], sort: { by: 'sendOrder', direction: 'asc' } } satisfies Query
    const queued = (await engine.ask<{ items: Job[] }>('queue.list')).items.map((job) => job.prompt)
    expect(await promptsIn(engine, inTurn)).toEqual(queued)
    expect(queued).toEqual(['d', 'b', 'a', 'c'])
    const page = await query(engine, { ...inTurn, limit: 2 })
    expect(await promptsIn(engine, { ...inTurn, cursor: page.nextCursor ?? '' })).toEqual(['a', 'c'])
    const backwards = { ...inTurn, sort: { by: 'sendOrder', direction: 'desc' } } satisfies Query
    expect(await promptsIn(engine, backwards)).toEqual(queued.toReversed())
  })

  it('understands days where the person is', async () => {
    const engine = await openPaused(['today'])
    engine.db.exec(`UPDATE jobs SET created_at = ${T0 - DAY_MS / 3 - 1}`)
    // 07:59:59 in the night of the 14th to the 15th in Greenwich: still the 14th there, but the 15th in Berlin.
    for (const [utcOffsetMinutes, found] of [
      [0, 0],
      [60, 1],
    ] as const) {
      expect((await query(engine, { q: 'on:today', utcOffsetMinutes })).items).toHaveLength(found)
      const list = await engine.ask<{ items: Job[] }>('jobs.list', { q: 'on:today', utcOffsetMinutes })
      expect(list.items).toHaveLength(found)
      const outcome = await engine.ask<BulkOutcome>('jobs.cancelMany', { filter: { q: 'on:today', utcOffsetMinutes } })
      expect(outcome.done).toBe(found)
    }
  })

  it('lists by the same grammar, page by page', async () => {
    const engine = await openPaused(['a red fox', 'a blue fox', 'a red boat'])
    const list = async (input: RouteInput<'jobs.list'>) => {
      const page = await engine.ask<RouteOutput<'jobs.list'>>('jobs.list', input)
      return { ...page, items: page.items.map((job) => job.prompt) }
    }
    expect(await list({ q: 'red -boat seconds:<=4 model:m' })).toEqual({ items: ['a red fox'], nextCursor: null })
    const first = await list({ q: 'account:far', limit: 2 })
    expect(first.items).toEqual(['a red boat', 'a blue fox'])
    expect(await list({ q: 'account:far', limit: 2, cursor: first.nextCursor ?? '' })).toEqual({
      items: ['a red fox'],
      nextCursor: null,
    })
    expect(await list({ q: 'status:failed', status: ['queued'] })).toEqual({ items: [], nextCursor: null })
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a search', { q: '-"red fox"' }, ['a blue fox', 'a red boat']],
    ['a search and a state', { q: 'fox', status: ['failed'] }, []],
    ['a search for another state than the verb is for', { q: 'fox status:done' }, []],
    ['a batch', { batchId: 'batch_1' }, []],
    ['nothing', {}, ['a red fox', 'a blue fox', 'a red boat']],
  ])('a verb on many takes just what is shown for %s', async (_name, filter, expected) => {
    const engine = await openPaused(['a red fox', 'a blue fox', 'a red boat'])
    const { status = ['queued'], ...search } = filter as { status?: Query['statuses'] }
    const shown = await promptsIn(engine, { ...search, statuses: status })
    expect(shown.toSorted()).toEqual(expected.toSorted())
    expect(await engine.ask<BulkOutcome>('jobs.cancelMany', { filter })).toMatchObject({ done: expected.length })
    const cancelled = await promptsIn(engine, { statuses: ['cancelled'] })
    expect(cancelled.toSorted()).toEqual(expected.toSorted())
  })

  it('takes jobs of one batch by filter', async () => {
    const engine = await openPaused(['single'])
    const { batchId } = await engine.ask<{ batchId: string }>('jobs.createMany', {
      requestId: 'r',
      items: [{ prompt: 'one' }, { prompt: 'two' }],
    })
    expect(await promptsIn(engine, { batchId })).toEqual(['two', 'one'])
    expect(await engine.ask<BulkOutcome>('jobs.cancelMany', { filter: { batchId, q: 'one' } })).toMatchObject({
      done: 1,
    })
    expect((await outline(engine, { groupBy: 'batch' })).groups).toMatchObject([
      { key: batchId, start: 0, count: 2 },
      { start: 2, count: 1 },
    ])
  })

  it('counts what there is to filter by, also of accounts that are no more', async () => {
    const engine = await openPaused(['a'])
    const [account] = (await engine.ask<RouteOutput<'accounts.list'>>('accounts.list')).items
    expect(await engine.ask('library.facets')).toEqual({
      models: [{ value: 'm', count: 1 }],
      accounts: [{ accountId: account?.id, name: account?.name, count: 1 }],
      sizes: [{ value: '1280x720', count: 1 }],
    })
    expect(await engine.ask('library.facets', { statuses: ['cancelled'] })).toMatchObject({ models: [] })
    await engine.ask('jobs.cancelMany', { filter: {} })
    expect(await engine.ask('library.facets', { statuses: ['cancelled'] })).toMatchObject({ models: [{ count: 1 }] })
    await engine.ask('accounts.remove', { accountId: account?.id })
    expect(await engine.ask('library.facets')).toMatchObject({ accounts: [{ name: account?.name, count: 1 }] })
    expect(await promptsIn(engine, { q: `account:"${account?.name}"` })).toEqual(['a'])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['library.query', { limit: 201 }, 'limit'],
    ['library.query', { cursor: 'zzz' }, 'cursor'],
    ['library.query', { sort: { by: 'name', direction: 'asc' } }, 'sort.by'],
    ['library.outline', { sort: { by: 'sendOrder', direction: 'asc' } }, 'sort'],
    ['library.outline', { groupBy: 'month' }, 'groupBy'],
    ['library.query', { utcOffsetMinutes: 5000 }, 'utcOffsetMinutes'],
    ['jobs.trash', { filter: { q: 'x'.repeat(1001) } }, 'filter.q'],
  ])('refuses what it does not know: %s %j', async (route, input, field) => {
    const engine = await openPaused([])
    expect(await engine.refused(route, input)).toMatchObject({ field })
  })

  it('answers as before after a restart', async () => {
    const engine = await openPaused(['a red fox', 'a blue fox'])
    const before = await outline(engine, { q: 'fox' })
    const again = await engine.restart()
    expect(await outline(again, { q: 'fox' })).toEqual(before)
    await again.create({ prompt: 'a third fox' })
    expect(await outline(again, { q: 'fox' })).toMatchObject({ total: 3 })
  })
})
