import type { Collector } from './librarySnapshots.ts'

/** Also notes at which places some slots come, by the names they are asked for with. */
export function withPlaces<T extends object>(
  inner: Collector<T>,
  wanted: ReadonlyMap<number, string>,
): Collector<T & { located: Record<string, number> }> {
  const located: Record<string, number> = {}
  let place = 0
  return {
    add(slot) {
      inner.add(slot)
      const name = wanted.get(slot)
      if (name !== undefined) located[name] = place
      place += 1
    },
    result: () => ({ ...inner.result(), located }),
  }
}
