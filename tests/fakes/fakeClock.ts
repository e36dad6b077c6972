import type { Clock, Timer } from '../../electron/core/ports.ts'

/**
 * A clock that only the test moves. Time passes between two timers in one leap; after each timer every
 * pending microtask runs, so what a timer starts is finished (as far as it can be) before the next fires.
 */
export interface FakeClock extends Clock {
  /** Lets `ms` of ordinary time pass: timers fire in order, wall and monotonic time move together. */
  advance(ms: number): Promise<void>
  /** Fires timers until none is left, or until `limitMs` have passed. Returns the milliseconds that passed. */
  runUntilIdle(limitMs?: number): Promise<number>
  /** The person or NTP sets the wall clock; nothing else moves. */
  jumpWallClock(ms: number): void
  /** The machine sleeps: wall time moves, monotonic time and timers stand still. */
  sleep(ms: number): void
  /** Runs everything that is ready without letting time pass. */
  settle(): Promise<void>
  /** Milliseconds until the next timer; null when none is armed. */
  nextTimerInMs(): number | null
  pendingTimers(): number
}

interface Entry {
  dueAt: number
  order: number
  fire: (() => void) | null
}

const DEFAULT_START = Date.UTC(2026, 10, 20, 9, 0, 0)

export function createFakeClock(startAt: number = DEFAULT_START): FakeClock {
  const heap: Entry[] = []
  let monotonic = 0
  let wallOffset = startAt
  let order = 0
  let armed = 0

  const after = (delayMs: number, fire: () => void): Timer => {
    const entry: Entry = { dueAt: monotonic + Math.ceil(Math.max(0, delayMs)), order: order++, fire }
    push(heap, entry)
    armed++
    return {
      cancel: () => {
        if (entry.fire === null) return
        entry.fire = null
        armed--
      },
    }
  }

  const next = (): Entry | null => {
    while (heap[0]?.fire === null) pop(heap)
    return heap[0] ?? null
  }

  const runTo = async (target: number): Promise<void> => {
    await settle()
    for (let entry = next(); entry !== null && entry.dueAt <= target; entry = next()) {
      pop(heap)
      armed--
      monotonic = Math.max(monotonic, entry.dueAt)
      const fire = entry.fire
      entry.fire = null
      fire?.()
      await settle()
    }
  }

  return {
    now: () => wallOffset + monotonic,
    monotonic: () => monotonic,
    after,
    advance: async (ms) => {
      const target = monotonic + ms
      await runTo(target)
      monotonic = target
    },
    runUntilIdle: async (limitMs = Number.POSITIVE_INFINITY) => {
      const start = monotonic
      await runTo(start + limitMs)
      return monotonic - start
    },
    jumpWallClock: (ms) => void (wallOffset += ms),
    sleep: (ms) => void (wallOffset += ms),
    settle,
    nextTimerInMs: () => {
      const entry = next()
      return entry === null ? null : Math.max(0, entry.dueAt - monotonic)
    },
    pendingTimers: () => armed,
  }
}

/** An immediate comes after every microtask and tick that is ready, however long their chain. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const isBefore = (a: Entry, b: Entry): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order)

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length
  heap.push(entry)
  while (index > 0) {
    const parentIndex = (index - 1) >> 1
    const parent = heap[parentIndex]
    if (parent === undefined || !isBefore(entry, parent)) break
    heap[index] = parent
    index = parentIndex
  }
  heap[index] = entry
}

function pop(heap: Entry[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const isRight = left !== undefined && right !== undefined && isBefore(right, left)
    const child = isRight ? right : left
    if (child === undefined || !isBefore(child, last)) break
    heap[index] = child
    index = 2 * index + (isRight ? 2 : 1)
  }
  heap[index] = last
}
