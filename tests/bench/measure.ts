/** Value below which the given share of all values lies; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Milliseconds that one call took. */
export function timeOnce(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

export type Laps = ReturnType<typeof createLaps>

/**
 * Collects how long named steps took, round by round. Contenders take turns in small portions within a round,
 * so that a noisy disk hits all of them alike. The first round only warms up.
 */
export function createLaps() {
  const rounds: Map<string, { tookMs: number; calls: number }>[] = []

  const note = (name: string, tookMs: number, calls: number): void => {
    const round = rounds.at(-1)
    const known = round?.get(name) ?? { tookMs: 0, calls: 0 }
    round?.set(name, { tookMs: known.tookMs + tookMs, calls: known.calls + calls })
  }
  const perCall = (names: readonly string[]): number[] =>
    rounds.slice(1).map((round) =>
      names.reduce((sum, name) => {
        const lap = round.get(name)
        return sum + (lap === undefined ? Number.NaN : lap.tookMs / lap.calls)
      }, 0),
    )

  return {
    nextRound: (): void => void rounds.push(new Map()),
    time(name: string, calls: number, call: (index: number) => void): void {
      const tookMs = timeOnce(() => {
        for (let index = 0; index < calls; index += 1) call(index)
      })
      note(name, tookMs, calls)
    },
    async timeAsync(name: string, calls: number, call: () => Promise<void>): Promise<void> {
      const startedAt = performance.now()
      for (let index = 0; index < calls; index += 1) await call()
      note(name, performance.now() - startedAt, calls)
    },
    /** Median milliseconds of one pass through the named steps. */
    medianMs: (...names: string[]): number => median(perCall(names)),
    /** How many times as fast the first steps are as the second ones: the median of the rounds' own ratios. */
    ratio(names: readonly string[], baseline: readonly string[]): number {
      const own = perCall(names)
      return median(perCall(baseline).map((ms, round) => ms / (own[round] ?? Number.NaN)))
    },
  }
}
