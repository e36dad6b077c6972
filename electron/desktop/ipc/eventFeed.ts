import type { HostEvent } from '../../../shared/ipc/contract.ts'
import { createEventCoalescer } from '../../core/ipc/eventCoalescer.ts'
import type { Clock, Timer } from '../../core/ports.ts'

export interface EventFeed {
  add(event: HostEvent): void
  /** The page listens and has taken what it was given: it may have the next batch. */
  asked(): void
  stop(): void
}

export interface EventFeedDeps {
  clock: Clock
  deliver(events: readonly HostEvent[]): void
}

/** At most 60 messages a second. */
const SHORTEST_PAUSE_MS = Math.ceil(1000 / 60)
/** Keeps one message well below what takes the page a frame to read. */
const MAX_JOBS_PER_MESSAGE = 500

/**
 * Brings the host's events to one page as fast as it takes them, at most 60 messages a second. What waits is merged: of
 * each thing only the newest state is kept. No timer runs while there is nothing to say or nobody asks.
 */
export const createEventFeed = ({ clock, deliver }: EventFeedDeps): EventFeed => {
  const pending = createEventCoalescer()
  let isAsked = false
  let isStopped = false
  let timer: Timer | null = null
  let freeAt = 0

  const flush = (): void => {
    timer = null
    if (!isAsked || isStopped) return
    isAsked = false
    freeAt = clock.monotonic() + SHORTEST_PAUSE_MS
    deliver(pending.take(MAX_JOBS_PER_MESSAGE))
  }

  const schedule = (): void => {
    if (timer !== null || !isAsked || isStopped || pending.isEmpty()) return
    timer = clock.after(Math.max(0, freeAt - clock.monotonic()), flush)
  }

  return {
    add(event) {
      if (isStopped) return
      pending.add(event)
      schedule()
    },
    asked() {
      isAsked = true
      schedule()
    },
    stop() {
      isStopped = true
      timer?.cancel()
      timer = null
    },
  }
}
