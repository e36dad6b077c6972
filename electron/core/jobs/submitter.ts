import { join } from 'node:path'
import { isDeriving } from '../../../shared/jobs/job.ts'
import { collectExchanges } from '../providers/exchange.ts'
import { saidIn } from '../providers/ownWords.ts'
import type { GenerationRequest, ProviderFailure, RemoteSnapshot, SubmitOutcome } from '../providers/videoProvider.ts'
import { nextLookAt } from './cadence.ts'
import { countOf, TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import { waitUntil, type Lane } from './lane.ts'
import { noCreditLeft, refusedKey } from './pauseMessages.ts'
import { nothingHeard, type Heard } from './requestEvents.ts'
import { singleLookMs } from './sweep.ts'
import { waitingSentence } from './waiting.ts'

export interface Intent {
  seq: number
  attempt: number
  clientKey: string
  submissionId: number
}

/** An intent that was sent, with what went over the wire. */
interface SentIntent extends Intent {
  heard: Heard
}

export type Submitter = ReturnType<typeof createSubmitter>

/** Sends one paid request, once, and writes down what became of it. */
export function createSubmitter(context: EngineContext) {
  const { clock, failpoint, jobs, logger, store, submissions, tasks } = context

  /** Facts first, then the state: both in the transaction of the turn in which the answer was read. */
  function settle(lane: Lane, intent: SentIntent, outcome: SubmitOutcome): void {
    switch (outcome.kind) {
      case 'accepted':
        return accept(lane, intent, outcome.snapshot)
      case 'refused':
        return refuse(lane, intent, outcome.failure)
      case 'not_sent':
        return defer(intent, lane.hold(outcome.failure), outcome.failure)
      case 'unknown':
        return lose(lane, intent, outcome.failure.message)
    }
  }

  function accept(lane: Lane, intent: SentIntent, snapshot: RemoteSnapshot): void {
    const owner = submissions.ownerOf(lane.account.id, snapshot.remoteId)
    if (owner !== null && owner !== intent.seq) {
      return lose(lane, intent, 'The provider answered with the id of another job.')
    }
    lane.heard('submit')
    failpoint('accept.before_commit')
    store.transaction(() => {
      const now = clock.now()
      store.noteRequests(intent.seq, intent.heard)
      if (owner === null) submissions.settle(intent.submissionId, 'accepted', now, snapshot.remoteId, null)
      const schedule = scheduleFor(context, lane, intent.seq)
      if (store.apply(intent.seq, { type: 'accepted', attempt: intent.attempt, snapshot, ...schedule }) === null) {
        store.apply(intent.seq, { type: 'cancelled_but_accepted', snapshot })
      }
    })
    failpoint('accept.after_commit')
    stopIfCancelled(lane, intent.seq, snapshot)
  }

  /** Cancelled while the request was on its way: ask the provider to stop what it just accepted. */
  function stopIfCancelled(lane: Lane, seq: number, snapshot: RemoteSnapshot): void {
    if (jobs.bySeq(seq)?.status !== 'cancelled' || lane.provider.descriptor.can.cancel === 'no') return
    tasks.start(`late-cancel:${seq}:${snapshot.remoteId}`, async (signal) => {
      const timeout = withTimeout(clock, signal, TIMES.lookTimeoutMs)
      const heard = nothingHeard('cancel')
      const outcome = await collectExchanges(heard.exchanges, () =>
        lane.provider.cancel(snapshot.handle, timeout.signal),
      ).finally(timeout.done)
      store.transaction(() => {
        store.noteRequests(seq, heard)
        jobs.addEvent(seq, clock.now(), 'late_cancel', { outcome: outcome.kind })
      })
    })
  }

  function refuse(lane: Lane, intent: SentIntent, failure: ProviderFailure): void {
    failpoint('refuse.before_commit')
    if (failure.code === 'auth' || failure.code === 'quota') {
      const message = failure.code === 'auth' ? refusedKey(failure) : noCreditLeft(failure)
      lane.pause(failure.code, message, 'submit', saidIn(failure.message))
      defer(intent, clock.now(), failure)
    } else {
      store.transaction(() => {
        store.noteRequests(intent.seq, intent.heard)
        submissions.settle(intent.submissionId, 'refused', clock.now(), null, failure.message)
        store.apply(intent.seq, { type: 'refused', attempt: intent.attempt, failure })
      })
    }
    failpoint('refuse.after_commit')
  }

  function defer(intent: SentIntent, notBefore: number, failure: ProviderFailure): void {
    store.transaction(() => {
      store.noteRequests(intent.seq, intent.heard)
      submissions.settle(intent.submissionId, 'not_sent', clock.now(), null, failure.message)
      const waitingFor = waitingSentence('not_sent', failure.message)
      store.apply(intent.seq, { type: 'not_sent', attempt: intent.attempt, notBefore, waitingFor, failure })
    })
  }

  function lose(lane: Lane, intent: SentIntent, message: string): void {
    store.transaction(() => {
      const now = clock.now()
      store.noteRequests(intent.seq, intent.heard)
      submissions.settle(intent.submissionId, 'unknown', now, null, message)
      const schedule = { nextAt: now + FIRST_SEARCH_MS, askAt: now + TIMES.reconcileMs }
      store.apply(intent.seq, { type: 'answer_lost', attempt: intent.attempt, message, ...schedule })
      if (!canReconcile(lane)) store.apply(intent.seq, { type: 'ask', nextAt: null, askAt: now })
    })
  }

  /** A full disk must not cost a remote id: it stays in memory until it could be written. */
  async function settleUntilWritten(lane: Lane, intent: SentIntent, outcome: SubmitOutcome, signal: AbortSignal) {
    for (;;) {
      try {
        return settle(lane, intent, outcome)
      } catch (error) {
        const remoteId = outcome.kind === 'accepted' ? outcome.snapshot.remoteId : null
        logger.error('the answer to a submit could not be written down', {
          job: intent.seq,
          remoteId,
          error: String(error),
        })
        if (isDiskFull(error)) context.storageProblem('full', context.dataDir)
        if (signal.aborted) return undefined
        await waitUntil(clock, clock.now() + WRITE_RETRY_MS, signal)
      }
    }
  }

  async function send(lane: Lane, intent: Intent, signal: AbortSignal): Promise<void> {
    const job = jobs.bySeq(intent.seq)
    if (job === null) return
    const request = toRequest(context, job)
    failpoint('submit.before_send')
    const timeout = withTimeout(clock, signal, TIMES.submitTimeoutMs + uploadMs(context, job))
    const heard = nothingHeard('submit')
    // Until the answer: nobody hears when the last byte of an image is out.
    const letSleep = request.reference === null ? null : context.keepAwake()
    const outcome = await collectExchanges(heard.exchanges, () =>
      lane.provider.submit(request, { clientKey: intent.clientKey, signal: timeout.signal }),
    )
      .catch((error: unknown): SubmitOutcome => ({ kind: 'unknown', failure: unexpected(error) }))
      .finally(() => {
        timeout.done()
        letSleep?.()
      })
    failpoint('submit.answered')
    logger.debug('submit answered', { job: job.id, attempt: intent.attempt, outcome: outcome.kind })
    await settleUntilWritten(lane, { ...intent, heard }, outcome, signal)
  }

  return {
    start(intent: Intent): void {
      const job = jobs.bySeq(intent.seq)
      const lane = job === null ? null : context.lane(job.accountId)
      if (lane === null) return
      tasks.start(submitTask(intent.seq), (signal) => send(lane, intent, signal))
    },
  }
}

export const submitTask = (seq: number): string => `submit:${seq}`

/** Whether a lost answer can be settled without asking a person. */
export const canReconcile = (lane: Lane): boolean =>
  lane.provider.descriptor.honoursClientKey || lane.provider.descriptor.can.list !== 'no'

export const scheduleFor = (context: EngineContext, lane: Lane, seq: number): { nextAt: number; deadline: number } =>
  scheduleOf(context, lane, context.jobs.bySeq(seq))

/** When a job that is running at the provider is looked at next, and when it would have timed out. */
export function scheduleOf(
  context: EngineContext,
  lane: Lane,
  job: Pick<JobRecord, 'submittedAt' | 'model' | 'expiresAt'> | null,
  longestMs = singleLookMs(countOf(context, lane.account.id, 'generating'), lane.account.requestsPerMinute),
): { nextAt: number; deadline: number } {
  const now = context.clock.now()
  const nextAt = nextLookAt({
    now,
    submittedAt: job?.submittedAt ?? now,
    usualMs: job === null ? null : context.times.usualMs(lane.account.id, job.model),
    expiresAt: job?.expiresAt ?? null,
    pollMinMs: context.pollMinMs,
    longestMs,
    random: context.random,
  })
  return { nextAt, deadline: now + TIMES.deadlineMs }
}

/** What goes over the wire for a job. */
export function toRequest(context: EngineContext, job: JobRecord): GenerationRequest {
  const reference = job.referenceId === null ? null : context.assets.byId(job.referenceId)
  const parent = job.parentJobId === null || !isDeriving(job.relation) ? null : context.jobs.byId(job.parentJobId)
  return {
    model: job.model,
    prompt: job.prompt,
    seconds: job.seconds,
    size: job.size,
    params: job.params,
    reference:
      reference === null
        ? null
        : { path: join(reference.folder, reference.fileName), type: reference.mediaType, fileName: reference.fileName },
    source: parent === null ? null : { relation: job.relation as 'remix' | 'edit' | 'extend', handle: parent.handle },
  }
}

/** A slow line must not turn an upload into a lost answer. */
const uploadMs = ({ assets }: EngineContext, job: JobRecord): number =>
  job.referenceId === null ? 0 : (assets.byId(job.referenceId)?.sizeBytes ?? 0) / SLOW_LINE_BYTES_PER_MS

const isDiskFull = (error: unknown): boolean => (error as { code?: string } | undefined)?.code === 'SQLITE_FULL'

const unexpected = (error: unknown): ProviderFailure => ({
  code: 'protocol',
  message: `The adapter failed: ${error instanceof Error ? error.message : String(error)}`,
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
})

const FIRST_SEARCH_MS = 2000
/** 50 kB/s. */
const SLOW_LINE_BYTES_PER_MS = 50
const WRITE_RETRY_MS = 1000
