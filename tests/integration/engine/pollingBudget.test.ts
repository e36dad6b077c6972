import { describe, expect, it } from 'vitest'
import { runPolling, type PollingPlan } from '../../bench/pollingRun.ts'

/** All in simulated time, so none of this depends on the machine. */
const THOUSAND: PollingPlan = {
  running: 1000,
  queued: 0,
  concurrency: 1000,
  requestsPerMinute: 300,
  canList: true,
  generationMs: { shortest: 60_000, longest: 300_000 },
  seed: 1,
}

describe('a thousand running jobs at 300 requests a minute', () => {
  it.each([1, 2, 3])(
    'are noticed within six seconds on average, by list, within the budget (seed %i)',
    async (seed) => {
      const figures = await runPolling({ ...THOUSAND, seed })
      expect(figures.completed).toBe(1000)
      expect(figures.stats.mode).toBe('list')
      expect(figures.meanDetectionMs).toBeLessThanOrEqual(6000)
      expect(figures.lookRequestsPerJob).toBeLessThanOrEqual(1)
      expect(figures.busiestMinute).toBeLessThanOrEqual(300)
    },
  )

  it('are fetched within five seconds of being noticed while the budget holds what finishes', async () => {
    const figures = await runPolling({ ...THOUSAND, generationMs: { shortest: 60_000, longest: 600_000 } })
    expect(figures.completed).toBe(1000)
    expect(figures.meanDetectionMs).toBeLessThanOrEqual(6000)
    expect(figures.p95DownloadStartMs).toBeLessThanOrEqual(5000)
  })

  it('stay within the budget without a list too, and all come to an end', async () => {
    const figures = await runPolling({ ...THOUSAND, canList: false })
    expect(figures.completed).toBe(1000)
    expect(figures.stats.mode).toBe('single')
    expect(figures.busiestMinute).toBeLessThanOrEqual(300)
  })
})

describe('an account that cannot list', () => {
  it.each([60, 300, 600])(
    'keeps the wanted delay at the concurrency that is derived from %i requests a minute',
    async (requestsPerMinute) => {
      const plan = { ...THOUSAND, canList: false, requestsPerMinute }
      const { stats } = await runPolling({ ...plan, running: 4, concurrency: 4 })
      const concurrency = stats.sustainableConcurrency ?? 0
      expect(concurrency).toBe(Math.floor((requestsPerMinute * 0.7) / 5))
      const figures = await runPolling({ ...plan, running: concurrency, concurrency, queued: 100 })
      expect(figures.completed).toBe(concurrency + 100)
      expect(figures.meanDetectionMs).toBeLessThanOrEqual(6500)
      expect(figures.busiestMinute).toBeLessThanOrEqual(requestsPerMinute)
    },
  )

  it('looks at few jobs no more often than the delay asks for', async () => {
    const plan = { ...THOUSAND, canList: false, running: 3, concurrency: 3 }
    const figures = await runPolling({ ...plan, generationMs: { shortest: 300_000, longest: 600_000 } })
    expect(figures.completed).toBe(3)
    expect(figures.lookRequestsPerJob).toBeLessThanOrEqual(60)
  })
})
