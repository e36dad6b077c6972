import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { waitUntil } from '../jobs/lane.ts'
import type { Clock } from '../ports.ts'

/** A long piece of work, cut into steps between which everything else gets its turn. */
export interface Turns {
  /** How many rows to a step, where `rows` of them take a few milliseconds. */
  step(rows: number): number
  /** To be awaited between two steps: lets others go first once this stretch of steps took long enough. */
  rest(): Promise<void>
}

export type StartTurns = () => Turns

export interface Pace {
  /** How long one stretch may be; a step that began within it still ends. */
  stretchMs: number
  /** Multiplies the steps. */
  stepScale: number
}

const EASY: Pace = { stretchMs: 8, stepScale: 1 }

/** @throws IpcError `stopping` from `rest`, once the signal is aborted */
export function createTurns(clock: Clock, signal: AbortSignal, { stretchMs, stepScale } = EASY): StartTurns {
  return () => {
    let startedAt = clock.monotonic()
    return {
      step: (rows) => Math.max(1, Math.round(rows * stepScale)),
      async rest() {
        if (clock.monotonic() - startedAt < stretchMs) return
        if (!signal.aborted) await waitUntil(clock, clock.now(), signal)
        if (signal.aborted) throw new IpcError('stopping', 'Dailies is closing. Try again when it is back.')
        startedAt = clock.monotonic()
      },
    }
  }
}
