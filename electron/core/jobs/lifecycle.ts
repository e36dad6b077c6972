import type { JobError, JobErrorCode, JobStatus } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { ProviderFailure, RemoteSnapshot } from '../providers/videoProvider.ts'
import type { JobChanges, JobRecord } from './jobRecord.ts'

/**
 * The whole life of a job as one pure function. Nothing else decides what state follows which; callers
 * bring facts (an answer, a saved file, a person's decision) and times that policy computed.
 */
export type LifecycleEvent =
  | { type: 'intent'; attempt: number; watchUntil: number }
  | { type: 'accepted'; attempt: number; snapshot: RemoteSnapshot; nextAt: number; deadline: number }
  | { type: 'refused'; attempt: number; failure: ProviderFailure }
  | { type: 'not_sent'; attempt: number; notBefore: number; waitingFor: string; failure: ProviderFailure }
  | { type: 'answer_lost'; attempt: number; message: string; nextAt: number; askAt: number }
  | { type: 'not_found_yet'; nextAt: number | null }
  | { type: 'ask'; nextAt: number | null; askAt: number }
  | { type: 'found'; snapshot: RemoteSnapshot; nextAt: number; deadline: number }
  | { type: 'looked'; remoteId: string; snapshot: RemoteSnapshot; nextAt: number; deadline: number }
  | { type: 'look_failed'; remoteId: string; failure: ProviderFailure; nextAt: number }
  | { type: 'gone'; remoteId: string; failure: ProviderFailure; nextAt: number; neededConfirmations: number }
  | { type: 'checked_again'; remoteId: string; snapshot: RemoteSnapshot; nextAt: number; deadline: number }
  | { type: 'file_named'; fileName: string; folderId: number }
  | { type: 'saved'; remoteId: string }
  | { type: 'download_later'; remoteId: string; nextAt: number; waitingFor: string; isFailure: boolean }
  | { type: 'copy_gone'; remoteId: string; message: string }
  | { type: 'cancelled'; detail: Record<string, JsonValue> }
  | { type: 'cancelled_but_accepted'; snapshot: RemoteSnapshot }
  | { type: 'hurried' }
  | { type: 'retried'; isBlocked: boolean }
  | { type: 'resubmitted' }
  | { type: 'given_up' }
  | { type: 'parent_failed'; message: string }
  | { type: 'unblocked'; by: number }
  | { type: 'reordered'; priority: number; position: number }
  | { type: 'renumbered'; position: number }
  | { type: 'edited'; changes: EditedFields; fields: string[] }
  | { type: 'put_back'; blockedBy: number; waitingFor: string | null }

/** What a person may still change about a job that was never sent. */
export type EditedFields = Pick<JobChanges, 'prompt' | 'model' | 'seconds' | 'size' | 'params' | 'costEstimated'>

export interface Transition {
  changes: JobChanges
  /** The line for the job's timeline; null for what nobody would want to read a hundred times. */
  timeline: { type: string; detail: Record<string, JsonValue> } | null
  /** Whether a screen would show a difference. */
  isVisible: boolean
}

/** I7: the only edges there are. */
export const EDGES: Record<JobStatus, readonly JobStatus[]> = {
  queued: ['submitting', 'failed', 'cancelled'],
  submitting: ['queued', 'generating', 'downloading', 'failed', 'cancelled', 'needs_attention'],
  generating: ['downloading', 'failed', 'cancelled'],
  downloading: ['completed', 'failed', 'cancelled'],
  needs_attention: ['queued', 'generating', 'downloading', 'failed', 'cancelled'],
  completed: [],
  failed: ['queued', 'generating', 'downloading'],
  cancelled: ['queued', 'generating', 'downloading'],
}

/** @returns null when the event does not apply to the job as it is now (late, doubled or out of place). */
export function step(job: JobRecord, event: LifecycleEvent, now: number): Transition | null {
  // A job in the trash rests, but a remote id that turns up for it must not get lost.
  if (job.trashedAt !== null && event.type !== 'cancelled_but_accepted') return null
  switch (event.type) {
    case 'intent':
      if (job.status !== 'queued' || event.attempt < job.attempt) return null
      return visible(
        {
          status: 'submitting',
          attempt: event.attempt,
          nextAt: event.watchUntil,
          submittedAt: now,
          waitingFor: null,
          error: null,
        },
        'intent',
        { attempt: event.attempt },
      )
    case 'accepted':
      if (!isCurrentSubmit(job, event.attempt)) return null
      return withSnapshot(job, event.snapshot, event, now, 'accepted')
    case 'refused':
      if (!isCurrentSubmit(job, event.attempt)) return null
      return failed(toJobError(event.failure), now, { status: event.failure.httpStatus })
    case 'not_sent':
      if (!isCurrentSubmit(job, event.attempt)) return null
      return visible(
        {
          status: 'queued',
          nextAt: null,
          notBefore: event.notBefore,
          waitingFor: event.waitingFor,
          submittedAt: null,
          error: null,
          askAt: null,
        },
        'not_sent',
        { reason: event.failure.message, code: event.failure.code },
      )
    case 'answer_lost':
      if (!isCurrentSubmit(job, event.attempt)) return null
      return visible({ nextAt: event.nextAt, askAt: event.askAt, error: submitUnknown(event.message) }, 'answer_lost', {
        reason: event.message,
      })
    case 'not_found_yet':
      if (!isLost(job)) return null
      return invisible({ nextAt: event.nextAt })
    case 'ask':
      if (job.status !== 'submitting' || job.error?.code !== 'submit_unknown') return null
      return visible({ status: 'needs_attention', nextAt: event.nextAt, askAt: event.askAt }, 'needs_attention', {})
    case 'found':
      if (!isLost(job)) return null
      return withSnapshot(job, event.snapshot, event, now, 'found')
    case 'looked':
      if (job.remoteId !== event.remoteId) return null
      if (job.status === 'generating') return withSnapshot(job, event.snapshot, event, now, null)
      return job.status === 'downloading' ? refreshedCopy(job, event.snapshot, now) : null
    case 'look_failed':
      return job.status === 'generating' && job.remoteId === event.remoteId ? lookFailed(job, event, now) : null
    case 'gone':
      return isWatched(job) && job.remoteId === event.remoteId ? gone(job, event, now) : null
    case 'checked_again':
      if (job.remoteId !== event.remoteId || (job.status !== 'failed' && job.status !== 'cancelled')) return null
      if (['failed', 'cancelled', 'expired'].includes(event.snapshot.state)) return null
      return withSnapshot(job, event.snapshot, event, now, 'checked_again')
    case 'file_named':
      if (job.status !== 'downloading') return null
      return invisible({ fileName: event.fileName, folderId: event.folderId })
    case 'saved':
      if (job.status !== 'downloading' || job.remoteId !== event.remoteId) return null
      return visible(
        {
          status: 'completed',
          progress: 100,
          nextAt: null,
          deadline: null,
          failures: 0,
          waitingFor: null,
          error: null,
          finishedAt: now,
        },
        'completed',
        {},
      )
    case 'download_later':
      if (job.status !== 'downloading' || job.remoteId !== event.remoteId) return null
      return {
        changes: {
          nextAt: event.nextAt,
          waitingFor: event.waitingFor,
          failures: job.failures + (event.isFailure ? 1 : 0),
        },
        timeline:
          job.waitingFor === event.waitingFor
            ? null
            : { type: 'download_delayed', detail: { reason: event.waitingFor } },
        isVisible: job.waitingFor !== event.waitingFor,
      }
    case 'copy_gone':
      if (job.status !== 'downloading' || job.remoteId !== event.remoteId) return null
      return failed(copyGone(job, event.message, now), now)
    case 'cancelled':
      if (['completed', 'failed', 'cancelled'].includes(job.status)) return null
      return visible(
        { status: 'cancelled', nextAt: null, deadline: null, askAt: null, waitingFor: null, finishedAt: now },
        'cancelled',
        event.detail,
      )
    case 'cancelled_but_accepted':
      if (job.status !== 'cancelled') return null
      return visible(
        { remoteId: event.snapshot.remoteId, handle: event.snapshot.handle, remoteStatus: event.snapshot.remoteStatus },
        'accepted_after_cancel',
        { remoteId: event.snapshot.remoteId },
      )
    case 'hurried':
      if (job.status !== 'downloading' && !isLost(job)) return null
      return invisible({ nextAt: now })
    case 'retried':
      if (job.status !== 'failed' && job.status !== 'cancelled') return null
      return visible(
        {
          ...freshAttempt(job),
          blockedBy: event.isBlocked ? 1 : 0,
          waitingFor: event.isBlocked ? WAITS_FOR_PARENT : null,
        },
        'retried',
        { attempt: job.attempt + 1 },
      )
    case 'resubmitted':
      if (job.status !== 'needs_attention') return null
      return visible(freshAttempt(job), 'resubmitted', { attempt: job.attempt + 1 })
    case 'given_up':
      if (job.status !== 'needs_attention') return null
      return failed({ ...submitUnknown('You decided that this request failed.'), retryable: true }, now)
    case 'parent_failed':
      if (job.status !== 'queued') return null
      return failed(
        { code: 'invalid_request', message: event.message, retryable: false, charged: 'no', refusedBy: 'dailies' },
        now,
        {},
        { blockedBy: 0 },
      )
    case 'unblocked': {
      if (job.status !== 'queued') return null
      const blockedBy = Math.max(0, job.blockedBy - event.by)
      return visible({ blockedBy, ...(blockedBy === 0 ? { waitingFor: null } : {}) }, 'unblocked', {})
    }
    case 'reordered':
      if (job.status !== 'queued') return null
      return visible({ priority: event.priority, position: event.position }, 'reordered', { priority: event.priority })
    case 'renumbered':
      if (job.status !== 'queued') return null
      return { changes: { position: event.position }, timeline: null, isVisible: true }
    case 'edited':
      if (job.status !== 'queued') return null
      return visible(event.changes, 'edited', { fields: event.fields })
    case 'put_back':
      // Only what never left: anything else would be sent, and paid for, a second time.
      if ((job.status !== 'cancelled' && job.status !== 'failed') || hasLeft(job)) return null
      return visible(
        { status: 'queued', error: null, finishedAt: null, blockedBy: event.blockedBy, waitingFor: event.waitingFor },
        'put_back',
        {},
      )
  }
}

/** A submit that may have landed and has not been settled: both before and after the person is asked. */
export const isLost = (job: Pick<JobRecord, 'status' | 'error'>): boolean =>
  job.status === 'needs_attention' || (job.status === 'submitting' && job.error?.code === 'submit_unknown')

const hasLeft = (job: JobRecord): boolean => job.submittedAt !== null || job.remoteId !== null

const isWatched = (job: JobRecord): boolean => job.status === 'generating' || job.status === 'downloading'

const isCurrentSubmit = (job: JobRecord, attempt: number): boolean =>
  job.status === 'submitting' && job.attempt === attempt

interface Schedule {
  nextAt: number
  deadline: number
}

/** Moves a job to what the provider says. `entry` names the timeline line for a first or found answer. */
function withSnapshot(
  job: JobRecord,
  snapshot: RemoteSnapshot,
  schedule: Schedule,
  now: number,
  entry: 'accepted' | 'found' | 'checked_again' | null,
): Transition {
  const known: JobChanges = {
    remoteId: snapshot.remoteId,
    handle: snapshot.handle,
    remoteStatus: snapshot.remoteStatus,
    expiresAt: snapshot.expiresAt ?? job.expiresAt,
    costBilled: snapshot.costUsd ?? job.costBilled,
    failures: 0,
    goneCount: 0,
  }
  const detail = { remoteId: snapshot.remoteId, remoteStatus: snapshot.remoteStatus }
  switch (snapshot.state) {
    case 'succeeded':
      return visible(
        {
          ...known,
          status: 'downloading',
          progress: Math.max(job.progress, DONE_AT_PROVIDER),
          nextAt: now,
          deadline: null,
          askAt: null,
          error: null,
          waitingFor: null,
          finishedAt: null,
          generatedAt: job.generatedAt ?? now,
        },
        entry ?? 'generated',
        detail,
      )
    case 'failed':
      return failed(toJobError(snapshot.error ?? NO_REASON), now, detail, known)
    case 'expired':
      return failed(toJobError({ ...NO_REASON, code: 'expired', message: EXPIRED_MESSAGE }), now, detail, known)
    case 'cancelled':
      return visible(
        {
          ...known,
          status: 'cancelled',
          nextAt: null,
          deadline: null,
          askAt: null,
          waitingFor: null,
          error: null,
          finishedAt: now,
        },
        'cancelled',
        { by: 'provider', ...detail },
      )
    case 'queued':
    case 'running':
    case 'unknown':
      return stillRunning(job, snapshot, known, schedule, now, entry)
  }
}

/** Never falls, whatever the provider says, and keeps 100 for "the file is on disk". */
export function shownProgress(before: number, wasReported: boolean, snapshot: Pick<RemoteSnapshot, 'progress'>) {
  return {
    progress: Math.max(before, Math.min(DONE_AT_PROVIDER, Math.round(snapshot.progress ?? 0))),
    isProgressReported: wasReported || (snapshot.progress !== null && snapshot.progress > 0),
  }
}

function stillRunning(
  job: JobRecord,
  snapshot: RemoteSnapshot,
  known: JobChanges,
  schedule: Schedule,
  now: number,
  entry: string | null,
): Transition {
  const { progress, isProgressReported } = shownProgress(job.progress, job.isProgressReported, snapshot)
  const isChanged = progress !== job.progress || snapshot.remoteStatus !== job.remoteStatus || entry !== null
  if (!isChanged && job.deadline !== null && now > job.deadline) return failed(TIMED_OUT, now)
  return {
    changes: {
      ...known,
      status: 'generating',
      progress,
      isProgressReported,
      nextAt: schedule.nextAt,
      deadline: isChanged ? schedule.deadline : (job.deadline ?? schedule.deadline),
      askAt: null,
      error: null,
      waitingFor: null,
      finishedAt: null,
    },
    timeline:
      entry !== null
        ? { type: entry, detail: { remoteId: snapshot.remoteId, remoteStatus: snapshot.remoteStatus } }
        : snapshot.remoteStatus !== job.remoteStatus
          ? { type: 'remote_status', detail: { remoteStatus: snapshot.remoteStatus } }
          : null,
    isVisible: isChanged || isProgressReported !== job.isProgressReported || job.waitingFor !== null,
  }
}

/** A second look at a job whose video is being fetched: only its address and its expiry can change. */
function refreshedCopy(job: JobRecord, snapshot: RemoteSnapshot, now: number): Transition {
  if (snapshot.state === 'expired') return failed(copyGone(job, EXPIRED_MESSAGE, now), now)
  return {
    changes: { handle: snapshot.handle, expiresAt: snapshot.expiresAt ?? job.expiresAt, goneCount: 0 },
    timeline: null,
    isVisible: snapshot.expiresAt !== null && snapshot.expiresAt !== job.expiresAt,
  }
}

function lookFailed(job: JobRecord, event: { failure: ProviderFailure; nextAt: number }, now: number): Transition {
  const isOutage =
    event.failure.code === 'network' || event.failure.code === 'rate_limited' || event.failure.code === 'auth'
  if (!isOutage && job.deadline !== null && now > job.deadline) return failed(TIMED_OUT, now)
  const waitingFor = `The last look failed (${event.failure.message}). Dailies keeps looking.`
  const isWorthShowing = job.failures + 1 >= FAILURES_WORTH_SHOWING && job.waitingFor === null
  return {
    changes: { failures: job.failures + 1, nextAt: event.nextAt, ...(isWorthShowing ? { waitingFor } : {}) },
    timeline: job.failures === 0 ? { type: 'look_failed', detail: { reason: event.failure.message } } : null,
    isVisible: isWorthShowing,
  }
}

/** One "no such job" is no proof: servers restart, proxies lag. Several in a row are. */
function gone(
  job: JobRecord,
  event: { failure: ProviderFailure; nextAt: number; neededConfirmations: number },
  now: number,
): Transition {
  const goneCount = job.goneCount + 1
  if (goneCount >= event.neededConfirmations) {
    const error = copyGone(job, `The provider no longer knows this job. It said: ${event.failure.message}`, now)
    return failed(error, now)
  }
  return {
    changes: { goneCount, nextAt: event.nextAt },
    timeline: goneCount === 1 ? { type: 'not_found', detail: { reason: event.failure.message } } : null,
    isVisible: false,
  }
}

const freshAttempt = (job: JobRecord): JobChanges => ({
  status: 'queued',
  attempt: job.attempt + 1,
  remoteId: null,
  remoteStatus: null,
  handle: null,
  progress: 0,
  isProgressReported: false,
  nextAt: null,
  notBefore: 0,
  deadline: null,
  askAt: null,
  failures: 0,
  goneCount: 0,
  expiresAt: null,
  fileName: null,
  folderId: null,
  error: null,
  waitingFor: null,
  submittedAt: null,
  generatedAt: null,
  finishedAt: null,
})

const failed = (
  error: JobError,
  now: number,
  detail: Record<string, JsonValue> = {},
  known: JobChanges = {},
): Transition =>
  visible(
    { ...known, status: 'failed', error, nextAt: null, deadline: null, askAt: null, waitingFor: null, finishedAt: now },
    'failed',
    { code: error.code, message: error.message, charged: error.charged, ...detail },
  )

const visible = (changes: JobChanges, type: string, detail: Record<string, JsonValue>): Transition => ({
  changes,
  timeline: { type, detail },
  isVisible: true,
})

const invisible = (changes: JobChanges): Transition => ({ changes, timeline: null, isVisible: false })

/** Highest progress shown before the file is on disk: 100 is kept for "done". */
const DONE_AT_PROVIDER = 99
const FAILURES_WORTH_SHOWING = 3

/** Why a derived job waits; the wording of a new one and of a retried one is the same. */
export const WAITS_FOR_PARENT = 'Waits for the take that it derives from.'

const EXPIRED_MESSAGE = 'The provider deleted its copy before it could be downloaded.'

const NO_REASON: ProviderFailure = {
  code: 'provider',
  message: 'The provider reported a failure without a reason.',
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
}

const TIMED_OUT: JobError = {
  code: 'timed_out',
  message: 'Nothing changed at the provider for too long, so Dailies stopped watching. "Check again" asks once more.',
  retryable: true,
  charged: 'unknown',
  refusedBy: 'dailies',
}

const submitUnknown = (reason: string): JobError => ({
  code: 'submit_unknown',
  message: `The request was sent, but no usable answer came back, so it may or may not be running. ${reason}`.trim(),
  retryable: false,
  charged: 'unknown',
  refusedBy: 'network',
})

const copyGone = (job: JobRecord, message: string, now: number): JobError => ({
  code: job.expiresAt !== null && job.expiresAt <= now ? 'expired' : job.generatedAt === null ? 'lost' : 'expired',
  message,
  retryable: true,
  charged: job.costBilled === null ? 'unknown' : 'yes',
  refusedBy: 'provider',
})

const NEEDS_A_CHANGE: readonly JobErrorCode[] = ['moderation', 'invalid_request', 'auth', 'quota', 'retired']

export const toJobError = (failure: ProviderFailure): JobError => ({
  code: failure.code,
  message: failure.message,
  retryable: !NEEDS_A_CHANGE.includes(failure.code),
  charged: failure.charged,
  refusedBy: failure.code === 'network' ? 'network' : 'provider',
})
