import type { PollingPoint } from '../../../shared/activity/activityRoutes.ts'

export interface PollingMeter {
  requests(count: number): void
  changes(count: number): void
  throttled(): void
  downloaded(bytes: number): void
  /** The last two hours as far as this process lived through them, minute by minute, oldest first. */
  history(): { stepMs: number; points: PollingPoint[] }
}

type Counts = Omit<PollingPoint, 'at'>

/** Counts what goes on, by the minute and in memory alone: no timer, nothing is done while nothing happens. */
export function createPollingMeter(deps: { now: () => number; active: () => number }): PollingMeter {
  const minutes = new Map<number, Counts>()
  const startedIn = minuteOf(deps.now())

  function current(): Counts {
    const minute = minuteOf(deps.now())
    const found = minutes.get(minute)
    if (found !== undefined) return found
    const made = { requests: 0, changes: 0, throttled: 0, active: deps.active(), downloadedBytes: 0 }
    minutes.set(minute, made)
    for (const old of minutes.keys()) if (minutes.size > MINUTES) minutes.delete(old)
    return made
  }

  return {
    requests(count) {
      current().requests += count
    },
    changes(count) {
      current().changes += count
    },
    throttled() {
      current().throttled += 1
    },
    downloaded(bytes) {
      current().downloadedBytes += bytes
    },
    history() {
      const now = minuteOf(deps.now())
      const shown = { ...EMPTY, ...minutes.get(now), active: deps.active() }
      const first = Math.max(Math.min(startedIn, now), now - MINUTES + 1)
      const points = Array.from({ length: now - first + 1 }, (_, index) => {
        const minute = first + index
        return { at: minute * STEP_MS, ...(minute === now ? shown : (minutes.get(minute) ?? EMPTY)) }
      })
      return { stepMs: STEP_MS, points }
    },
  }
}

/** Counts the bytes of one transfer that came over the wire, not those that an earlier attempt had left. */
export function countNewBytes(meter: Pick<PollingMeter, 'downloaded'>) {
  let countedTo = 0
  return {
    startAt(offset: number): void {
      countedTo = offset
    },
    reached(receivedBytes: number): void {
      // A server that ignores the range starts over.
      meter.downloaded(receivedBytes < countedTo ? receivedBytes : receivedBytes - countedTo)
      countedTo = receivedBytes
    },
  }
}

const minuteOf = (at: number): number => Math.floor(at / STEP_MS)

const STEP_MS = 60_000
const MINUTES = 120
const EMPTY: Counts = { requests: 0, changes: 0, throttled: 0, active: 0, downloadedBytes: 0 }
