import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { ProviderFailure, RemoteSnapshot } from '../providers/videoProvider.ts'
import { copyGone, submitUnknown, toJobError } from './jobErrors.ts'
import type { JobChanges, JobRecord } from './jobRecord.ts'
import { fetchedAgain, gone, lookFailed, refreshedCopy, withSnapshot } from './lookSteps.ts'
import { failed, invisible, visible, type Transition } from './transition.ts'
import { waitingSentence } from './waiting.ts'

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
  | { type: 'fetch_again'; remoteId: string; snapshot: RemoteSnapshot }
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

/** I7: the only edges there are. */
export const EDGES: Record<JobStatus, readonly JobStatus[]> = {
  queued: ['submitting', 'failed', 'cancelled'],
  submitting: ['queued', 'generating', 'downloading', 'failed', 'cancelled', 'needs_attention'],
  generating: ['downloading', 'failed', 'cancelled'],
  downloading: ['completed', 'failed', 'cancelled'],
  needs_attention: ['queued', 'generating', 'downloading', 'failed', 'cancelled'],
  completed: ['downloading'],
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
    case 'fetch_again':
      if (job.status !== 'completed' || job.remoteId !== event.remoteId) return null
      return fetchedAgain(job, event.snapshot, now)
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

/** Why a derived job waits; the wording of a new one and of a retried one is the same. */
export const WAITS_FOR_PARENT = waitingSentence('parent')
