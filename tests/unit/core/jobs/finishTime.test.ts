import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecastAccount } from '../../../../electron/core/jobs/forecast.ts'
import { finishTimeMs, type WaitingGroup } from '../../../../electron/core/jobs/finishTime.ts'

const places = fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 12 })
const groups = fc.array(
  fc.record({ count: fc.integer({ min: 0, max: 60 }), durationMs: fc.integer({ min: 1, max: 200_000 }) }),
  { maxLength: 4 },
)

/** One by one, as the dispatcher does it. */
function placedOneByOne(placesMs: readonly number[], waiting: readonly WaitingGroup[]): number {
  const free = [...placesMs]
  for (const { count, durationMs } of waiting) {
    for (let job = 0; job < count; job += 1) {
      const first = free.indexOf(Math.min(...free))
      free[first] = (free[first] ?? 0) + durationMs
    }
  }
  return Math.max(...free)
}

describe('when the last job ends', () => {
  it('is what placing the jobs one by one gives', () => {
    fc.assert(
      fc.property(places, groups, (placesMs, waiting) => {
        expect(finishTimeMs(placesMs, waiting)).toBe(placedOneByOne(placesMs, waiting))
      }),
    )
  })

  it('costs no more for a hundred thousand jobs than for ten', () => {
    expect(finishTimeMs([0, 0, 0, 0], [{ count: 100_000, durationMs: 60_000 }])).toBe(25_000 * 60_000)
  })
})

const account = fc.record({
  concurrency: fc.integer({ min: 1, max: 12 }),
  requestsPerMinute: fc.constantFrom(1, 20, 600),
  running: fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 15 }),
  waiting: fc.array(
    fc.record({ count: fc.integer({ min: 1, max: 5000 }), usualMs: fc.integer({ min: 1, max: 300_000 }) }),
    { maxLength: 4 },
  ),
})

describe('the forecast of an account', () => {
  it('never falls when a job is added, whichever model it is for', () => {
    fc.assert(
      fc.property(account, fc.nat(), fc.integer({ min: 1, max: 20 }), (facts, pick, more) => {
        fc.pre(facts.waiting.length > 0)
        const at = pick % facts.waiting.length
        const longer = facts.waiting.map((group, index) =>
          index === at ? { ...group, count: group.count + more } : group,
        )
        const before = forecastAccount(facts).remainingMs ?? expect.fail('no forecast')
        const after = forecastAccount({ ...facts, waiting: longer }).remainingMs ?? expect.fail('no forecast')
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('is zero when nothing waits or runs', () => {
    const idle = { concurrency: 4, requestsPerMinute: 60, running: [], waiting: [] }
    expect(forecastAccount(idle)).toEqual({ remainingMs: 0, startsEveryMs: null })
  })

  it('says nothing where a model was never used here', () => {
    const facts = { concurrency: 4, requestsPerMinute: 60, running: [], waiting: [{ count: 3, usualMs: null }] }
    expect(forecastAccount(facts)).toEqual({ remainingMs: null, startsEveryMs: null })
    const known = { ...facts, waiting: [{ count: 3, usualMs: 1000 }], running: [null] }
    expect(forecastAccount(known).remainingMs).toBeNull()
  })

  it('knows the places and the budget', () => {
    const facts = {
      concurrency: 2,
      requestsPerMinute: 600,
      running: [30_000],
      waiting: [{ count: 3, usualMs: 60_000 }],
    }
    expect(forecastAccount(facts)).toEqual({ remainingMs: 120_000, startsEveryMs: 30_000 })
    expect(forecastAccount({ ...facts, requestsPerMinute: 1 })).toEqual({ remainingMs: 180_000, startsEveryMs: 60_000 })
  })
})
