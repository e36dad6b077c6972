import { isTerminal, type JobStatus } from '../../../shared/jobs/job.ts'
import type { RunTransaction } from '../db/transaction.ts'
import type { Clock } from '../ports.ts'
import type { JobRecord } from './jobRecord.ts'
import type { JobRepository, NewJob, WatchedJob } from './jobRepository.ts'
import type { RemoteSnapshot } from '../providers/videoProvider.ts'
import { isAlwaysKept, MOST_REQUEST_EVENTS, toRequestDetails, type Heard } from './requestEvents.ts'
import { EDGES, step, type LifecycleEvent } from './lifecycle.ts'
import { progressStep } from './progressStep.ts'

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

  /** Requests belong to the commit that their answer led to. */
  function noteRequests(seq: number, heard: Heard, now = clock.now()): void {
    if (heard.exchanges.length === 0) return
    transaction(() => {
      const lines = jobs.eventCount(seq)
      // A job without a line was removed for good meanwhile.
      if (lines === 0 || (lines >= MOST_REQUEST_EVENTS && !isAlwaysKept(heard))) return
      for (const detail of toRequestDetails(heard)) jobs.addEvent(seq, now, 'request', detail)
    })
  }

  /**
   * @param heard what was asked of the provider; noted only where the answer is worth a line of its own
   * @returns the job after the event, or null when the event did not apply to its present state.
   */
  function apply(seq: number, event: LifecycleEvent, heard?: Heard): JobRecord | null {
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
      if (transition.timeline && heard !== undefined) noteRequests(seq, heard, now)
      if (transition.timeline) jobs.addEvent(seq, now, transition.timeline.type, transition.timeline.detail)
      if (transition.isVisible) changed.add(seq)
      if (changes.status !== undefined && changes.status !== job.status) tellDependents(seq, changes.status)
      // No copy: the record was read for this call alone, and a sweep makes a hundred of these in a row.
      return Object.assign(job, changes, { revision: job.revision + 1 })
    })
  }

  /** Jobs that wait for this one go on when it is done, and fail at no cost when it can't be. */
  function tellDependents(seq: number, status: JobStatus): void {
    if (!isTerminal(status)) return
    const dependents = jobs.dependents(seq)
    for (const dependent of dependents) {
      const message = 'The take that this one derives from was not made. Retry that one first.'
      apply(dependent, status === 'completed' ? { type: 'unblocked', by: 1 } : { type: 'parent_failed', message })
    }
    if (dependents.length > 0) jobs.dropDependencies(seq)
  }

  function move(seq: number, type: 'trashed' | 'restored', write: (seq: number, now: number) => boolean): boolean {
    return transaction(() => {
      const now = clock.now()
      if (!write(seq, now)) return false
      jobs.addEvent(seq, now, type, {})
      changed.add(seq)
      return true
    })
  }

  return {
    transaction,
    apply,
    /** Notes requests whatever became of them: those that cost money or stop something. */
    noteRequests: (seq: number, heard: Heard): void => noteRequests(seq, heard),
    /** Adds jobs; acknowledged when this returns, since the transaction has been synced by then. */
    insert(job: NewJob, detail: Record<string, string | number | null>): number {
      return transaction(() => {
        const seq = jobs.insert(job)
        jobs.addEvent(seq, job.createdAt, 'created', detail)
        changed.add(seq)
        return seq
      })
    },
    /**
     * Records what a look at a running job brought, by the shortest way that tells the truth. The schedule is
     * asked for only where more than the progress is new.
     */
    looked(
      job: WatchedJob,
      snapshot: RemoteSnapshot,
      schedule: () => { nextAt: number; deadline: number },
      heard?: Heard,
    ): void {
      const now = clock.now()
      const found = progressStep(job, snapshot, now)
      if (found.kind === 'unchanged') return
      if (found.kind === 'moved' && jobs.saveProgress(job, found, now)) {
        changed.add(job.seq)
        return
      }
      apply(job.seq, { type: 'looked', remoteId: job.remoteId, snapshot, ...schedule() }, heard)
    },
    /** Puts a job at rest into the trash. @returns whether it was not there yet */
    trash: (seq: number): boolean => move(seq, 'trashed', jobs.trash),
    /** Takes a job out of the trash as it was. @returns whether it was there */
    restore: (seq: number): boolean => move(seq, 'restored', jobs.restore),
    /** Marks a job whose picture changed without an event of its own (a poster arrived). */
    touch(seq: number): void {
      transaction(() => {
        const job = jobs.bySeq(seq)
        if (job !== null && jobs.save(seq, job.revision, { updatedAt: clock.now() })) changed.add(seq)
      })
    },
  }
}

/** Errors and handles are plain JSON, remade with every answer. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b))

/** Fewer columns mean fewer index entries and no needless triggers. */
function withoutUnchanged(job: JobRecord, changes: Partial<JobRecord>): Partial<JobRecord> {
  const written: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(changes)) {
    if (!isSame(value, job[field as keyof JobRecord])) written[field] = value
  }
  return { updatedAt: job.updatedAt, ...(written as Partial<JobRecord>) }
}
