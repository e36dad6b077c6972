import type { PauseMode } from '../../../shared/queue/queueState.ts'
import { TIMES, type EngineContext } from './engineContext.ts'
import type { Extras } from './extras.ts'
import type { Poller } from './poller.ts'
import { expiresSoon, isHolding } from './queuePause.ts'

export interface PausingDeps {
  context: EngineContext
  poller: Poller
  extras: Extras
}

/** Pauses the queue and lets it go on. The workers ask for the mode at each turn; this deals with what is under way. */
export function createPausing({ context, poller, extras }: PausingDeps) {
  const { clock, held, jobs, settings, store, tasks } = context

  /** What was asked already may be answered; transfers and walks through lists end, and keep what they have. */
  function stopHeldBack(): void {
    const now = clock.now()
    const isHeldBack = (seq: number): boolean => {
      const job = jobs.bySeq(seq)
      return job !== null && !expiresSoon(job, now)
    }
    tasks.abortAll((name) => {
      const [kind = '', of] = name.split(':')
      if (kind === 'sweep' || name === 'extras') return false
      return !((kind === 'download' || kind === 'extras') && isHeldBack(Number(of)))
    })
  }

  /** Everything is due at once, and time in which nobody looked does not count against a job. */
  function release(): void {
    const now = clock.now()
    const times = { nextAt: now, deadline: now + TIMES.deadlineMs, askAt: now + TIMES.reconcileMs }
    for (const status of IN_FLIGHT) held.release(status, times)
  }

  return {
    set(mode: PauseMode | null): void {
      const wasHolding = isHolding(context)
      store.transaction(() => {
        settings.set('isQueuePaused', mode !== null)
        if (mode !== null) settings.set('queuePauseMode', mode)
        if (wasHolding && mode !== 'now') release()
      })
      if (mode === 'now' && !wasHolding) stopHeldBack()
      if (!wasHolding || mode === 'now') return
      poller.forgetSchedule()
      extras.resume()
    },
  }
}

const IN_FLIGHT = ['submitting', 'generating', 'downloading', 'needs_attention'] as const
