import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequestBudget, type RequestPurpose } from '../../../../electron/core/jobs/requestBudget.ts'

const MINUTE_MS = 60_000
const PURPOSES = ['download', 'poll', 'submit'] as const

/** Most requests in any 60 s, both ends included. */
function busiestMinute(times: readonly number[]): number {
  let most = 0
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while ((times[to] ?? 0) - (times[from] ?? 0) > MINUTE_MS) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}

/** Lets purposes that always want more ask as the engine does: in a fixed order, whenever told to come back. */
function contend(requestsPerMinute: number, purposes: readonly RequestPurpose[], untilMs: number) {
  const budget = createRequestBudget(requestsPerMinute, 0)
  const times: number[] = []
  const granted: Record<RequestPurpose, number> = { submit: 0, poll: 0, download: 0 }
  for (let now = 0; now < untilMs;) {
    for (const purpose of purposes) {
      while (budget.tryTake(purpose, now)) {
        granted[purpose] += 1
        times.push(now)
      }
    }
    now += Math.min(30_000, Math.max(5, budget.waitMs(now)))
  }
  return { granted, times, taken: budget.taken() }
}

describe('the request budget', () => {
  it('never grants more than the limit in any minute, whatever is asked for and when', () => {
    const demand = fc.array(
      fc.record({
        waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 200_000 })),
        purpose: fc.constantFrom(...PURPOSES),
        asks: fc.integer({ min: 1, max: 40 }),
      }),
      { minLength: 1, maxLength: 120 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), demand, (requestsPerMinute, steps) => {
        const budget = createRequestBudget(requestsPerMinute, 0)
        const times: number[] = []
        let now = 0
        for (const { waitMs, purpose, asks } of steps) {
          now += waitMs
          for (let ask = 0; ask < asks; ask += 1) if (budget.tryTake(purpose, now)) times.push(now)
        }
        expect(busiestMinute(times)).toBeLessThanOrEqual(requestsPerMinute)
        expect(budget.taken()).toBe(times.length)
      }),
      { numRuns: 400 },
    )
  })

  it.each([1, 2, 3, 4, 7, 30, 59, 60, 61, 299, 600, 5000])('keeps to %i a minute after a long rest, too', (limit) => {
    const budget = createRequestBudget(limit, 0)
    const times: number[] = []
    for (let now = 10 * MINUTE_MS; now < 13 * MINUTE_MS; now += Math.max(1, budget.waitMs(now)))
      while (budget.tryTake('poll', now)) times.push(now)
    expect(busiestMinute(times)).toBeLessThanOrEqual(limit)
    expect(busiestMinute(times)).toBeGreaterThanOrEqual(Math.floor(limit * 0.95))
  })

  it('is empty at first, so that two processes in one minute stay within the limit together', () => {
    const before = contend(60, ['poll'], MINUTE_MS).times
    const after = contend(60, ['poll'], MINUTE_MS).times.map((at) => at + (before.at(-1) ?? 0) + 1)
    expect(busiestMinute([...before, ...after])).toBeLessThanOrEqual(60)
  })

  it.each([1, 2, 3, 7, 60, 600])('uses a limit of %i a minute, nearly to the full where there is room', (limit) => {
    const { taken } = contend(limit, ['poll'], 30 * MINUTE_MS)
    expect(taken).toBeGreaterThanOrEqual(Math.floor(30 * (limit === 1 ? 0.45 : limit === 2 ? 0.9 : limit * 0.65)))
  })

  it.each([1, 5, 12, 20, 60, 300, 600])('gives each purpose its share at %i requests a minute', (limit) => {
    const minutes = Math.max(10, Math.ceil(1200 / limit))
    const { granted, taken } = contend(limit, PURPOSES, minutes * MINUTE_MS)
    expect(granted.submit / taken).toBeCloseTo(0.3, 1)
    expect(granted.poll / taken).toBeCloseTo(0.4, 1)
    expect(granted.download / taken).toBeCloseTo(0.3, 1)
  })

  it.each([1, 5, 60, 600])('lends unused shares at %i requests a minute', (limit) => {
    const minutes = Math.max(10, Math.ceil(600 / limit))
    const alone = contend(limit, ['submit'], minutes * MINUTE_MS).taken
    expect(alone).toBe(contend(limit, ['poll'], minutes * MINUTE_MS).taken)
    const two = contend(limit, ['poll', 'submit'], minutes * MINUTE_MS)
    expect(two.taken).toBeGreaterThanOrEqual(alone - 1)
    expect(two.granted.submit / two.taken).toBeCloseTo(3 / 7, 1)
  })

  it('does not let a purpose save up its share while it is idle', () => {
    const budget = createRequestBudget(60, 0)
    const served: RequestPurpose[] = []
    for (let now = 0; now < 20 * MINUTE_MS; now += 1000) {
      if (budget.tryTake('poll', now)) served.push('poll')
      if (now > 10 * MINUTE_MS && budget.tryTake('submit', now)) served.push('submit')
    }
    const firstSubmit = served.indexOf('submit')
    const soonAfter = served.slice(firstSubmit, firstSubmit + 14)
    expect(soonAfter.filter((purpose) => purpose === 'poll').length).toBeGreaterThanOrEqual(6)
  })

  it('stops holding a turn for somebody who went away', () => {
    const budget = createRequestBudget(60, 0)
    for (let now = 0; now < MINUTE_MS; now += 100) budget.tryTake('poll', now)
    budget.tryTake('submit', MINUTE_MS)
    let granted = 0
    for (let now = MINUTE_MS + 4000; now < 2 * MINUTE_MS; now += 100) granted += budget.tryTake('poll', now) ? 1 : 0
    expect(granted).toBeGreaterThan(50)
  })

  it('fills while nobody asks', () => {
    const budget = createRequestBudget(1, 0)
    expect(budget.tryTake('submit', 10 * MINUTE_MS)).toBe(true)
  })

  it('says when to come back, and is right', () => {
    const budget = createRequestBudget(20, 0)
    let now = 0
    for (let round = 0; round < 20; round += 1) {
      while (budget.tryTake('poll', now));
      const waitMs = budget.waitMs(now)
      expect(budget.tryTake('poll', now + waitMs - 2)).toBe(false)
      now += waitMs
      expect(budget.tryTake('poll', now)).toBe(true)
    }
  })

  it('grants nothing extra when timer time stood still or ran backwards', () => {
    const budget = createRequestBudget(60, 0)
    for (let now = 0; now < 10_000; now += 50) budget.tryTake('poll', now)
    const before = budget.taken()
    for (let ask = 0; ask < 100; ask += 1) budget.tryTake('poll', 5000)
    expect(budget.taken() - before).toBeLessThanOrEqual(1)
  })
})
