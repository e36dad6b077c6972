import type { Timers } from '../bridge/timers.ts'

const TICK_MS = 1_000

/** One tick a second for all rows together, and none while no row needs it. */
export interface NowStore {
  now(): number
  subscribe(listener: () => void): () => void
}

export const createNowStore = (timers: Timers): NowStore => {
  const listeners = new Set<() => void>()
  let now = timers.now()
  let cancel: (() => void) | null = null
  const tick = (): void => {
    now = timers.now()
    cancel = listeners.size > 0 ? timers.after(TICK_MS, tick) : null
    for (const listener of [...listeners]) listener()
  }
  return {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (cancel === null) {
        now = timers.now()
        cancel = timers.after(TICK_MS, tick)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        cancel?.()
        cancel = null
      }
    },
  }
}
