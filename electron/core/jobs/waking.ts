import type { PowerEvents, Timer, WakeReason } from '../ports.ts'
import type { Downloads } from './downloads.ts'
import type { EngineContext } from './engineContext.ts'
import type { Poller } from './poller.ts'
import { rescheduleAll } from './recovery.ts'
import type { Worker } from './scheduler.ts'

export interface WakingDeps {
  context: EngineContext
  poller: Pick<Poller, 'forgetSchedule' | 'dropLooks'>
  downloads: Pick<Downloads, 'dropSilent' | 'isBusy'>
  /** Closes what is kept open for the next request. */
  dropIdleConnections: () => void
  poke: () => void
}

export type Waking = ReturnType<typeof createWaking>

/** What the engine does when the computer falls asleep, wakes up, changes networks, or somebody sets the clock. */
export function createWaking({ context, poller, downloads, dropIdleConnections, poke }: WakingDeps) {
  const { clock, logger, random } = context
  /** In timer time. */
  let restsUntil = -Infinity
  let silenceCheck: Timer | null = null

  /** Requests that were on their way would only be waited for; downloads get a moment to show that they live. */
  function dropConnections(): void {
    dropIdleConnections()
    poller.dropLooks()
    const wokeAt = clock.monotonic()
    silenceCheck?.cancel()
    silenceCheck = downloads.isBusy() ? clock.after(SILENCE_MS, () => downloads.dropSilent(wokeAt)) : null
  }

  /** The network needs a moment; after that everything is looked at. What is due sooner stays so. */
  function wake(reason: WakeReason | 'clock'): void {
    restsUntil = -Infinity
    if (reason === 'sleep' || reason === 'network') dropConnections()
    for (const lane of context.lanes()) lane.forgetOutage()
    const delayMs = WAKE_DELAY_MS + random() * WAKE_SPREAD_MS
    poller.forgetSchedule()
    rescheduleAll(context, Math.round(clock.now() + delayMs))
    poke()
  }

  return {
    /** A jump ahead may be a sleep that nobody announced. */
    clockJumped(jumpMs: number): void {
      logger.info('the clock jumped: every waiting time is computed anew', { jumpMs: Math.round(jumpMs) })
      wake(jumpMs > 0 ? 'sleep' : 'clock')
    },

    /** The same worker, but idle from the moment the sleep is announced until the wake, or until it was called off. */
    restingInSleep: (worker: Worker): Worker => ({
      name: worker.name,
      tick(now) {
        const restMs = restsUntil - clock.monotonic()
        return restMs > 0 ? Math.ceil(now + restMs) : worker.tick(now)
      },
    }),

    /** @returns the way to stop listening */
    listen(power: PowerEvents | null): () => void {
      const stops = [
        power?.onWake((reason = 'unlock') => wake(reason)),
        power?.onSuspend?.(() => {
          restsUntil = clock.monotonic() + CALLED_OFF_MS
        }),
      ]
      return () => {
        for (const stop of stops) stop?.()
        silenceCheck?.cancel()
      }
    },
  }
}

const WAKE_DELAY_MS = 2000
const WAKE_SPREAD_MS = 1500
/** Shorter than a stall: after a sleep a dead connection is likely, not rare. */
const SILENCE_MS = 3000
/** Systems announce a sleep seconds ahead, and some never say that it was called off. */
const CALLED_OFF_MS = 20_000
