import type { RemoteSnapshot } from '../providers/videoProvider.ts'
import { TIMES } from './engineContext.ts'
import type { WatchedJob } from './jobRepository.ts'
import { shownProgress } from './lookSteps.ts'

/** What a list sweep finds most of the time: the number went up, or not even that. */
export type ProgressStep =
  | { kind: 'unchanged' }
  | { kind: 'moved'; progress: number; isProgressReported: boolean; deadline: number }
  /** Something else is new as well: the lifecycle decides. */
  | { kind: 'more' }

/**
 * The shortcut through the lifecycle for a running job of which nothing but the progress is new. It agrees with
 * `step` for a `looked` event, and exists because a thousand jobs bring a thousand of these every ten seconds.
 */
export function progressStep(job: WatchedJob, snapshot: RemoteSnapshot, now: number): ProgressStep {
  const isRunning = snapshot.state === 'running' || snapshot.state === 'queued' || snapshot.state === 'unknown'
  if (!isRunning || job.isCalm === 0 || snapshot.remoteStatus !== job.remoteStatus || snapshot.costUsd !== null) {
    return { kind: 'more' }
  }
  if (snapshot.expiresAt !== null && snapshot.expiresAt !== job.expiresAt) return { kind: 'more' }
  if (JSON.stringify(snapshot.handle) !== job.handle) return { kind: 'more' }
  const { progress, isProgressReported } = shownProgress(job.progress, job.isProgressReported === 1, snapshot)
  const isMoved = progress !== job.progress
  if (!isMoved && isProgressReported === (job.isProgressReported === 1)) {
    return job.deadline !== null && now > job.deadline ? { kind: 'more' } : { kind: 'unchanged' }
  }
  return isMoved ? { kind: 'moved', progress, isProgressReported, deadline: now + TIMES.deadlineMs } : { kind: 'more' }
}
