import { activeCount, countOf, TIMES, type EngineContext } from './engineContext.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { pauseModeOf } from './queuePause.ts'
import type { Worker } from './scheduler.ts'
import { submitTask, type Submitter } from './submitter.ts'

/**
 * Picks what is sent next: by priority, then order, within the account's pause switch, concurrency and
 * request budget. The intent is on disk before the submitter may write a byte.
 */
export function createDispatcher(context: EngineContext, submitter: Submitter): Worker {
  const { clock, failpoint, jobs, store, submissions, settings, tasks } = context

  function begin(job: JobRecord): void {
    const now = clock.now()
    const attempt = Math.max(1, job.attempt)
    const clientKey = `${job.id}.${attempt}.${submissions.countOfJob(job.seq) + 1}`
    failpoint('intent.before_commit')
    const submissionId = store.transaction(() => {
      const event = { type: 'intent', attempt, watchUntil: now + TIMES.submitTimeoutMs * 2 } as const
      if (store.apply(job.seq, event) === null) return null
      return submissions.insert({
        jobSeq: job.seq,
        accountId: job.accountId,
        attempt,
        clientKey,
        fingerprint: fingerprintOf(job),
        sentAt: now,
      })
    })
    failpoint('intent.after_commit')
    if (submissionId !== null) submitter.start({ seq: job.seq, attempt, clientKey, submissionId })
  }

  function dispatchLane(lane: Lane, now: number): number | null {
    if (lane.account.pause !== null || countOf(context, lane.account.id, 'queued') === 0) return null
    let active = activeCount(context, lane.account.id)
    while (active < lane.account.concurrency) {
      const job = jobs.nextToDispatch(lane.account.id, now)
      if (job === null) return jobs.earliestQueued(lane.account.id, now)
      // Retried within the turn in which it failed: the end of its old request asks again.
      if (tasks.has(submitTask(job.seq))) return null
      const attempt = lane.tryTake('submit')
      if (!attempt.isTaken) return attempt.comeBackAt
      begin(job)
      active += 1
    }
    return null
  }

  return {
    name: 'dispatcher',
    tick(now) {
      if (pauseModeOf(settings) !== null) return null
      const wanted = [...context.lanes()].map((lane) => dispatchLane(lane, now)).filter((at) => at !== null)
      return wanted.length === 0 ? null : Math.min(...wanted)
    },
  }
}
