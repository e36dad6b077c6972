import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { isDeriving, isTerminal } from '../../../shared/jobs/job.ts'
import type { EngineContext } from './engineContext.ts'
import { ACCOUNT_GONE } from './jobDecisions.ts'
import type { JobRecord } from './jobRecord.ts'
import { WAITS_FOR_PARENT } from './lifecycle.ts'

/** What is needed to put a cancelled job back as it was. */
export interface CancelledJob {
  jobId: string
  seq: number
  /** After the cancel; another revision means that somebody decided anew. */
  revision: number
  waitingFor: string | null
  needs: readonly number[]
}

export type CancelQueued = ReturnType<typeof createCancelQueued>

/** Takes jobs out of the queue that were not sent yet, and puts them back. No money moves in either direction. */
export function createCancelQueued({ jobs, lane, store }: Pick<EngineContext, 'jobs' | 'lane' | 'store'>) {
  const mustFind = (jobId: string): JobRecord => {
    const job = jobs.byId(jobId)
    if (job === null) throw new IpcError('not_found', `There is no job ${jobId}.`)
    return job
  }

  /** The job and all that wait for it, in the order in which they can be put back. */
  function withDependents(job: JobRecord, found = new Map<number, JobRecord>()): JobRecord[] {
    if (found.has(job.seq) || job.status !== 'queued' || job.trashedAt !== null) return []
    found.set(job.seq, job)
    for (const seq of jobs.dependents(job.seq)) {
      const dependent = jobs.bySeq(seq)
      if (dependent !== null) withDependents(dependent, found)
    }
    return [...found.values()]
  }

  /** @throws IpcError `conflict` for a job that is not in the queue (any more) */
  function cancel(jobId: string): CancelledJob[] {
    const job = mustFind(jobId)
    if (job.status !== 'queued' || job.trashedAt !== null) throw notQueued(job)
    const concerned = withDependents(job).map((one) => ({ job: one, needs: jobs.needs(one.seq) }))
    const detail = { by: 'person', outcome: 'removed_from_queue', mayStillBill: false }
    store.transaction(() => store.apply(job.seq, { type: 'cancelled', detail }))
    return concerned.map(({ job: before, needs }) => ({
      jobId: before.id,
      seq: before.seq,
      revision: jobs.bySeq(before.seq)?.revision ?? 0,
      waitingFor: before.waitingFor,
      needs,
    }))
  }

  /** What it still has to wait for. @throws IpcError `conflict` when that can't come any more */
  function outstanding(job: JobRecord, needs: readonly number[]): number[] {
    const parent = job.parentJobId === null ? null : jobs.byId(job.parentJobId)
    if (isDeriving(job.relation) && parent === null) throw new IpcError('conflict', PARENT_GONE)
    return needs.filter((seq) => {
      const needed = jobs.bySeq(seq)
      if (needed?.status === 'completed') return false
      if (needed === null || isTerminal(needed.status)) throw new IpcError('conflict', PARENT_GONE)
      return true
    })
  }

  /** @throws IpcError `conflict` when the job changed since */
  function putBack(cancelled: CancelledJob): void {
    const job = jobs.bySeq(cancelled.seq)
    if (job === null || job.revision !== cancelled.revision) throw new IpcError('conflict', CHANGED)
    if (lane(job.accountId) === null) throw new IpcError('conflict', ACCOUNT_GONE)
    const needs = outstanding(job, cancelled.needs)
    const isFree = cancelled.needs.length > 0 && needs.length === 0
    const waitingFor = needs.length > 0 ? WAITS_FOR_PARENT : isFree ? null : cancelled.waitingFor
    store.transaction(() => {
      const after = store.apply(job.seq, { type: 'put_back', blockedBy: needs.length, waitingFor })
      if (after === null) throw new IpcError('conflict', CHANGED)
      for (const seq of needs) jobs.addDependency(job.seq, seq)
    })
  }

  return { cancel, putBack }
}

const notQueued = (job: JobRecord): IpcError =>
  isTerminal(job.status)
    ? new IpcError('conflict', `This job is ${job.status} already.`)
    : new IpcError('conflict', 'This job was sent already. Cancel it by itself: it may still be billed.')

const CHANGED = 'This job was changed since, so the cancel was not taken back.'
const PARENT_GONE = 'The take that this one derives from is not coming any more.'
