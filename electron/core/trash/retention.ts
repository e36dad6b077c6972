import type { EngineContext } from '../jobs/engineContext.ts'
import type { Timer } from '../ports.ts'
import type { Removal } from './removal.ts'
import type { TrashRepository } from './trashRepository.ts'

export type Retention = ReturnType<typeof createRetention>

/** Empties the trash of what has been in it for longer than the person wants. Sleeps while it is empty. */
export function createRetention(context: EngineContext, deps: { trash: TrashRepository; removal: Removal }) {
  const { clock, settings, tasks } = context
  const { trash, removal } = deps
  let timer: Timer | null = null
  let isStarted = false

  const keptMs = (): number => settings.get('trashRetentionDays') * DAY_MS

  function arm(atLeastMs = 0): void {
    timer?.cancel()
    timer = null
    const oldest = trash.oldestTrashedAt()
    if (!isStarted || oldest === null) return
    const delayMs = Math.max(atLeastMs, oldest + keptMs() - clock.now())
    timer = clock.after(Math.min(LONGEST_SLEEP_MS, delayMs), run)
  }

  function run(): void {
    if (tasks.has(TASK)) return
    tasks.start(TASK, async (signal) => {
      const ids = trash.putAwayUntil(clock.now() - keptMs(), AT_ONCE)
      const { refused } = await removal.removeAll(ids, signal)
      if (!signal.aborted) arm(refused.length > 0 ? RETRY_MS : 0)
    })
  }

  return {
    start(): void {
      isStarted = true
      if (trash.oldestTrashedAt() === null) return
      tasks.start('removals', async (signal) => {
        await removal.finish(signal)
        arm()
      })
    },
    /** The trash or the setting changed. */
    changed: () => arm(),
    stop(): void {
      isStarted = false
      timer?.cancel()
    },
  }
}

const TASK = 'retention'
const DAY_MS = 86_400_000
/** A clock that was set, or a sleep, is noticed within this time. */
const LONGEST_SLEEP_MS = 6 * 3_600_000
/** Between two tries for what could not be removed. */
const RETRY_MS = 3_600_000
const AT_ONCE = 500
