import type { Clock } from '../ports.ts'

/** An answer may be slow to begin (some proxies fetch the whole video first), but not to go on. */
export const OPEN_TIMEOUT_MS = 60_000
export const STALL_TIMEOUT_MS = 30_000
/** Drops that keep a connection barely alive count as a stall too. */
const TRICKLE_WINDOW_MS = 120_000
const TRICKLE_LEAST_BYTES = 16 * 1024

export type ReadResult =
  | { kind: 'chunk'; bytes: Uint8Array }
  | { kind: 'end' }
  | { kind: 'broken'; detail: string | null }
  | { kind: 'stalled' }
  | { kind: 'stopped' }

export interface TransferGuard {
  /** Aborts on stop and on stall; for the request. */
  readonly signal: AbortSignal
  /** Runs the opening of the transfer; null when it was stopped or took too long. */
  opening<T>(open: Promise<T>, discard: (late: T) => void): Promise<T | null>
  read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ReadResult>
  /** Why `opening` gave null. */
  reason(): 'stopped' | 'stalled' | null
  release(): void
}

/** Watches one transfer: only the time spent waiting for the other side counts, not slow disks. */
export function createTransferGuard(clock: Clock, outer: AbortSignal): TransferGuard {
  const controller = new AbortController()
  let reason: 'stopped' | 'stalled' | null = null
  let waitingSince: number | null = null
  let limitMs = OPEN_TIMEOUT_MS
  let windowWaitedMs = 0
  let windowBytes = 0

  const abort = (why: 'stopped' | 'stalled'): void => {
    if (reason !== null) return
    reason = why
    controller.abort(new DOMException(why, 'AbortError'))
  }
  const stop = (): void => abort('stopped')
  if (outer.aborted) stop()
  outer.addEventListener('abort', stop, { once: true })

  const check = (): void => {
    const waitedMs = waitingSince === null ? 0 : clock.monotonic() - waitingSince
    if (waitedMs >= limitMs) return abort('stalled')
    timer = clock.after(limitMs - waitedMs, check)
  }
  let timer = clock.after(limitMs, check)

  const countTrickle = (waitedMs: number, bytes: number): void => {
    windowWaitedMs += waitedMs
    windowBytes += bytes
    if (windowWaitedMs < TRICKLE_WINDOW_MS) return
    if (windowBytes < TRICKLE_LEAST_BYTES) abort('stalled')
    windowWaitedMs = 0
    windowBytes = 0
  }

  const read = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ReadResult> => {
    // Cancelling ends a pending read even when the stream's source ignores the signal.
    const cancel = (): void => void reader.cancel(controller.signal.reason).catch(() => {})
    if (reason !== null) return (cancel(), { kind: reason })
    controller.signal.addEventListener('abort', cancel, { once: true })
    const startedAt = clock.monotonic()
    waitingSince = startedAt
    try {
      const result = await reader.read()
      if (!result.done) countTrickle(clock.monotonic() - startedAt, result.value.byteLength)
      if (reason !== null) return { kind: reason }
      return result.done ? { kind: 'end' } : { kind: 'chunk', bytes: result.value }
    } catch (error) {
      return reason === null ? { kind: 'broken', detail: networkCode(error) } : { kind: reason }
    } finally {
      waitingSince = null
      controller.signal.removeEventListener('abort', cancel)
    }
  }

  return {
    signal: controller.signal,
    opening: async (open, discard) => {
      waitingSince = clock.monotonic()
      let isLate = false
      const watched = open.then((opened) => (isLate ? (discard(opened), null) : opened))
      const aborted = whenAborted(controller.signal)
      try {
        const opened = await Promise.race([watched, aborted.promise])
        if (opened === null) isLate = true
        return opened
      } catch (error) {
        if (reason !== null) return null
        throw error
      } finally {
        aborted.forget()
        watched.catch(() => {})
        waitingSince = null
        limitMs = STALL_TIMEOUT_MS
        timer.cancel()
        timer = clock.after(limitMs, check)
      }
    },
    read,
    reason: () => reason,
    release: () => {
      timer.cancel()
      outer.removeEventListener('abort', stop)
    },
  }
}

function whenAborted(signal: AbortSignal): { promise: Promise<null>; forget(): void } {
  let settle: () => void = () => {}
  const promise = new Promise<null>((resolve) => {
    settle = () => resolve(null)
  })
  if (signal.aborted) settle()
  signal.addEventListener('abort', settle, { once: true })
  return { promise, forget: () => signal.removeEventListener('abort', settle) }
}

/** `ECONNRESET` and the like, which fetch hides in the cause. Never the message: it may hold a signed URL. */
function networkCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return null
}
