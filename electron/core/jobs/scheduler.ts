import type { Clock, Logger, Timer } from '../ports.ts'

/** A part of the engine that is asked what is due. It starts that, and says when to ask again (Unix ms). */
export interface Worker {
  name: string
  tick(now: number): number | null
}

export interface Scheduler {
  start(): void
  /** Something changed: ask every worker soon. */
  poke(): void
  stop(): void
  nextAt(): number | null
}

/**
 * One timer for the whole engine, armed to the earliest time any worker named. It never sleeps longer
 * than 30 s while there is something to wait for, so a lost timer heals itself, and it notices when wall
 * time and timer time disagree: an unannounced sleep, or somebody set the clock.
 */
export function createScheduler(deps: {
  clock: Clock
  logger: Logger
  workers: readonly Worker[]
  onClockJump: (jumpMs: number) => void
}): Scheduler {
  const { clock } = deps
  let timer: Timer | null = null
  let nextAt: number | null = null
  let isStarted = false
  let isPoked = false
  let wallOffset = clock.now() - clock.monotonic()

  const noticeJump = (): void => {
    const offset = clock.now() - clock.monotonic()
    const jumpMs = offset - wallOffset
    wallOffset = offset
    if (Math.abs(jumpMs) <= JUMP_MS) return
    try {
      deps.onClockJump(jumpMs)
    } catch (error) {
      // Nothing may keep the timer below from being armed: without it the engine would stand still for good.
      deps.logger.error('the clock jump could not be dealt with', { error: String(error) })
    }
  }

  const run = (): void => {
    isPoked = false
    if (!isStarted) return
    timer?.cancel()
    noticeJump()
    const wanted: number[] = []
    for (const worker of deps.workers) {
      try {
        const at = worker.tick(clock.now())
        if (at !== null) wanted.push(at)
      } catch (error) {
        deps.logger.error('worker failed', { worker: worker.name, error: String(error), stack: (error as Error).stack })
        wanted.push(clock.now() + RETRY_AFTER_FAILURE_MS)
      }
    }
    nextAt = wanted.length === 0 ? null : Math.min(...wanted)
    const delayMs =
      nextAt === null ? null : Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, nextAt - clock.now()))
    timer = delayMs === null || !isStarted ? null : clock.after(delayMs, run)
  }

  const poke = (): void => {
    if (isPoked || !isStarted) return
    isPoked = true
    queueMicrotask(run)
  }

  return {
    start() {
      isStarted = true
      wallOffset = clock.now() - clock.monotonic()
      poke()
    },
    poke,
    stop() {
      isStarted = false
      timer?.cancel()
      timer = null
    },
    nextAt: () => nextAt,
  }
}

const LONGEST_SLEEP_MS = 30_000
const SHORTEST_SLEEP_MS = 5
const JUMP_MS = 10_000
const RETRY_AFTER_FAILURE_MS = 5000
