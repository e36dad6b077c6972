import type { HostEvent } from '../../shared/ipc/contract.ts'
import { createEventCoalescer } from '../core/ipc/eventCoalescer.ts'
import type { Clock, Timer } from '../core/ports.ts'
import { API_HEADERS } from './apiErrors.ts'

const FLUSH_INTERVAL_MS = 50
const HEARTBEAT_MS = 15_000
/** Keeps one message well below what takes a browser a frame to parse. */
const MAX_JOBS_PER_MESSAGE = 500

export interface EventStreamDeps {
  onEvent(listener: (event: HostEvent) => void): () => void
  clock: Clock
  version: string
}

export interface EventStreams {
  /** A `text/event-stream` that lives until its reader leaves or `endAll` is called. */
  open(): Response
  endAll(): void
}

/** Server-sent events: `hello` first, then the host's events, at most one flush per 50 ms for each reader. */
export const createEventStreams = (deps: EventStreamDeps): EventStreams => {
  const endings = new Set<() => void>()
  return {
    open: () =>
      new Response(eventStream(deps, endings), {
        headers: { ...API_HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' },
      }),
    endAll: () => endings.forEach((end) => end()),
  }
}

const encoder = new TextEncoder()
const message = (type: string, data: unknown): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

const eventStream = (deps: EventStreamDeps, endings: Set<() => void>): ReadableStream<Uint8Array> => {
  const pending = createEventCoalescer()
  let flushTimer: Timer | null = null
  let leave = (): void => {}

  /** While the reader is behind, nothing is sent: what waits is merged until it asks for more. */
  const scheduleFlush = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    if (flushTimer !== null || pending.isEmpty()) return
    flushTimer = deps.clock.after(FLUSH_INTERVAL_MS, () => {
      flushTimer = null
      if ((controller.desiredSize ?? 0) <= 0) return
      const events = pending.take(MAX_JOBS_PER_MESSAGE)
      controller.enqueue(encoder.encode(events.map((event) => message(event.type, event.data)).join('')))
      scheduleFlush(controller)
    })
  }

  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const stopListening = deps.onEvent((event) => {
      pending.add(event)
      scheduleFlush(controller)
    })
    const stopHeartbeat = beat(deps.clock, () => {
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'))
    })
    const end = (): void => {
      leave()
      controller.close()
    }
    leave = () => {
      stopListening()
      stopHeartbeat()
      flushTimer?.cancel()
      endings.delete(end)
    }
    endings.add(end)
    controller.enqueue(encoder.encode(message('hello', { version: deps.version })))
  }

  // One chunk in advance: whoever reads slower gets later, newer state instead of a backlog.
  return new ReadableStream({ start, pull: scheduleFlush, cancel: () => leave() }, { highWaterMark: 1 })
}

const beat = (clock: Clock, tick: () => void): (() => void) => {
  let timer: Timer
  const arm = (): void => {
    timer = clock.after(HEARTBEAT_MS, () => {
      tick()
      arm()
    })
  }
  arm()
  return () => timer.cancel()
}
