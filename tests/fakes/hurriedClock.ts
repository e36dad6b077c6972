import type { Clock } from '../../electron/core/ports.ts'

/**
 * Real time, `speed` times faster: real sockets keep working while a minute of waiting passes in moments.
 * Never shortens work, only waiting; a speed above 200 makes ordinary scheduling delays look like stalls.
 */
export const createHurriedClock = (speed: number, startAt: number = Date.now()): Clock => {
  const origin = performance.now()
  const elapsedMs = (): number => (performance.now() - origin) * speed
  return {
    now: () => Math.round(startAt + elapsedMs()),
    monotonic: elapsedMs,
    after(delayMs, fire) {
      const timer = setTimeout(fire, Math.max(0, delayMs) / speed)
      return { cancel: () => clearTimeout(timer) }
    },
  }
}
