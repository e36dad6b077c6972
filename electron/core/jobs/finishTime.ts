/** Jobs of one kind that wait for a place. */
export interface WaitingGroup {
  count: number
  durationMs: number
}

/**
 * When the last job ends if each waiting one takes the place that is free first, group by group. The same as placing
 * them one by one, but found by halving, so that it costs nothing to ask about a hundred thousand.
 * @param placesMs for each place, in how many whole milliseconds it is free
 */
export function finishTimeMs(placesMs: readonly number[], groups: readonly WaitingGroup[]): number {
  let places = [...placesMs]
  for (const group of groups) places = fill(places, group)
  return Math.max(0, ...places)
}

function fill(places: readonly number[], { count, durationMs }: WaitingGroup): number[] {
  if (count === 0 || durationMs <= 0 || places.length === 0) return [...places]
  const startsBefore = (level: number, freeMs: number): number => Math.max(0, Math.ceil((level - freeMs) / durationMs))
  const startedBefore = (level: number): number => places.reduce((sum, freeMs) => sum + startsBefore(level, freeMs), 0)
  // The last moment before which no more than these jobs have started.
  let low = Math.min(...places)
  let high = low + count * durationMs + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (startedBefore(middle) <= count) low = middle
    else high = middle
  }
  let left = count - startedBefore(low)
  return places.map((freeMs) => {
    const endMs = freeMs + startsBefore(low, freeMs) * durationMs
    // Those that are left start at this very moment, on whichever places are free then.
    if (left === 0 || endMs !== low) return endMs
    left -= 1
    return endMs + durationMs
  })
}
