import { isTerminal, type JobStatus } from '../../../shared/jobs/job.ts'
import type { RunTransaction } from '../db/transaction.ts'
import type { Clock } from '../ports.ts'
import type { JobRecord } from './jobRecord.ts'
import type { JobRepository, NewJob } from './jobRepository.ts'
import { EDGES, step, type LifecycleEvent } from './lifecycle.ts'

export type JobStore = ReturnType<typeof createJobStore>

/**
 * The one way in which jobs change: load, step, save and note in the timeline within one transaction;
 * tell after the commit, and only what a screen would show.
 */
export function createJobStore(deps: {
  runTransaction: RunTransaction
  jobs: JobRepository
  clock: Clock
  /** Called after the outermost commit with the visible changes. */
  announce: (seqs: number[]) => void
}) {
  const { jobs, clock } = deps
  let changed = new Set<number>()
  let depth = 0

  function transaction<T>(work: () => T): T {
    const isOutermost = depth === 0
    depth += 1
    let result: T
    try {
      result = deps.runTransaction(work)
    } catch (error) {
      if (isOutermost) changed = new Set()
      throw error
    } finally {
      depth -= 1
    }
    if (isOutermost && changed.size > 0) {
      const seqs = [...changed]
      changed = new Set()
      deps.announce(seqs)
    }
    return result
  }

  /** @returns the job after the event, or null when the event did not apply to its present state. */
  function apply(seq: number, event: LifecycleEvent): JobRecord | null {
    return transaction(() => {
      const job = jobs.bySeq(seq)
      if (job === null) return null
      const now = clock.now()
      const transition = step(job, event, now)
      if (transition === null) return null
      const { changes } = transition
      if (
        changes.status !== undefined &&
        changes.status !== job.status &&
        !EDGES[job.status].includes(changes.status)
      ) {
        throw new Error(`Job ${job.id}: no edge from ${job.status} to ${changes.status} (${event.type})`)
      }
      const written = withoutUnchanged(job, transition.isVisible ? { ...changes, updatedAt: now } : changes)
      if (!jobs.save(seq, job.revision, written)) throw new Error(`Job ${job.id} changed under its own transaction`)
      if (transition.timeline) jobs.addEvent(seq, now, transition.timeline.type, transition.timeline.detail)
      if (transition.isVisible) changed.add(seq)
      if (changes.status !== undefined && changes.status !== job.status) tellDependents(seq, changes.status)
      return { ...job, ...changes, revision: job.revision + 1 }
    })
  }

  /** Jobs that wait for this one go on when it is done, and fail at no cost when it can't be. */
  function tellDependents(seq: number, status: JobStatus): void {
    if (!isTerminal(status)) return
    for (const dependent of jobs.dependents(seq)) {
      const message = 'The take that this one derives from was not made. Retry that one first.'
      apply(dependent, status === 'completed' ? { type: 'unblocked', by: 1 } : { type: 'parent_failed', message })
    }
    jobs.dropDependencies(seq)
  }

  return {
    transaction,
    apply,
    /** Adds jobs; acknowledged when this returns, since the transaction has been synced by then. */
    insert(job: NewJob, detail: Record<string, string | number | null>): number {
      return transaction(() => {
        const seq = jobs.insert(job)
        jobs.addEvent(seq, job.createdAt, 'created', detail)
        changed.add(seq)
        return seq
      })
    },
    /** Marks a job whose picture changed without an event of its own (a poster arrived). */
    touch(seq: number): void {
      transaction(() => {
        const job = jobs.bySeq(seq)
        if (job !== null && jobs.save(seq, job.revision, { updatedAt: clock.now() })) changed.add(seq)
      })
    },
  }
}

/** Fewer columns mean fewer index entries and no needless triggers. */
function withoutUnchanged(job: JobRecord, changes: Partial<JobRecord>): Partial<JobRecord> {
  const written: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(changes)) {
    if (value !== job[field as keyof JobRecord] || typeof value === 'object') written[field] = value
  }
  return { updatedAt: job.updatedAt, ...(written as Partial<JobRecord>) }
}
