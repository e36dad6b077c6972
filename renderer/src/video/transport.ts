import { startTransport, stepTransport, type TransportEvent, type TransportState } from './transportState.ts'

/** The time that playing is measured by, so that tests can turn it. `onFrame` returns the way to call it off. */
export interface PlaybackClock {
  /** Milliseconds; only differences count. */
  now(): number
  /** Before the next paint. */
  onFrame(fire: () => void): () => void
}

/** The deck's present state; a React screen reads it with `useSyncExternalStore(subscribe, getState)`. */
export interface Transport {
  getState(): TransportState
  subscribe(listener: (state: TransportState) => void): () => void
  send(event: TransportEvent): void
}

export const createTransport = (clock: Pick<PlaybackClock, 'now'>): Transport => {
  let state = startTransport()
  const listeners = new Set<(state: TransportState) => void>()
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: (event) => {
      const next = stepTransport(state, event, clock.now())
      if (next === state) return
      state = next
      for (const listener of [...listeners]) listener(state)
    },
  }
}
