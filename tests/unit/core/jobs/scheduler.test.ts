import { describe, expect, it } from 'vitest'
import { createScheduler, type Worker } from '../../../../electron/core/jobs/scheduler.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

type Tick = (now: number) => number | null

function schedule(ticks: Record<string, Tick>, onJump: (jumpMs: number) => void = () => undefined) {
  const clock = createFakeClock()
  const logger = createMemoryLogger()
  const runs: { name: string; at: number }[] = []
  const workers: Worker[] = Object.entries(ticks).map(([name, tick]) => ({
    name,
    tick(now) {
      runs.push({ name, at: clock.monotonic() })
      return tick(now)
    },
  }))
  const jumps: number[] = []
  const onClockJump = (jumpMs: number): void => {
    jumps.push(jumpMs)
    onJump(jumpMs)
  }
  const scheduler = createScheduler({ clock, logger, workers, onClockJump })
  return { clock, logger, runs, jumps, scheduler }
}

describe('the scheduler', () => {
  it('asks every worker at the start, in order, and arms one timer to the earliest time', async () => {
    const { clock, runs, scheduler } = schedule({ a: (now) => now + 9000, b: (now) => now + 4000, c: () => null })
    scheduler.start()
    await clock.settle()
    expect(runs.map((run) => run.name)).toEqual(['a', 'b', 'c'])
    expect(clock.pendingTimers()).toBe(1)
    expect(clock.nextTimerInMs()).toBe(4000)
    expect(scheduler.nextAt()).toBe(clock.now() + 4000)
  })

  it('never sleeps longer than 30 s while there is something to wait for', async () => {
    const { clock, runs, scheduler } = schedule({ a: (now) => now + 3_600_000 })
    scheduler.start()
    await clock.advance(3_600_000)
    expect(runs).toHaveLength(121)
  })

  it('arms nothing when nothing waits', async () => {
    const { clock, scheduler } = schedule({ a: () => null })
    scheduler.start()
    await clock.settle()
    expect(clock.pendingTimers()).toBe(0)
    expect(scheduler.nextAt()).toBeNull()
  })

  it('does not spin for a worker that names a time in the past', async () => {
    const { clock, runs, scheduler } = schedule({ a: (now) => now - 1000 })
    scheduler.start()
    await clock.advance(1000)
    expect(runs.length).toBeLessThanOrEqual(201)
  })

  it('runs once for many pokes, and keeps a single timer', async () => {
    const { clock, runs, scheduler } = schedule({ a: (now) => now + 10_000 })
    scheduler.start()
    await clock.settle()
    for (let poke = 0; poke < 50; poke += 1) scheduler.poke()
    await clock.settle()
    expect(runs).toHaveLength(2)
    expect(clock.pendingTimers()).toBe(1)
  })

  it('runs again when a worker pokes during its own turn', async () => {
    let pokes = 0
    const held: { poke: () => void } = { poke: () => undefined }
    const { clock, runs, scheduler } = schedule({ a: () => ((pokes += 1) < 3 ? (held.poke(), null) : null) })
    held.poke = scheduler.poke
    scheduler.start()
    await clock.settle()
    expect(runs).toHaveLength(3)
  })

  it('lets the other workers go on when one throws, and asks that one again after 5 s', async () => {
    const boom: Tick = () => {
      throw new Error('boom')
    }
    const { clock, logger, runs, scheduler } = schedule({ bad: boom, good: (now) => now + 20_000 })
    scheduler.start()
    await clock.settle()
    expect(runs.map((run) => run.name)).toEqual(['bad', 'good'])
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { worker: 'bad' } }])
    expect(clock.nextTimerInMs()).toBe(5000)
  })

  it('does nothing before the start and after the stop', async () => {
    const { clock, runs, scheduler } = schedule({ a: (now) => now + 1000 })
    scheduler.poke()
    await clock.settle()
    expect(runs).toEqual([])
    scheduler.start()
    await clock.settle()
    scheduler.poke()
    scheduler.stop()
    await clock.advance(60_000)
    expect(runs).toHaveLength(1)
    expect(clock.pendingTimers()).toBe(0)
  })

  it.each([
    ['a sleep', 600_000],
    ['a clock set back', -600_000],
  ])('notices %s within 30 s of timer time', async (_name, jumpMs) => {
    const { clock, jumps, scheduler } = schedule({ a: (now) => now + 3_600_000 })
    scheduler.start()
    await clock.settle()
    clock.jumpWallClock(jumpMs)
    await clock.advance(30_000)
    expect(jumps).toEqual([jumpMs])
    await clock.advance(120_000)
    expect(jumps).toHaveLength(1)
  })

  it('takes small corrections of the clock for what they are', async () => {
    const { clock, jumps, scheduler } = schedule({ a: (now) => now + 1000 })
    scheduler.start()
    for (let minute = 0; minute < 60; minute += 1) {
      clock.jumpWallClock(minute % 2 === 0 ? 9000 : -9000)
      await clock.advance(60_000)
    }
    expect(jumps).toEqual([])
  })

  it('goes on although a clock jump could not be dealt with', async () => {
    const fail = (): void => {
      throw new Error('disk full')
    }
    const { clock, logger, runs, scheduler } = schedule({ a: (now) => now + 20_000 }, fail)
    scheduler.start()
    await clock.settle()
    clock.jumpWallClock(60_000)
    await clock.advance(20_000)
    const before = runs.length
    await clock.advance(60_000)
    expect(runs.length).toBeGreaterThan(before)
    expect(logger.lines.filter((line) => line.level === 'error')).toHaveLength(1)
  })
})
