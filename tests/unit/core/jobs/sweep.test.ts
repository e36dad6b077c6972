import { describe, expect, it } from 'vitest'
import {
  createSweepPlan,
  expectedDetection,
  isSweepWorthwhile,
  sweepIntervalMs,
} from '../../../../electron/core/jobs/sweep.ts'
import { remoteSnapshot, T0 } from './library.ts'

const watched = (count: number, submittedAt = T0) =>
  Array.from({ length: count }, (_, index) => ({ seq: index, remoteId: `video_${index}`, submittedAt }))
const page = (from: number, to: number, createdAt: number | null = T0) =>
  Array.from({ length: to - from }, (_, index) => remoteSnapshot({ remoteId: `video_${from + index}`, createdAt }))

describe('the sweep plan', () => {
  it('meets each watched job once, whatever else and however often the list shows it', () => {
    const plan = createSweepPlan(watched(3))
    const items = [...page(0, 2), ...page(0, 2), remoteSnapshot({ remoteId: 'video_of_somebody_else' })]
    expect(plan.take(items).map(({ job }) => job.seq)).toEqual([0, 1])
    expect(plan.take(items)).toEqual([])
    expect(plan.remaining().map((job) => job.seq)).toEqual([2])
  })

  it('takes the newest of two entries for one job, which comes first', () => {
    const plan = createSweepPlan(watched(1))
    const items = [
      remoteSnapshot({ remoteId: 'video_0', progress: 70 }),
      remoteSnapshot({ remoteId: 'video_0', progress: 20 }),
    ]
    expect(plan.take(items).map(({ snapshot }) => snapshot.progress)).toEqual([70])
  })

  it('turns pages until only a few are missing', () => {
    const plan = createSweepPlan(watched(200))
    plan.take(page(0, 100))
    expect(plan.isDone(page(0, 100), 1)).toBe(false)
    plan.take(page(100, 197))
    expect(plan.isDone(page(100, 197), 2)).toBe(true)
  })

  it('stops where the list is older than everything that is watched, with room for wrong clocks', () => {
    const plan = createSweepPlan(watched(50))
    expect(plan.isDone(page(900, 999, T0 - 500_000), 1)).toBe(false)
    expect(plan.isDone(page(900, 999, T0 - 700_000), 1)).toBe(true)
    expect(plan.isDone(page(900, 999, null), 1)).toBe(false)
    expect(plan.isDone([], 1)).toBe(false)
  })

  it('stops at fifty pages, so that a list without end costs no more than that', () => {
    expect(createSweepPlan(watched(50)).isDone(page(900, 999), 50)).toBe(true)
  })
})

describe('whether and how often to sweep', () => {
  it('asks one by one while jobs are few, or where the provider cannot list or keeps failing to', () => {
    const fine = { isUnsupported: false, failures: 0, nextAt: T0 }
    expect(isSweepWorthwhile(3, 'yes', fine, T0)).toBe(false)
    expect(isSweepWorthwhile(4, 'yes', fine, T0)).toBe(true)
    expect(isSweepWorthwhile(4, 'probe', fine, T0)).toBe(true)
    expect(isSweepWorthwhile(4, 'no', fine, T0)).toBe(false)
    expect(isSweepWorthwhile(4, 'yes', { ...fine, isUnsupported: true }, T0)).toBe(false)
    const failing = { ...fine, failures: 3 }
    expect(isSweepWorthwhile(4, 'yes', failing, T0 - 1)).toBe(false)
    expect(isSweepWorthwhile(4, 'yes', failing, T0)).toBe(true)
  })

  it('uses a fifth of the budget and never less than the shortest time between looks', () => {
    expect(sweepIntervalMs(10, 300, 2000)).toBe(10_000)
    expect(sweepIntervalMs(1, 600, 2000)).toBe(2000)
    expect(sweepIntervalMs(1, 1, 2000)).toBe(300_000)
  })

  it('expects to notice within six seconds at a thousand jobs and 300 requests a minute by list', () => {
    const input = { activeJobs: 1000, requestsPerMinute: 300, pollMinMs: 2000, pages: 10 }
    expect(expectedDetection({ ...input, isByList: true })).toEqual({
      expectedDelayMs: 5000,
      sustainableConcurrency: null,
    })
    const single = expectedDetection({ ...input, isByList: false })
    expect(single.expectedDelayMs).toBeGreaterThan(100_000)
    expect(single.sustainableConcurrency).toBe(42)
  })

  it('derives a concurrency that keeps the wanted delay without a list', () => {
    for (const requestsPerMinute of [1, 10, 60, 300, 600, 6000]) {
      const input = { requestsPerMinute, pollMinMs: 2000, isByList: false, pages: 1 }
      const { sustainableConcurrency } = expectedDetection({ ...input, activeJobs: 1 })
      const activeJobs = sustainableConcurrency ?? 0
      expect(activeJobs).toBeGreaterThanOrEqual(1)
      if (activeJobs > 1) expect(expectedDetection({ ...input, activeJobs }).expectedDelayMs).toBeLessThanOrEqual(6000)
    }
  })
})
