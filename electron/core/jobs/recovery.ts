import { TIMES, type EngineContext } from './engineContext.ts'
import { canReconcile } from './submitter.ts'

/**
 * After a start: whatever was being sent when the process ended may or may not have landed, so it is
 * looked for; everything with a remote id is looked at again. No paid request follows from any of this.
 */
export function recover(context: EngineContext): void {
  const { clock, failpoint, jobs, store, submissions } = context
  failpoint('recover.before_commit')
  store.transaction(() => {
    const now = clock.now()
    for (const job of jobs.byStatus('submitting')) {
      const submission = submissions.latest(job.seq)
      if (submission !== null && submission.outcome === 'sending') {
        submissions.settle(submission.id, 'unknown', now, null, 'Dailies ended while the request was on its way')
      }
      const message = 'Dailies ended while the request was on its way.'
      const schedule = { nextAt: now, askAt: now + TIMES.reconcileMs }
      store.apply(job.seq, { type: 'answer_lost', attempt: job.attempt, message, ...schedule })
      const lane = context.lane(job.accountId)
      if (lane === null || !canReconcile(lane)) store.apply(job.seq, { type: 'ask', nextAt: null, askAt: now })
    }
    rescheduleAll(context, now)
  })
  failpoint('recover.after_commit')
}

/** Recomputes every waiting time from wall time: after a start, a sleep, or when somebody set the clock. */
export function rescheduleAll(context: EngineContext, nextAt: number): void {
  const { clock, jobs, store } = context
  store.transaction(() => {
    const now = clock.now()
    const soon = { nextAt, deadline: now + TIMES.graceMs, askAt: now + TIMES.reconcileMs }
    for (const status of ['submitting', 'generating', 'downloading'] as const) jobs.reschedule(status, soon)
    jobs.reschedule('needs_attention', { ...soon, askAt: now + TIMES.reconcileAfterAskingMs })
    jobs.releaseQueued(nextAt)
  })
}
