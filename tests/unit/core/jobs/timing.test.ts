import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullJitterMs } from '../../../../electron/core/jobs/backoff.ts'
import { nextLookAt, type CadenceInput } from '../../../../electron/core/jobs/cadence.ts'
import { estimateRemainingMs } from '../../../../electron/core/jobs/jobView.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('full-jitter backoff', () => {
  it('stays between 1 and 60 seconds for any number of failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), random, (failures, chance) => {
        const delayMs = fullJitterMs(failures, () => chance)
        expect(delayMs).toBeGreaterThanOrEqual(1000)
        expect(delayMs).toBeLessThanOrEqual(60_000)
        expect(Number.isInteger(delayMs)).toBe(true)
      }),
    )
  })

  it('doubles its ceiling with each failure', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7].map((failures) => fullJitterMs(failures, () => 1))
    expect(ceilings).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })

  it('spreads clients over the whole span', () => {
    expect(fullJitterMs(5, () => 0.5)).toBe(16_000)
    expect(fullJitterMs(5, () => 0)).toBe(1000)
  })
})

describe('the cadence of one job', () => {
  const NOW = 1_800_000_000_000
  const delay = (changes: Partial<CadenceInput> & { ageMs?: number }): number => {
    const { ageMs = 0, ...rest } = changes
    const input = {
      now: NOW,
      submittedAt: NOW - ageMs,
      usualMs: null,
      expiresAt: null,
      pollMinMs: 2000,
      random: () => 0.5,
    }
    return nextLookAt({ ...input, ...rest }) - NOW
  }

  it('looks first at half of the usual time, but within a minute', () => {
    expect(delay({ usualMs: 80_000 })).toBe(40_000)
    expect(delay({ usualMs: 80_000, ageMs: 10_000 })).toBe(30_000)
    expect(delay({ usualMs: 3_600_000 })).toBe(60_000)
  })

  it('then looks after a tenth of its age, within 3 and 30 seconds', () => {
    expect(delay({ ageMs: 1000 })).toBe(3000)
    expect(delay({ ageMs: 120_000 })).toBe(12_000)
    expect(delay({ ageMs: 3_600_000 })).toBe(30_000)
    expect(delay({ usualMs: 80_000, ageMs: 120_000 })).toBe(12_000)
  })

  it('is never slower than a twentieth of what the remote copy has left to live', () => {
    expect(delay({ ageMs: 3_600_000, expiresAt: NOW + 200_000 })).toBe(10_000)
    expect(delay({ ageMs: 3_600_000, expiresAt: NOW - 1 })).toBe(3000)
  })

  it('counts an age before the submit (the clock was set back) as zero', () => {
    expect(delay({ ageMs: -7_200_000 })).toBe(3000)
  })

  it('never looks sooner than the shortest time, is jittered by a tenth and always lies ahead', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.option(fc.integer({ min: 1, max: 1e8 })),
        fc.option(fc.integer({ min: -1e7, max: 1e9 })),
        fc.integer({ min: 50, max: 10_000 }),
        random,
        (ageMs, usualMs, lifeMs, pollMinMs, chance) => {
          const expiresAt = lifeMs === null ? null : NOW + lifeMs
          const found = delay({ ageMs, usualMs, expiresAt, pollMinMs, random: () => chance })
          expect(found).toBeGreaterThanOrEqual(pollMinMs)
          expect(found).toBeLessThanOrEqual(66_000 + pollMinMs)
          const middle = delay({ ageMs, usualMs, expiresAt, pollMinMs })
          expect(Math.abs(found - middle)).toBeLessThanOrEqual(middle * 0.1 + 1)
        },
      ),
    )
  })
})

describe('time left', () => {
  const NOW = 1_800_000_000_000
  const left = (job: { ageMs?: number; progress?: number; status?: 'generating' | 'queued' }, usualMs: number | null) =>
    estimateRemainingMs(
      { status: job.status ?? 'generating', submittedAt: NOW - (job.ageMs ?? 0), progress: job.progress ?? 0 },
      usualMs,
      NOW,
    )

  it('comes from the usual time while that lasts', () => {
    expect(left({ ageMs: 20_000, progress: 90 }, 60_000)).toBe(40_000)
  })

  it('comes from the progress afterwards, and without history', () => {
    expect(left({ ageMs: 80_000, progress: 80 }, 60_000)).toBe(20_000)
    expect(left({ ageMs: 30_000, progress: 50 }, null)).toBe(30_000)
  })

  it('is unknown when neither says anything, and for jobs that do not run', () => {
    expect(left({ ageMs: 80_000, progress: 4 }, 60_000)).toBeNull()
    expect(left({ ageMs: 80_000, progress: 0 }, null)).toBeNull()
    expect(left({ status: 'queued' }, 60_000)).toBeNull()
    expect(estimateRemainingMs({ status: 'generating', submittedAt: null, progress: 50 }, 60_000, NOW)).toBeNull()
  })

  it('is never negative and never broken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 99 }),
        fc.option(fc.integer({ min: 0, max: 1e8 })),
        (ageMs, progress, usualMs) => {
          const found = left({ ageMs, progress }, usualMs)
          expect(found === null || (Number.isInteger(found) && found >= 0)).toBe(true)
        },
      ),
    )
  })
})
