import type { Turns } from './turns.ts'

type Compare = (a: number, b: number) => number

/**
 * Sorts by merging ever longer runs, so that the work can be put down at any time. What is compared must not change
 * meanwhile. @returns the same items; the array given is used up
 */
export async function sortInTurns(items: Uint32Array, compare: Compare, turns: Turns): Promise<Uint32Array> {
  const step = turns.step(ITEMS_A_STEP)
  for (let at = 0; at < items.length; at += step) {
    items.subarray(at, at + step).sort(compare)
    await turns.rest()
  }
  let from: Uint32Array = items
  let to: Uint32Array = new Uint32Array(items.length)
  for (let run = step; run < items.length; run *= 2) {
    for (let at = 0; at < items.length; at += 2 * run) {
      const middle = Math.min(at + run, items.length)
      const end = Math.min(middle + run, items.length)
      await merge(
        { left: from.subarray(at, middle), right: from.subarray(middle, end) },
        to.subarray(at, end),
        compare,
        turns,
      )
    }
    ;[from, to] = [to, from]
  }
  return from
}

async function merge(
  { left, right }: { left: Uint32Array; right: Uint32Array },
  to: Uint32Array,
  compare: Compare,
  turns: Turns,
): Promise<void> {
  const step = turns.step(ITEMS_A_STEP)
  let taken = 0
  for (let at = 0; at < to.length;) {
    for (const stop = Math.min(to.length, at + step); at < stop; at += 1) {
      const a = left[taken]
      const b = right[at - taken]
      const isLeft = b === undefined || (a !== undefined && compare(a, b) <= 0)
      to[at] = (isLeft ? a : b) ?? 0
      if (isLeft) taken += 1
    }
    await turns.rest()
  }
}

const ITEMS_A_STEP = 4096
