import type { Timers } from '../../renderer/src/bridge/timers.ts'

export interface FakeTimers extends Timers {
  /** Runs what falls due within the next `durationMs`, in order. */
  advance(durationMs: number): void
  /** Paints one frame. */
  frame(): void
  waitingTimers(): number
}

/** The screen's time, turned by hand. */
export const createFakeTimers = (startMs = 1_800_000_000_000): FakeTimers => {
  let now = startMs
  let timers: { at: number; fire: () => void }[] = []
  let frames: (() => void)[] = []
  return {
    now: () => now,
    after: (delayMs, fire) => {
      const timer = { at: now + delayMs, fire }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    onFrame: (fire) => {
      frames.push(fire)
      return () => {
        frames = frames.filter((other) => other !== fire)
      }
    },
    advance: (durationMs) => {
      const end = now + durationMs
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((left, right) => left.at - right.at)[0]
        if (due === undefined) break
        timers = timers.filter((other) => other !== due)
        now = Math.max(now, due.at)
        due.fire()
      }
      now = end
    },
    frame: () => {
      const painted = frames
      frames = []
      for (const fire of painted) fire()
    },
    waitingTimers: () => timers.length,
  }
}
