import type { WakeLock } from '../../electron/core/ports.ts'

export interface FakeWakeLock extends WakeLock {
  /** How many hold it now. */
  held(): number
  /** How often it was taken. */
  taken(): number
}

/** Counts who keeps the computer awake; letting go twice would show as less than nobody. */
export function createFakeWakeLock(): FakeWakeLock {
  let held = 0
  let taken = 0
  return {
    hold() {
      held += 1
      taken += 1
      return () => void (held -= 1)
    },
    held: () => held,
    taken: () => taken,
  }
}
