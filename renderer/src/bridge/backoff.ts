const FIRST_MS = 250
const LONGEST_MS = 5_000
const SHORTEST_MS = 100

/** Milliseconds to wait before reconnecting for the `attempt`th time (from 0); `random` is uniform in [0, 1). */
export const reconnectDelayMs = (attempt: number, random: () => number): number => {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.max(SHORTEST_MS, Math.round(random() * ceiling))
}
