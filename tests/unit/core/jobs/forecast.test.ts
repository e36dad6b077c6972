import { describe, expect, it } from 'vitest'
import { createGenerationTimesRepository } from '../../../../electron/core/jobs/generationTimesRepository.ts'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { QueueForecast } from '../../../../shared/queue/queueState.ts'
import { startEngine, videoOf, type EngineUnderTest } from './engineUnderTest.ts'

const forecast = (engine: EngineUnderTest) => engine.ask<QueueForecast>('queue.forecast')
const IDLE = { remainingMs: 0, waiting: 0, running: 0, accounts: [] }

/** As if this model had taken that long here before: known from the next start on. */
const remember = (engine: EngineUnderTest, durationMs: number, accountId = engine.accountId, model = 'm'): void =>
  createGenerationTimesRepository(engine.db).add(accountId, model, durationMs)

async function withHistory(durationMs: number, concurrency: number): Promise<EngineUnderTest> {
  const first = await startEngine({ account: { concurrency } })
  remember(first, durationMs)
  return first.restart()
}

describe('how long the queue still needs', () => {
  it('is nothing while nothing waits or runs', async () => {
    expect(await forecast(await startEngine())).toEqual(IDLE)
  })

  it('is not known without history, and then it is', async () => {
    const engine = await startEngine({ account: { concurrency: 2 } })
    await engine.ask('jobs.create', { prompt: 'a fox', count: 5 })
    await engine.clock.advance(1000)
    expect(await forecast(engine)).toEqual({
      remainingMs: null,
      waiting: 3,
      running: 2,
      accounts: [{ accountId: engine.accountId, waiting: 3, running: 2, remainingMs: null, startsEveryMs: null }],
    })
    engine.far.on.poll = async (handle) => ({
      kind: 'snapshot',
      snapshot: videoOf((handle as { id: string }).id, { state: 'succeeded' }),
    })
    await engine.clock.advance(10_000)
    expect((await forecast(engine)).remainingMs).toBeTypeOf('number')
    await engine.clock.advance(60_000)
    expect(await forecast(engine)).toEqual(IDLE)
  })

  it('falls as time goes by, and tells how often a job is begun', async () => {
    const engine = await withHistory(60_000, 2)
    await engine.ask('jobs.create', { prompt: 'a fox', count: 6 })
    await engine.clock.advance(1000)
    const first = await forecast(engine)
    expect(first.accounts).toMatchObject([{ waiting: 4, running: 2, startsEveryMs: 30_000 }])
    expect(first.remainingMs).toBeGreaterThan(175_000)
    expect(first.remainingMs).toBeLessThanOrEqual(180_000)
    await engine.clock.advance(20_000)
    expect((first.remainingMs ?? 0) - ((await forecast(engine)).remainingMs ?? 0)).toBe(20_000)
  })

  it('says what it will take once a paused queue may go on', async () => {
    const engine = await withHistory(60_000, 2)
    await engine.ask('queue.pause', { mode: 'now' })
    await engine.ask('jobs.create', { prompt: 'a fox', count: 3 })
    expect(await forecast(engine)).toMatchObject({ remainingMs: 120_000, waiting: 3, running: 0 })
  })

  it('is that of the slowest account; one that cannot say makes the whole unknown', async () => {
    const first = await startEngine({ account: { concurrency: 1 } })
    const input = { name: 'Other', baseUrl: 'https://other.example/v1', profile: 'sora', concurrency: 1 }
    const other = await first.ask<Account>('accounts.create', input)
    remember(first, 10_000)
    const second = await first.restart()
    await second.ask('queue.pause')
    await second.ask('jobs.create', { prompt: 'a fox', count: 2 })
    expect((await forecast(second)).remainingMs).toBe(20_000)
    await second.ask('jobs.create', { prompt: 'a fox', accountId: other.id })
    expect(await forecast(second)).toMatchObject({ remainingMs: null, waiting: 3 })
    remember(second, 90_000, other.id)
    expect((await forecast(await second.restart())).remainingMs).toBe(90_000)
  })

  it('follows an edit to another model', async () => {
    const engine = await withHistory(60_000, 1)
    await engine.ask('queue.pause')
    const job = await engine.create()
    await engine.ask('jobs.edit', { jobId: job.id, model: 'new' })
    expect((await forecast(engine)).remainingMs).toBeNull()
    await engine.ask('jobs.cancel', { jobId: job.id })
    expect(await forecast(engine)).toEqual(IDLE)
  })

  it('counts thousands', async () => {
    const engine = await withHistory(60_000, 4)
    await engine.ask('queue.pause')
    for (let batch = 0; batch < 20; batch += 1) await engine.ask('jobs.create', { prompt: 'a fox', count: 100 })
    expect(await forecast(engine)).toMatchObject({ waiting: 2000, remainingMs: 500 * 60_000 })
  })
})
