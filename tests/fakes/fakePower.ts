import type { PowerEvents, WakeReason } from '../../electron/core/ports.ts'

export interface FakePower extends PowerEvents {
  wake(reason: WakeReason): void
  suspend(): void
}

/** An operating system that says what the test says. */
export function createFakePower(): FakePower {
  const wakes = new Set<(reason?: WakeReason) => void>()
  const suspends = new Set<() => void>()
  return {
    onWake(listener) {
      wakes.add(listener)
      return () => void wakes.delete(listener)
    },
    onSuspend(listener) {
      suspends.add(listener)
      return () => void suspends.delete(listener)
    },
    wake: (reason) => wakes.forEach((listener) => listener(reason)),
    suspend: () => suspends.forEach((listener) => listener()),
  }
}
