import type { ResolveJob } from '../../../shared/ipc/contract.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { canCancel, canCheckAgain, canResolve, canRetry, isDeriving } from '../../../shared/jobs/job.ts'
import { collectExchanges } from '../providers/exchange.ts'
import type { RemoteCancelOutcome } from '../providers/videoProvider.ts'
import { downloadTask } from './downloads.ts'
import { TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import { createFetchAgain } from './fetchAgain.ts'
import { checkParent } from './jobRequests.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { isLost } from './lifecycle.ts'
import type { Poller } from './poller.ts'
import { nothingHeard } from './requestEvents.ts'
import { scheduleFor, submitTask } from './submitter.ts'

export interface Cancellation {
  outcome: 'removed_from_queue' | 'stopped_at_provider' | 'stopped_watching'
  mayStillBill: boolean
  message: string
}

export interface JobDecisionsDeps {
  context: EngineContext
  poller: Poller
  poke: () => void
  forgetPart: (folder: string, fileName: string) => Promise<void>
}

/** What a person can decide about one job. Each refuses with `conflict` where it makes no sense. */
export function createJobDecisions({ context, poller, poke, forgetPart }: JobDecisionsDeps) {
  const { assets, clock, failpoint, jobs, store, submissions, tasks } = context
  const cancelling = new Set<number>()
  const fetchAgain = createFetchAgain(context)

  const mustFind = (jobId: string): JobRecord => {
    const job = jobs.byId(jobId)
    if (job === null) throw new IpcError('not_found', `There is no job ${jobId}.`)
    return job
  }
  const mustHaveLane = (job: JobRecord): Lane => {
    const lane = context.lane(job.accountId)
    if (lane === null) throw new IpcError('conflict', 'The account of this job is not available.')
    return lane
  }
  const refusal = (job: JobRecord, verb: string): IpcError =>
    job.trashedAt !== null
      ? new IpcError('conflict', 'This job is in the trash. Restore it first.')
      : new IpcError('conflict', `This job is ${job.status.replace('_', ' ')}, so it cannot be ${verb}.`)

  /** Asks the provider to stop, within ten seconds and the account's budget. */
  async function stopAtProvider(job: JobRecord, heard: Asked): Promise<RemoteCancelOutcome> {
    const lane = context.lane(job.accountId)
    if (lane === null || job.handle === null || lane.provider.descriptor.can.cancel === 'no')
      return { kind: 'unsupported' }
    const timeout = withTimeout(clock, new AbortController().signal, CANCEL_WITHIN_MS)
    try {
      if (!(await lane.take('submit', timeout.signal))) return { kind: 'requested' }
      return await collectExchanges(heard.exchanges, () => lane.provider.cancel(job.handle, timeout.signal))
    } catch {
      return { kind: 'requested' }
    } finally {
      timeout.done()
    }
  }

  function describeCancel(job: JobRecord, remote: RemoteCancelOutcome | null): Cancellation {
    if (job.status === 'queued') {
      return {
        outcome: 'removed_from_queue',
        mayStillBill: false,
        message: 'Nothing had been sent; nothing is charged.',
      }
    }
    if (remote?.kind === 'cancelled') {
      return { outcome: 'stopped_at_provider', mayStillBill: false, message: 'The provider confirmed that it stopped.' }
    }
    const message =
      job.status === 'downloading'
        ? 'The take was already made, so the provider has most likely charged for it. Dailies no longer fetches it.'
        : 'Dailies no longer watches this job. The provider may still finish it and bill for it.'
    return { outcome: 'stopped_watching', mayStillBill: true, message }
  }

  /** Ends a transfer and removes what it left. Runs on by itself: the answer to the person does not wait. */
  function stopDownload(job: JobRecord): void {
    const folder = job.folderId === null ? null : assets.folderPath(job.folderId)
    const { fileName } = job
    if (folder === null || fileName === null || tasks.has(`forget:${job.seq}`)) return
    tasks.abort(downloadTask(job.seq))
    tasks.start(`forget:${job.seq}`, async () => {
      await tasks.ended(downloadTask(job.seq))
      await forgetPart(folder, fileName)
    })
  }

  async function cancel(jobId: string): Promise<{ job: JobRecord } & Cancellation> {
    const before = mustFind(jobId)
    if (!canCancel(before) || cancelling.has(before.seq)) throw refusal(before, 'cancelled')
    cancelling.add(before.seq)
    try {
      const heard = nothingHeard('cancel')
      const remote = before.status === 'generating' ? await stopAtProvider(before, heard) : null
      const job = mustFind(jobId)
      const result = describeCancel(job.status === 'queued' ? job : { ...job, status: before.status }, remote)
      failpoint('cancel.before_commit')
      const detail = { by: 'person', outcome: result.outcome, mayStillBill: result.mayStillBill }
      const after = store.transaction(() => {
        store.noteRequests(job.seq, heard)
        return store.apply(job.seq, { type: 'cancelled', detail })
      })
      failpoint('cancel.after_commit')
      // A look may have seen first what the cancel brought about.
      if (after === null && job.status !== 'cancelled') throw refusal(job, 'cancelled')
      stopDownload(job)
      poke()
      return { job: after ?? job, ...result }
    } finally {
      cancelling.delete(before.seq)
    }
  }

  function retry(jobId: string): JobRecord {
    const job = mustFind(jobId)
    if (!canRetry(job) || job.trashedAt !== null) throw refusal(job, 'retried')
    if (job.status === 'cancelled' && tasks.has(submitTask(job.seq))) {
      const message = 'The request that was cancelled is still on its way. Try again when it has been answered.'
      throw new IpcError('conflict', message)
    }
    if (context.lane(job.accountId) === null) throw new IpcError('conflict', ACCOUNT_GONE)
    const parent = job.parentJobId === null || !isDeriving(job.relation) ? null : jobs.byId(job.parentJobId)
    if (parent !== null) checkParent(parent)
    else if (isDeriving(job.relation)) throw new IpcError('conflict', PARENT_REMOVED)
    const isBlocked = parent !== null && parent.status !== 'completed'
    failpoint('retry.before_commit')
    const after = store.transaction(() => {
      const retried = store.apply(job.seq, { type: 'retried', isBlocked })
      if (retried !== null && isBlocked) jobs.addDependency(job.seq, parent.seq)
      return retried
    })
    failpoint('retry.after_commit')
    if (after === null) throw refusal(job, 'retried')
    stopDownload(job)
    poke()
    return after
  }

  function refuseOwned(lane: Lane, remoteId: string): void {
    if (submissions.ownerOf(lane.account.id, remoteId) === null) return
    throw new IpcError('invalid', `${remoteId} already belongs to another job.`, 'remoteId')
  }

  async function attach(job: JobRecord, remoteId: string): Promise<JobRecord | null> {
    const lane = mustHaveLane(job)
    refuseOwned(lane, remoteId)
    const timeout = withTimeout(clock, new AbortController().signal, TIMES.lookTimeoutMs)
    const taken = await lane.take('poll', timeout.signal)
    const heard = nothingHeard('poll')
    const look = () => lane.provider.poll(lane.provider.handleFromId(remoteId), timeout.signal)
    const answer = taken ? await collectExchanges(heard.exchanges, look).catch(() => null) : null
    timeout.done()
    if (answer?.kind === 'gone') {
      throw new IpcError('invalid', `The provider knows no video ${remoteId}. Check the id and try again.`, 'remoteId')
    }
    if (answer?.kind !== 'snapshot') {
      throw new IpcError('conflict', 'The provider could not be asked about this id just now. Try again in a moment.')
    }
    const { snapshot } = answer
    return store.transaction(() => {
      const event = { type: 'found', snapshot, ...scheduleFor(context, lane, job.seq) } as const
      const after = store.apply(job.seq, event, heard)
      const submission = submissions.latest(job.seq)
      if (after === null || submission === null) return after
      refuseOwned(lane, snapshot.remoteId)
      submissions.settle(submission.id, 'accepted', clock.now(), snapshot.remoteId, 'attached by hand')
      return after
    })
  }

  async function resolve(jobId: string, decision: ResolveJob): Promise<JobRecord> {
    const job = mustFind(jobId)
    if (!canResolve(job)) throw refusal(job, 'decided')
    if (decision.decision === 'resubmit' && context.lane(job.accountId) === null) {
      throw new IpcError('conflict', ACCOUNT_GONE)
    }
    const after =
      decision.decision === 'attach'
        ? await attach(job, decision.remoteId)
        : store.apply(job.seq, { type: decision.decision === 'resubmit' ? 'resubmitted' : 'given_up' })
    if (after === null) throw refusal(mustFind(jobId), 'decided')
    poke()
    return after
  }

  /** Asks about a job that was given up; it comes back to life only if the provider still has it. */
  async function checkAgain(job: JobRecord): Promise<void> {
    const lane = mustHaveLane(job)
    const timeout = withTimeout(clock, new AbortController().signal, TIMES.lookTimeoutMs)
    try {
      if (job.handle === null || !(await lane.take('poll', timeout.signal))) return
      // Only the timeout rejects; the job stays as it is.
      const heard = nothingHeard('poll')
      const look = () => lane.provider.poll(job.handle, timeout.signal)
      const answer = await collectExchanges(heard.exchanges, look).catch(() => null)
      if (answer?.kind !== 'snapshot') return
      const schedule = scheduleFor(context, lane, job.seq)
      const { snapshot } = answer
      store.apply(job.seq, { type: 'checked_again', remoteId: job.remoteId ?? '', snapshot, ...schedule }, heard)
    } finally {
      timeout.done()
    }
  }

  /** "Check now": whatever can be asked about this job is asked; a job that rests is answered as it is. */
  async function refresh(jobId: string): Promise<JobRecord> {
    const job = mustFind(jobId)
    if (job.status === 'completed' && job.trashedAt === null) {
      const after = await fetchAgain(job)
      poke()
      return after
    }
    if (!canCheckAgain(job) || job.trashedAt !== null) return job
    if (isLost(job)) store.apply(job.seq, { type: 'hurried' })
    else if (job.status === 'failed' || job.status === 'cancelled') await checkAgain(job)
    else if (job.status === 'generating' || job.status === 'downloading') {
      const timeout = withTimeout(clock, new AbortController().signal, TIMES.lookTimeoutMs)
      await poller.lookNow(job.seq, timeout.signal).finally(timeout.done)
      store.apply(job.seq, { type: 'hurried' })
    }
    poke()
    return mustFind(jobId)
  }

  function reorder(
    jobId: string,
    change: { priority?: number | undefined; placement?: 'front' | 'end' | undefined },
  ): JobRecord {
    const job = mustFind(jobId)
    const position =
      change.placement === 'front'
        ? (jobs.firstPosition(job.accountId) ?? job.position) - 1
        : change.placement === 'end'
          ? Math.max(clock.now(), (jobs.lastPosition(job.accountId) ?? 0) + 1)
          : job.position
    const after = store.apply(job.seq, { type: 'reordered', priority: change.priority ?? job.priority, position })
    if (after === null) throw refusal(job, 'reordered')
    return after
  }

  return { mustFind, cancel, retry, resolve, refresh, reorder }
}

/** Also said when a cancelled job would be put back into a queue that nobody sends. */
export const ACCOUNT_GONE =
  'The account of this job was removed or cannot be used in this run, so it would never be sent. Make a new job from it with another account.'
/** Filled while the provider is asked. */
type Asked = ReturnType<typeof nothingHeard>

const PARENT_REMOVED = 'The take that this one derives from was removed for good, so it cannot be made again.'

const CANCEL_WITHIN_MS = 10_000
