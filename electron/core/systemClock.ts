import type { Clock } from './ports.ts'

/** The longest delay a Node timer can hold; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** Real time. A delay above 24.8 days fires early, at that limit. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, fire) {
    const timer = setTimeout(fire, Math.min(Math.max(delayMs, 0), MAX_DELAY_MS))
    return { cancel: () => clearTimeout(timer) }
  },
}
