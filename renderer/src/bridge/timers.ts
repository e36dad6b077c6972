/** The screen's time, so that tests can turn it. `after` and `onFrame` return the way to call it off. */
export interface Timers {
  /** Unix milliseconds. */
  now(): number
  after(delayMs: number, fire: () => void): () => void
  /** Before the next paint. */
  onFrame(fire: () => void): () => void
}

const HIDDEN_FRAME_MS = 250

const after = (delayMs: number, fire: () => void): (() => void) => {
  const timer = setTimeout(fire, delayMs)
  return () => clearTimeout(timer)
}

/** A hidden tab paints nothing and gets no frames, so it falls back to a slow timer. */
export const browserTimers: Timers = {
  now: () => Date.now(),
  after,
  onFrame: (fire) => {
    if (document.visibilityState === 'hidden') return after(HIDDEN_FRAME_MS, fire)
    const frame = requestAnimationFrame(fire)
    return () => cancelAnimationFrame(frame)
  },
}
