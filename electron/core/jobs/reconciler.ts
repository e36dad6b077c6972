import { collectExchanges } from '../providers/exchange.ts'
import type { RemoteSnapshot, SubmitOutcome } from '../providers/videoProvider.ts'
import { countOf, TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { isLost } from './lifecycle.ts'
import { matchLost, type LostSubmit } from './matchLost.ts'
import { timeoutFailure } from './poller.ts'
import { isHolding } from './queuePause.ts'
import { nothingHeard, type Heard } from './requestEvents.ts'
import type { Worker } from './scheduler.ts'
import type { SubmissionRecord } from './submissionRepository.ts'
import { canReconcile, scheduleFor, submitTask, toRequest } from './submitter.ts'

/**
 * Settles submits whose answer was lost: by the provider's client key where it honours one, else by its
 * list, else by asking the person. It never sends a request that could make a second job.
 */
export function createReconciler(context: EngineContext): Worker {
  const { clock, failpoint, jobs, logger, store, submissions, tasks } = context

  const dueLost = (lane: Lane, now: number, searched: readonly Searched[]): JobRecord[] =>
    searched
      .filter((status) => (jobs.earliestNextAt(status, lane.account.id) ?? Infinity) <= now)
      .flatMap((status) => jobs.due(status, lane.account.id, now, LOST_AT_ONCE))
      .filter((job) => !tasks.has(submitTask(job.seq)))
      .map((job) => (isLost(job) ? job : markLost(job)))
      .filter((job) => job !== null)

  /**
   * A pause "now" does not stop the first search for a lost answer: money may be moving, and a take that nobody
   * owns would expire. Asking for the answer by the same key could begin a generation, so that waits.
   */
  const searchedNow = (lane: Lane): readonly Searched[] => {
    if (!isHolding(context)) return SEARCHED
    return lane.provider.descriptor.honoursClientKey ? [] : ['submitting']
  }

  /** Nobody waits for this answer any more, and nobody wrote down what became of it. */
  function markLost(job: JobRecord): JobRecord | null {
    return store.transaction(() => {
      const now = clock.now()
      const submission = submissions.latest(job.seq)
      if (submission !== null) submissions.settle(submission.id, 'unknown', now, null, 'no answer was recorded')
      const schedule = { nextAt: now, askAt: now + TIMES.reconcileMs }
      return store.apply(job.seq, {
        type: 'answer_lost',
        attempt: job.attempt,
        message: 'No answer was recorded.',
        ...schedule,
      })
    })
  }

  function claim(lane: Lane, { seq, submissionId }: FoundSubmit, snapshot: RemoteSnapshot, heard: Heard): void {
    failpoint('reconcile.before_claim')
    store.transaction(() => {
      submissions.settle(submissionId, 'accepted', clock.now(), snapshot.remoteId, 'found at the provider')
      store.apply(seq, { type: 'found', snapshot, ...scheduleFor(context, lane, seq) }, heard)
    })
    failpoint('reconcile.after_claim')
  }

  /** Still not found: look again later, or ask the person and keep looking quietly for a while. */
  function postpone(job: JobRecord, canLookAgain: boolean): void {
    const now = clock.now()
    const isTimeToAsk = now >= (job.askAt ?? 0)
    if (job.status === 'submitting' && (isTimeToAsk || !canLookAgain)) {
      const nextAt = canLookAgain ? now + SLOW_SEARCH_MS : null
      store.apply(job.seq, { type: 'ask', nextAt, askAt: now + TIMES.reconcileAfterAskingMs })
      return
    }
    const sinceMs = now - (job.submittedAt ?? now)
    if (job.status === 'submitting') {
      const nextAt = Math.min(job.askAt ?? now, now + clamp(sinceMs / 4, SOON_MS, LATER_MS))
      store.apply(job.seq, { type: 'not_found_yet', nextAt })
      return
    }
    const isOver = isTimeToAsk || !canLookAgain
    store.apply(job.seq, { type: 'not_found_yet', nextAt: isOver ? null : now + SLOW_SEARCH_MS })
  }

  /** The person is asked in time, however long a search hangs. @returns when others have to be asked. */
  function askInTime(lost: readonly JobRecord[], now: number): number[] {
    const unasked = lost.filter((job) => job.status === 'submitting')
    for (const job of unasked) if ((job.askAt ?? 0) <= now) postpone(job, true)
    return unasked.map((job) => job.askAt ?? now).filter((at) => at > now)
  }

  async function readList(lane: Lane, since: number, signal: AbortSignal, heard: Asked) {
    const items: RemoteSnapshot[] = []
    let clockSkewMs: number | null = null
    let cursor: string | null = null
    for (let page = 0; page < MOST_PAGES; page += 1) {
      if (!(await lane.take('poll', signal))) return { kind: 'failed' } as const
      const timeout = withTimeout(clock, signal, TIMES.lookTimeoutMs)
      const outcome = await collectExchanges(heard.exchanges, () => lane.provider.list(cursor, timeout.signal))
        .catch(() => ({ kind: 'failed', failure: timeoutFailure() }) as const)
        .finally(timeout.done)
      if (outcome.kind === 'unsupported') return { kind: 'unsupported' } as const
      if (outcome.kind === 'failed') {
        if (outcome.failure.code === 'network' || outcome.failure.retryAfterMs !== null) lane.hold(outcome.failure)
        return { kind: 'failed' } as const
      }
      items.push(...outcome.items)
      if (outcome.serverTime !== null) clockSkewMs = outcome.serverTime - clock.now()
      cursor = outcome.nextCursor
      const oldest = Math.min(...outcome.items.map((item) => item.createdAt ?? Infinity))
      if (cursor === null || oldest < since - WINDOW_SLACK_MS) break
    }
    return { kind: 'list', items: distinct(items), clockSkewMs } as const
  }

  async function byList(lane: Lane, lost: JobRecord[], signal: AbortSignal): Promise<void> {
    const since = Math.min(clock.now(), ...lost.map((job) => job.submittedAt ?? clock.now()))
    const heard = nothingHeard('list')
    const list = await readList(lane, since, signal, heard)
    if (signal.aborted) return
    if (list.kind === 'list') {
      lane.heard('poll')
      const oldest = Math.min(since, clock.now() - TIMES.reconcileAfterAskingMs * 2)
      const open = submissions.unknownSince(lane.account.id, oldest)
      const matches = matchLost({
        lost: open.flatMap((submission) => toLost(submission)),
        unclaimed: list.items.filter((item) => submissions.ownerOf(lane.account.id, item.remoteId) === null),
        inFlightFingerprints: inFlight(lane),
        clockSkewMs: list.clockSkewMs,
      })
      for (const { lost: found, remote } of matches) claimOrReport(lane, found, remote, heard)
    }
    for (const job of lost) {
      const now = jobs.bySeq(job.seq)
      if (now !== null && isLost(now)) postpone(now, list.kind !== 'unsupported')
    }
  }

  const isWanted = (job: JobRecord | null, submissionId: number): boolean =>
    job !== null && isLost(job) && submissions.latest(job.seq)?.id === submissionId

  /** A request that was given up or sent again meanwhile may still turn up: then it is reported, not adopted. */
  function claimOrReport(lane: Lane, found: FoundSubmit, remote: RemoteSnapshot, heard: Heard): void {
    if (submissions.ownerOf(lane.account.id, remote.remoteId) !== null) return
    const job = jobs.bySeq(found.seq)
    if (isWanted(job, found.submissionId)) return claim(lane, found, remote, heard)
    store.transaction(() => {
      submissions.settle(found.submissionId, 'found_late', clock.now(), remote.remoteId, null)
      store.noteRequests(found.seq, heard)
      jobs.addEvent(found.seq, clock.now(), 'found_late', { remoteId: remote.remoteId })
      if (job?.remoteId === null) store.apply(found.seq, { type: 'cancelled_but_accepted', snapshot: remote })
    })
    logger.warn('a request given up earlier did land', { job: job?.id, remoteId: remote.remoteId })
  }

  function toLost(submission: SubmissionRecord): LostSubmit[] {
    const job = jobs.bySeq(submission.jobSeq)
    if (job === null) return []
    const { seq, model, prompt, seconds, size } = job
    const { fingerprint, sentAt, id } = submission
    const facts = { seq, submissionId: id, fingerprint, model, prompt, seconds, size, sentAt }
    return [{ ...facts, isWanted: isWanted(job, id) }]
  }

  const inFlight = (lane: Lane): Set<string> =>
    new Set(
      jobs
        .byStatus('submitting')
        .filter((job) => job.accountId === lane.account.id && tasks.has(submitTask(job.seq)))
        .flatMap((job) => submissions.latest(job.seq)?.fingerprint ?? []),
    )

  /** The same key again makes no second job, so the lost answer can simply be asked for once more. */
  async function byClientKey(lane: Lane, seq: number, signal: AbortSignal): Promise<void> {
    if (!(await lane.take('submit', signal))) return
    const job = jobs.bySeq(seq)
    const submission = submissions.latest(seq)
    // Decided while it waited for its turn: asking now could make what nobody wants any more.
    if (job === null || submission === null || !isLost(job)) return
    const timeout = withTimeout(clock, signal, TIMES.submitTimeoutMs)
    const heard = nothingHeard('submit')
    const outcome = await collectExchanges(heard.exchanges, () =>
      lane.provider.submit(toRequest(context, job), { clientKey: submission.clientKey, signal: timeout.signal }),
    )
      .catch((): SubmitOutcome => ({ kind: 'unknown', failure: timeoutFailure() }))
      .finally(timeout.done)
    if (signal.aborted) return
    if (outcome.kind === 'accepted') claimOrReport(lane, { seq, submissionId: submission.id }, outcome.snapshot, heard)
    if (outcome.kind === 'not_sent') lane.hold(outcome.failure)
    const after = jobs.bySeq(seq)
    if (after !== null && isLost(after)) postpone(after, true)
  }

  return {
    name: 'reconciler',
    tick(now) {
      const wanted: number[] = []
      for (const lane of context.lanes()) {
        const searched = searchedNow(lane)
        if (searched.every((status) => countOf(context, lane.account.id, status) === 0)) continue
        for (const status of searched) {
          const at = jobs.earliestNextAfter(status, lane.account.id, now)
          if (at !== null) wanted.push(at)
        }
        const name = `reconcile:${lane.account.id}`
        const lost = dueLost(lane, now, searched)
        if (lost.length === 0) continue
        if (tasks.has(name)) {
          wanted.push(...askInTime(lost, now))
          continue
        }
        if (!canReconcile(lane)) {
          for (const job of lost) postpone(job, false)
          continue
        }
        const held = lane.heldUntil()
        if (held !== null && lost.every((job) => (job.askAt ?? 0) > now)) {
          wanted.push(held, ...lost.map((job) => job.askAt ?? held))
          continue
        }
        if (held !== null) {
          for (const job of lost) postpone(job, true)
          wanted.push(held)
          continue
        }
        tasks.start(name, async (signal) => {
          if (!lane.provider.descriptor.honoursClientKey) return byList(lane, lost, signal)
          for (const job of lost) await byClientKey(lane, job.seq, signal)
        })
        wanted.push(...lost.map((job) => job.askAt ?? now).filter((at) => at > now))
      }
      return wanted.length === 0 ? null : Math.min(...wanted)
    },
  }
}

/** The submit whose lost answer turned up. */
interface FoundSubmit {
  seq: number
  submissionId: number
}
/** Filled while the provider is asked. */
type Asked = ReturnType<typeof nothingHeard>

const distinct = (items: RemoteSnapshot[]): RemoteSnapshot[] => [
  ...new Map(items.map((item) => [item.remoteId, item])).values(),
]

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** States in which an answer can be missing. */
const SEARCHED = ['submitting', 'needs_attention'] as const
type Searched = (typeof SEARCHED)[number]

const LOST_AT_ONCE = 200
const MOST_PAGES = 10
const SOON_MS = 2000
const LATER_MS = 10_000
const SLOW_SEARCH_MS = 60_000
const WINDOW_SLACK_MS = 300_000
