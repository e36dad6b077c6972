import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeBefore } from '../../../../electron/core/jobs/queuePosition.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { expectNoErrors, providerFailure, startEngine, type EngineUnderTest } from './engineUnderTest.ts'

async function openPaused(): Promise<EngineUnderTest> {
  const engine = await startEngine()
  await engine.ask('queue.pause')
  return engine
}
const queueOrder = (engine: EngineUnderTest): string[] =>
  engine.db
    .prepare<[], string>("SELECT prompt FROM jobs WHERE status = 'queued' ORDER BY priority DESC, position, seq")
    .pluck()
    .all()

describe('editing a queued job', () => {
  it('changes what is asked for, and what is searched and sent', async () => {
    const engine = await openPaused()
    const job = await engine.create({ prompt: 'a fox', seconds: 4 })
    const changes = { prompt: 'a walrus', model: 'other', seconds: '8', size: '720x1280', params: { seed: 7 } }
    expect(await engine.ask('jobs.edit', { jobId: job.id, ...changes })).toMatchObject({ ...changes, seconds: 8 })
    const found = async (q: string) => (await engine.ask<{ items: Job[] }>('jobs.list', { q })).items.length
    expect([await found('walrus'), await found('walr'), await found('fox')]).toEqual([1, 1, 0])
    const { items } = await engine.ask<{ items: { type: string; detail: unknown }[] }>('jobs.events', { jobId: job.id })
    expect(items.at(-1)).toMatchObject({ type: 'edited', detail: { fields: Object.keys(changes) } })
    const sent: string[] = []
    const { submit } = engine.far.on
    engine.far.on.submit = (request, options) => (sent.push(request.prompt), submit(request, options))
    await engine.ask('queue.resume')
    await engine.clock.advance(1000)
    expect(sent).toEqual(['a walrus'])
    expectNoErrors(engine)
  })

  it('leaves alone what is not named, and empties what is null', async () => {
    const engine = await openPaused()
    const job = await engine.create({ prompt: 'a fox', seconds: 4, size: '1280x720', params: { seed: 1 } })
    expect(await engine.ask('jobs.edit', { jobId: job.id, seconds: null })).toMatchObject({
      prompt: 'a fox',
      seconds: null,
      size: '1280x720',
      params: { seed: 1 },
    })
  })

  it('checks like a new request', async () => {
    const engine = await openPaused()
    const job = await engine.create()
    const edit = (changes: object) => engine.refused('jobs.edit', { jobId: job.id, ...changes })
    expect(await edit({ prompt: 'x'.repeat(1001) })).toMatchObject({ code: 'invalid', field: 'prompt' })
    expect(await edit({ prompt: '  ' })).toMatchObject({ code: 'invalid', field: 'prompt' })
    expect(await edit({ size: 'big' })).toMatchObject({ code: 'invalid', field: 'size' })
    expect(await engine.refused('jobs.edit', { jobId: 'nobody', prompt: 'x' })).toMatchObject({ code: 'not_found' })
  })

  it('refuses a job that is, or ever was, on its way; one that never left may be mended', async () => {
    const engine = await startEngine()
    const running = await engine.create()
    await engine.clock.advance(1000)
    expect(await engine.refused('jobs.edit', { jobId: running.id, prompt: 'x' })).toMatchObject({ code: 'conflict' })
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
    const failed = await engine.create()
    await engine.clock.advance(1000)
    await engine.ask('queue.pause')
    await engine.ask('jobs.retry', { jobId: failed.id })
    expect(await engine.refused('jobs.edit', { jobId: failed.id, prompt: 'x' })).toMatchObject({ code: 'conflict' })
    await engine.ask('queue.resume')
    engine.far.on.submit = async () => ({ kind: 'not_sent', failure: providerFailure('network') })
    const waiting = await engine.create()
    await engine.clock.advance(1000)
    expect((await engine.job(waiting.id)).status).toBe('queued')
    expect(await engine.ask('jobs.edit', { jobId: waiting.id, prompt: 'x' })).toMatchObject({ prompt: 'x' })
  })
})

describe('the queue as it will be sent', () => {
  it('comes in pages of any size, over priorities, accounts and jobs that wait', async () => {
    const engine = await openPaused()
    const { id: accountId } = await engine.ask<{ id: string }>('accounts.create', {
      name: 'Other',
      baseUrl: 'https://other.example/v1',
      profile: 'sora',
    })
    const parent = await engine.create({ prompt: 'parent', priority: -3 })
    for (let index = 0; index < 30; index += 1) {
      const placement = index % 7 === 0 ? 'front' : 'end'
      const changes = { prompt: `p${index}`, priority: (index % 3) - 1, placement }
      const more =
        index % 5 === 0 ? { accountId } : index % 4 === 0 ? { parentJobId: parent.id, relation: 'remix' } : {}
      await engine.create({ ...changes, ...more })
    }
    for (const limit of [1, 4, 200]) {
      const seen: string[] = []
      for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
        const page: { items: Job[]; nextCursor: string | null } = await engine.ask('queue.list', {
          limit,
          ...(cursor === null ? {} : { cursor }),
        })
        seen.push(...page.items.map((job) => job.prompt))
        cursor = page.nextCursor
      }
      expect(seen).toEqual(queueOrder(engine))
    }
    const { items } = await engine.ask<{ items: Job[] }>('queue.list', { accountId })
    expect(items.every((job) => job.accountId === accountId)).toBe(true)
    expect(items).toHaveLength(6)
    expect(await engine.refused('queue.list', { cursor: 'czE' })).toMatchObject({ code: 'bad_request' })
  })
})

describe('moving a job in the queue', () => {
  it('puts it right before or behind another one, whatever moves there were', async () => {
    const engine = await openPaused()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const ids = new Map<string, string>()
    for (const prompt of names) ids.set(prompt, (await engine.create({ prompt })).id)
    let model = names
    const move = fc.record({ from: fc.nat(5), to: fc.nat(5), isBefore: fc.boolean() })
    const moves = fc.sample(fc.array(move, { minLength: 250, maxLength: 250 }), { numRuns: 1, seed: 3 })[0] ?? []
    for (const { from, to, isBefore } of moves) {
      const [moved = '', target = ''] = [names[from], names[to]]
      if (moved === target) continue
      await engine.ask('jobs.move', {
        jobId: ids.get(moved),
        [isBefore ? 'beforeJobId' : 'afterJobId']: ids.get(target),
      })
      model = model.filter((name) => name !== moved)
      model.splice(model.indexOf(target) + (isBefore ? 0 : 1), 0, moved)
      expect(queueOrder(engine)).toEqual(model)
    }
    expectNoErrors(engine)
  })

  it('finds room again and again in the same gap, and sends in that order', async () => {
    const engine = await startEngine({ account: { concurrency: 1 } })
    await engine.ask('queue.pause')
    const jobs: Job[] = []
    for (const prompt of ['a', 'b', 'c']) jobs.push(await engine.create({ prompt }))
    const [a, b, c] = jobs.map((job) => job.id)
    for (let round = 0; round < 100; round += 1) {
      await engine.ask('jobs.move', { jobId: round % 2 === 0 ? a : b, beforeJobId: c })
    }
    expect(queueOrder(engine)).toEqual(['a', 'b', 'c'])
    await engine.create({ prompt: 'new' })
    expect(queueOrder(engine)).toEqual(['a', 'b', 'c', 'new'])
  })

  it('takes the priority of its new neighbour, and minds jobs that wait and jobs of other accounts', async () => {
    const engine = await openPaused()
    const { id: accountId } = await engine.ask<{ id: string }>('accounts.create', {
      name: 'Other',
      baseUrl: 'https://other.example/v1',
      profile: 'sora',
    })
    const first = await engine.create({ prompt: 'first', priority: 5 })
    const second = await engine.create({ prompt: 'second', priority: 5 })
    await engine.create({ prompt: 'waiting', priority: 5, parentJobId: first.id, relation: 'remix' })
    await engine.create({ prompt: 'elsewhere', priority: 5, accountId })
    const low = await engine.create({ prompt: 'low' })
    await engine.ask('jobs.move', { jobId: low.id, afterJobId: second.id })
    expect(queueOrder(engine)).toEqual(['first', 'second', 'low', 'waiting', 'elsewhere'])
    expect(await engine.job(low.id)).toMatchObject({ priority: 5 })
  })

  it('refuses what is not in the queue, and a job as its own neighbour', async () => {
    const engine = await openPaused()
    const [a, b] = [await engine.create(), await engine.create()]
    await engine.ask('jobs.cancel', { jobId: b.id })
    const move = (input: object) => engine.refused('jobs.move', input)
    expect(await move({ jobId: a.id, beforeJobId: b.id })).toMatchObject({ code: 'conflict', field: 'beforeJobId' })
    expect(await move({ jobId: b.id, afterJobId: a.id })).toMatchObject({ code: 'conflict', field: 'jobId' })
    expect(await move({ jobId: a.id, afterJobId: a.id })).toMatchObject({ code: 'invalid' })
    expect(await move({ jobId: a.id, afterJobId: 'nobody' })).toMatchObject({ code: 'not_found', field: 'afterJobId' })
    for (const input of [{ jobId: a.id }, { jobId: a.id, beforeJobId: b.id, afterJobId: b.id }])
      expect(await move(input)).toMatchObject({ code: 'invalid', field: 'beforeJobId' })
  })
})

it('makes room by moving as few as give enough, and never past the one behind', () => {
  const START = 1_800_000_000_000
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 300 }), (gaps) => {
      let position = START
      const places = gaps.map((gap, index) => ({ seq: index + 1, position: (position += gap) }))
      const target = { seq: 999, position: position + 0.0001 }
      const before = (limit: number) => places.toReversed().slice(0, limit)
      const placed = placeBefore(target, before)
      const moved = new Map(placed.renumbered.map((place) => [place.seq, place.position]))
      const order = [...places.map(({ seq, position: at }) => moved.get(seq) ?? at), placed.position, target.position]
      const isMoved = [...places.map(({ seq }) => moved.has(seq)), true, false]
      for (let index = 1; index < order.length; index += 1) {
        const [left = 0, right = 0] = [order[index - 1], order[index]]
        if (isMoved[index] === true || isMoved[index - 1] === true) expect(left).toBeLessThan(right)
        else expect(left).toBeLessThanOrEqual(right)
      }
    }),
  )
})
