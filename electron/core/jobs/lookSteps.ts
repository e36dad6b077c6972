import type { ProviderFailure, RemoteSnapshot } from '../providers/videoProvider.ts'
import { copyGone, EXPIRED_MESSAGE, NO_REASON, TIMED_OUT, toJobError } from './jobErrors.ts'
import type { JobChanges, JobRecord } from './jobRecord.ts'
import { failed, visible, type Transition } from './transition.ts'
import { waitingSentence } from './waiting.ts'

/** The half of the lifecycle that answers of the provider decide: what a look at a job makes of it. */

interface Schedule {
  nextAt: number
  deadline: number
}

/** Moves a job to what the provider says. `entry` names the timeline line for a first or found answer. */
export function withSnapshot(
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
export function refreshedCopy(job: JobRecord, snapshot: RemoteSnapshot, now: number): Transition {
  if (snapshot.state === 'expired') return failed(copyGone(job, EXPIRED_MESSAGE, now), now)
  return {
    changes: { handle: snapshot.handle, expiresAt: snapshot.expiresAt ?? job.expiresAt, goneCount: 0 },
    timeline: null,
    isVisible: snapshot.expiresAt !== null && snapshot.expiresAt !== job.expiresAt,
  }
}

/** The file of a finished job is gone, and the provider still has its copy: only the download begins anew. */
export function fetchedAgain(job: JobRecord, snapshot: RemoteSnapshot, now: number): Transition | null {
  if (snapshot.state !== 'succeeded') return null
  const { handle, remoteStatus } = snapshot
  return visible(
    {
      handle,
      remoteStatus,
      status: 'downloading',
      expiresAt: snapshot.expiresAt ?? job.expiresAt,
      nextAt: now,
      failures: 0,
      goneCount: 0,
      finishedAt: null,
    },
    'fetch_again',
    { remoteId: snapshot.remoteId },
  )
}

export function lookFailed(
  job: JobRecord,
  event: { failure: ProviderFailure; nextAt: number },
  now: number,
): Transition {
  const isOutage =
    event.failure.code === 'network' || event.failure.code === 'rate_limited' || event.failure.code === 'auth'
  if (!isOutage && job.deadline !== null && now > job.deadline) return failed(TIMED_OUT, now)
  const waitingFor = waitingSentence('look_failed', event.failure.message)
  const isWorthShowing = job.failures + 1 >= FAILURES_WORTH_SHOWING && job.waitingFor === null
  return {
    changes: { failures: job.failures + 1, nextAt: event.nextAt, ...(isWorthShowing ? { waitingFor } : {}) },
    timeline: job.failures === 0 ? { type: 'look_failed', detail: { reason: event.failure.message } } : null,
    isVisible: isWorthShowing,
  }
}

/** One "no such job" is no proof: servers restart, proxies lag. Several in a row are. */
export function gone(
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

/** Highest progress shown before the file is on disk: 100 is kept for "done". */
const DONE_AT_PROVIDER = 99
const FAILURES_WORTH_SHOWING = 3
