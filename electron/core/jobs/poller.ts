import { CONNECTION_WORDS } from '../providers/connectionWords.ts'
import { collectExchanges } from '../providers/exchange.ts'
import { saidIn } from '../providers/ownWords.ts'
import type { ListOutcome, PollOutcome, ProviderFailure, RemoteSnapshot } from '../providers/videoProvider.ts'
import { fullJitterMs } from './backoff.ts'
import { countOf, TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import type { WatchedJob } from './jobRepository.ts'
import { waitUntil, type Lane } from './lane.ts'
import { refusedKey } from './pauseMessages.ts'
import { isHolding } from './queuePause.ts'
import { nothingHeard, type Heard } from './requestEvents.ts'
import type { Worker } from './scheduler.ts'
import { scheduleFor, scheduleOf } from './submitter.ts'
import {
  createSweepPlan,
  LISTED_LOOK_MS,
  FAILURES_BEFORE_SINGLE,
  isSweepWorthwhile,
  SINGLE_FOR_MS,
  sweepIntervalMs,
  type SweepState,
} from './sweep.ts'

export interface Poller extends Worker {
  /** Asks about one job now, whatever its turn. Resolves when the answer is written down. */
  lookNow(seq: number, signal: AbortSignal): Promise<PollOutcome | null>
  /** Forgets when sweeps were due: the clock that said so has been set. */
  forgetSchedule(): void
  /** Gives up the looks that are under way: their connections are dead. Whoever is due is looked at anew. */
  dropLooks(): void
  lastPollAt(): number | null
  sweepOf(accountId: string): SweepState | null
}

/**
 * Watches running jobs: one request each while they are few, the provider's own list when they are many.
 * A look never decides anything by itself; it hands the answer to the lifecycle.
 */
export function createPoller(context: EngineContext): Poller {
  const { clock, failpoint, held, jobs, random, store, tasks } = context
  const sweeps = new Map<string, SweepState>()
  let lastPollAt: number | null = null

  const sweepState = (accountId: string): SweepState => {
    const found = sweeps.get(accountId)
    if (found) return found
    const made: SweepState = {
      nextAt: 0,
      failures: 0,
      pages: 1,
      isUnsupported: false,
      missing: new Set(),
      contradictions: 0,
      auditedAt: -Infinity,
    }
    sweeps.set(accountId, made)
    return made
  }

  function failedLook(lane: Lane, job: JobRecord, failure: ProviderFailure, heard: Heard): void {
    if (failure.code === 'auth') lane.pause('auth', refusedKey(failure), 'poll', saidIn(failure.message))
    const isOutage = failure.code === 'network' || failure.code === 'rate_limited' || failure.retryAfterMs !== null
    const heldUntil = isOutage ? lane.hold(failure) : 0
    const backoffAt = clock.now() + Math.max(context.pollMinMs, fullJitterMs(job.failures + 1, random))
    const nextAt = Math.max(heldUntil, backoffAt)
    store.apply(job.seq, { type: 'look_failed', remoteId: job.remoteId ?? '', failure, nextAt }, heard)
  }

  function record(lane: Lane, job: JobRecord, { outcome, heard }: Look): void {
    failpoint('poll.before_commit')
    const remoteId = job.remoteId ?? ''
    // In a pause looks are rare: that nothing changed since the last one proves nothing.
    if (isHolding(context)) held.extendDeadline(job.seq, clock.now() + TIMES.deadlineMs)
    switch (outcome.kind) {
      case 'snapshot':
        lane.heard('poll')
        store.apply(
          job.seq,
          { type: 'looked', remoteId, snapshot: outcome.snapshot, ...scheduleFor(context, lane, job.seq) },
          heard,
        )
        break
      case 'gone': {
        lane.heard('poll')
        const nextAt = clock.now() + Math.max(context.pollMinMs, TIMES.goneConfirmMs)
        const confirm = { nextAt, neededConfirmations: TIMES.goneConfirmations }
        store.apply(job.seq, { type: 'gone', remoteId, failure: outcome.failure, ...confirm }, heard)
        break
      }
      case 'failed':
        failedLook(lane, job, outcome.failure, heard)
    }
    failpoint('poll.after_commit')
  }

  async function ask(lane: Lane, job: JobRecord, signal: AbortSignal): Promise<Look | null> {
    const heard = nothingHeard('poll')
    const timeout = withTimeout(clock, signal, TIMES.lookTimeoutMs)
    try {
      failpoint('poll.before_send')
      lastPollAt = clock.now()
      const outcome = await collectExchanges(heard.exchanges, () =>
        lane.provider.poll(job.handle, timeout.signal),
      ).catch(() => {
        return { kind: 'failed', failure: timeoutFailure() } satisfies PollOutcome
      })
      failpoint('poll.answered')
      return signal.aborted ? null : { outcome, heard }
    } finally {
      timeout.done()
    }
  }

  function startLook(lane: Lane, job: JobRecord): void {
    tasks.start(lookTask(lane.account.id, job.seq), async (signal) => {
      const look = await ask(lane, job, signal)
      if (look !== null) record(lane, job, look)
    })
  }

  /** Looks one by one at what is due. @returns when to come back. */
  function lookSingly(lane: Lane, now: number): number | null {
    const earliest = jobs.earliestNextAt('generating', lane.account.id)
    if (earliest === null || earliest > now) return earliest
    const due = jobs.due('generating', lane.account.id, now, LOOKS_AT_ONCE * 2)
    return startLooks(lane, due, () => jobs.earliestNextAfter('generating', lane.account.id, now))
  }

  /** In a pause, only what could expire unseen is looked at, and the list would show everything. */
  const lookAtExpiring = (lane: Lane, now: number): number | null =>
    startLooks(lane, held.due('generating', lane.account.id, now, LOOKS_AT_ONCE * 2), () =>
      held.earliestAfter('generating', lane.account.id, now),
    )

  function startLooks(lane: Lane, due: readonly JobRecord[], nextAt: () => number | null): number | null {
    for (const job of due) {
      if (tasks.has(lookTask(lane.account.id, job.seq))) continue
      if (tasks.count(`look:${lane.account.id}:`) >= LOOKS_AT_ONCE) return null
      const attempt = lane.tryTake('poll')
      if (!attempt.isTaken) return attempt.comeBackAt
      startLook(lane, job)
    }
    return nextAt()
  }

  /** Jobs that the list did not show are asked for by id: a list may lag, so they are never thereby lost. */
  function lookAtMissing(lane: Lane, state: SweepState, now: number): number | null {
    for (const seq of state.missing) {
      const job = jobs.bySeq(seq)
      if (job === null || job.status !== 'generating') {
        state.missing.delete(seq)
        continue
      }
      if (tasks.has(lookTask(lane.account.id, seq)) || (job.nextAt ?? 0) > now) continue
      if (tasks.count(`look:${lane.account.id}:`) >= LOOKS_AT_ONCE) return null
      const attempt = lane.tryTake('poll')
      if (!attempt.isTaken) return attempt.comeBackAt
      state.missing.delete(seq)
      startLook(lane, job)
    }
    return null
  }

  function startSweep(lane: Lane, state: SweepState): void {
    tasks.start(sweepTask(lane.account.id), async (signal) => {
      const startedAt = clock.now()
      const plan = createSweepPlan(jobs.watched(lane.account.id))
      let cursor: string | null = null
      let pages = 0
      let suspect: WatchedJob | null = null
      for (;;) {
        if (pages > 0 && !(await lane.take('poll', signal))) return
        const heard = nothingHeard('list')
        const outcome = await collectExchanges(heard.exchanges, () => askForPage(lane, cursor, signal))
        if (signal.aborted) return
        if (outcome.kind !== 'page') return sweepFailed(lane, state, outcome)
        pages += 1
        failpoint('list.after_page')
        const seen = plan.take(outcome.items)
        suspect = oldestRunning(suspect, seen)
        recordPage(lane, seen, heard)
        failpoint('list.after_commit')
        cursor = outcome.nextCursor
        if (cursor === null || plan.isDone(outcome.items, pages)) break
      }
      finishSweep(lane, state, plan.remaining(), { startedAt, pages })
      if (suspect !== null) audit(lane, state, suspect)
    })
  }

  /**
   * Some lists show a job as running for ever. So the longest-running one is asked for by id now and then; a
   * list that was wrong twice in a row is not believed for a while.
   */
  function audit(lane: Lane, state: SweepState, suspect: WatchedJob): void {
    const now = clock.monotonic()
    const isTooSoon = clock.now() - suspect.submittedAt < AUDITED_AFTER_MS || now - state.auditedAt < AUDIT_EVERY_MS
    const name = lookTask(lane.account.id, suspect.seq)
    const job = isTooSoon || tasks.has(name) ? null : jobs.bySeq(suspect.seq)
    if (job === null || job.status !== 'generating' || !lane.tryTake('poll').isTaken) return
    state.auditedAt = now
    // A look of its own: the next sweep does not wait for it, and nobody else looks at this job meanwhile.
    tasks.start(name, async (signal) => {
      const look = await ask(lane, job, signal)
      if (look === null) return
      record(lane, job, look)
      const { outcome } = look
      const isContradicted = outcome.kind === 'snapshot' && ENDED.includes(outcome.snapshot.state)
      state.contradictions = isContradicted ? state.contradictions + 1 : 0
      if (state.contradictions >= CONTRADICTIONS_BEFORE_SINGLE) distrustList(state)
    })
  }

  function distrustList(state: SweepState): void {
    state.contradictions = 0
    state.failures = FAILURES_BEFORE_SINGLE
    state.nextAt = clock.now() + SINGLE_FOR_MS
  }

  async function askForPage(lane: Lane, cursor: string | null, signal: AbortSignal): Promise<PageAnswer> {
    const timeout = withTimeout(clock, signal, LIST_TIMEOUT_MS)
    lastPollAt = clock.now()
    return lane.provider
      .list(cursor, timeout.signal)
      .catch((): PageAnswer => ({ kind: 'silent' }))
      .finally(timeout.done)
  }

  /** One transaction a page: progress is cheap only in batches. */
  function recordPage(lane: Lane, seen: { job: WatchedJob; snapshot: RemoteSnapshot }[], heard: Heard): void {
    lane.heard('poll')
    store.transaction(() => {
      for (const { job, snapshot } of seen) {
        if (tasks.has(lookTask(lane.account.id, job.seq))) continue
        store.looked(job, snapshot, () => scheduleOf(context, lane, job, LISTED_LOOK_MS), heard)
      }
    })
  }

  /** Counted from the start of this sweep: under load a sweep takes long, which must not delay the next one too. */
  function finishSweep(
    lane: Lane,
    state: SweepState,
    remaining: WatchedJob[],
    { startedAt, pages }: { startedAt: number; pages: number },
  ): void {
    const now = clock.now()
    const intervalMs = sweepIntervalMs(pages, lane.account.requestsPerMinute, context.pollMinMs)
    state.failures = 0
    state.pages = pages
    state.nextAt = Math.min(now + intervalMs, Math.max(now + context.pollMinMs, startedAt + intervalMs))
    state.missing = new Set(remaining.filter((job) => job.nextAt <= now).map((job) => job.seq))
  }

  function sweepFailed(lane: Lane, state: SweepState, outcome: Exclude<PageAnswer, { kind: 'page' }>): void {
    if (outcome.kind === 'unsupported') {
      state.isUnsupported = true
      return
    }
    // Whether the key or the whole provider is at fault, or only the list, is for single looks to find out.
    if (outcome.kind === 'silent' || outcome.failure.code === 'auth') return distrustList(state)
    const { failure } = outcome
    const isOutage = failure.code === 'network' || failure.code === 'rate_limited' || failure.retryAfterMs !== null
    const heldUntil = isOutage ? lane.hold(failure) : 0
    // An outage says nothing about the list: single looks fail just as well.
    if (!isOutage) state.failures += 1
    const pauseMs =
      state.failures < FAILURES_BEFORE_SINGLE ? fullJitterMs(Math.max(1, state.failures), random) : SINGLE_FOR_MS
    state.nextAt = Math.max(heldUntil, clock.now() + pauseMs)
  }

  function watchLane(lane: Lane, now: number): number | null {
    const running = countOf(context, lane.account.id, 'generating')
    if (running === 0) return null
    const silentUntil = lane.heldUntil()
    if (silentUntil !== null) return silentUntil
    if (isHolding(context)) return lookAtExpiring(lane, now)
    const state = sweepState(lane.account.id)
    if (!isSweepWorthwhile(running, lane.provider.descriptor.can.list, state, now)) return lookSingly(lane, now)
    if (tasks.has(sweepTask(lane.account.id))) return lookAtMissing(lane, state, now)
    const comeBackAt = lookAtMissing(lane, state, now)
    const dueAt = Math.max(state.nextAt, jobs.earliestNextAt('generating', lane.account.id) ?? now)
    if (dueAt > now) return Math.min(dueAt, comeBackAt ?? dueAt)
    const attempt = lane.tryTake('poll')
    if (!attempt.isTaken) return attempt.comeBackAt
    startSweep(lane, state)
    return null
  }

  return {
    name: 'poller',
    tick(now) {
      const wanted = [...context.lanes()].map((lane) => watchLane(lane, now)).filter((at) => at !== null)
      return wanted.length === 0 ? null : Math.min(...wanted)
    },
    async lookNow(seq, signal) {
      const lane = context.lane(jobs.bySeq(seq)?.accountId ?? '')
      if (lane === null) return null
      const name = lookTask(lane.account.id, seq)
      while (tasks.has(name) && !signal.aborted) await waitUntil(clock, clock.now() + WAIT_FOR_LOOK_MS, signal)
      if (!(await lane.take('poll', signal))) return null
      const job = jobs.bySeq(seq)
      if (job === null || job.handle === null) return null
      const look = await ask(lane, job, signal)
      if (look !== null) record(lane, job, look)
      return look?.outcome ?? null
    },
    forgetSchedule() {
      for (const state of sweeps.values()) state.nextAt = 0
    },
    dropLooks: () => tasks.abortAll((name) => !name.startsWith('look:') && !name.startsWith('sweep:')),
    lastPollAt: () => lastPollAt,
    sweepOf: (accountId) => sweeps.get(accountId) ?? null,
  }
}

export const lookTask = (accountId: string, seq: number): string => `look:${accountId}:${seq}`
export const sweepTask = (accountId: string): string => `sweep:${accountId}`

/** Adapters answer with values; only an abort rejects, and then no answer came in time. */
export const timeoutFailure = (): ProviderFailure => ({
  code: 'network',
  message: CONNECTION_WORDS.no_answer,
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
})

/** The answer about one job, with what went over the wire for it. */
interface Look {
  outcome: PollOutcome
  heard: Heard
}

type PageAnswer = ListOutcome | { kind: 'silent' }

const oldestRunning = (
  before: WatchedJob | null,
  seen: { job: WatchedJob; snapshot: RemoteSnapshot }[],
): WatchedJob | null =>
  seen.reduce<WatchedJob | null>((oldest, { job, snapshot }) => {
    if (ENDED.includes(snapshot.state)) return oldest
    return oldest === null || job.submittedAt < oldest.submittedAt ? job : oldest
  }, before)

const ENDED: readonly RemoteSnapshot['state'][] = ['succeeded', 'failed', 'cancelled', 'expired']
const AUDITED_AFTER_MS = 20_000
const AUDIT_EVERY_MS = 10_000
const CONTRADICTIONS_BEFORE_SINGLE = 2
/** Half as long as a single look: behind a silent list, every job waits. */
const LIST_TIMEOUT_MS = 15_000
const LOOKS_AT_ONCE = 8
const WAIT_FOR_LOOK_MS = 50
