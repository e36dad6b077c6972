import { isTerminal, type FramesLayout, type Job, type Take } from '../../../shared/jobs/job.ts'
import type { AssetRecord, AssetRepository } from '../media/assetRepository.ts'
import type { GenerationTimes } from './generationTimesRepository.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { expiresSoon } from './queuePause.ts'

export type JobView = (job: JobRecord) => Job

/** Makes the snapshot that screens and scripts see. */
export function createJobView(deps: {
  assets: AssetRepository
  times: GenerationTimes
  lane: (accountId: string) => Lane | null
  now: () => number
  /** Whether a pause holds looks and downloads back. */
  isHolding: () => boolean
}): JobView {
  const isHeldBack = (job: JobRecord): boolean =>
    (job.status === 'generating' || job.status === 'downloading') && deps.isHolding() && !expiresSoon(job, deps.now())

  return (job) => {
    const usualMs = deps.times.usualMs(job.accountId, job.model)
    return {
      id: job.id,
      revision: job.revision,
      sequence: job.seq,
      batchId: job.batchId,
      kind: job.kind,
      accountId: job.accountId,
      model: job.model,
      prompt: job.prompt,
      seconds: job.seconds,
      size: job.size,
      params: job.params,
      referenceId: job.referenceId,
      priority: job.priority,
      position: job.position,
      parentJobId: job.parentJobId,
      relation: job.relation,
      status: job.status,
      remoteId: job.remoteId,
      remoteStatus: job.remoteStatus,
      progress: job.progress,
      isProgressReported: job.isProgressReported,
      attempts: job.attempt,
      error: job.error,
      waitingFor: isHeldBack(job) ? HELD_BACK : waitingFor(job, deps.lane(job.accountId)),
      expiresAt: job.expiresAt,
      createdAt: job.createdAt,
      updatedAt: job.updatedAt,
      submittedAt: job.submittedAt,
      finishedAt: job.finishedAt,
      trashedAt: job.trashedAt,
      typicalDurationMs: usualMs,
      estimatedRemainingMs: estimateRemainingMs(job, usualMs, deps.now()),
      take: job.status === 'completed' ? toTake(deps.assets.byJob(job.seq)) : null,
    }
  }
}

/** A pause of the account says more than what the job itself noted down earlier. */
const waitingFor = (job: JobRecord, lane: Lane | null): string | null => {
  if (lane === null && !isTerminal(job.status)) return NO_LANE
  const pause = lane?.account.pause ?? null
  if (pause === null || isTerminal(job.status)) return job.waitingFor
  if (job.status === 'queued') return pause.message
  // A refused key stops the looking and fetching too; the other pauses only hold back what was not sent.
  const isKeyTrouble = pause.reason === 'auth' || pause.reason === 'key_missing'
  return job.waitingFor ?? (isKeyTrouble ? pause.message : null)
}

const HELD_BACK = 'The queue is paused: Dailies looks and downloads again when it is resumed.'

const NO_LANE = 'The account of this job cannot be used in this run, so nothing is sent or looked at.'

/**
 * Time left of a running job in milliseconds: by the usual time of its model here, else by the progress
 * that the provider reports; null when neither says anything.
 */
export function estimateRemainingMs(
  job: Pick<JobRecord, 'status' | 'submittedAt' | 'progress'>,
  usualMs: number | null,
  now: number,
): number | null {
  if (job.status !== 'generating' || job.submittedAt === null) return null
  const ageMs = Math.max(0, now - job.submittedAt)
  if (usualMs !== null && ageMs < usualMs) return Math.round(usualMs - ageMs)
  if (job.progress < 5) return null
  return Math.round((ageMs * (100 - job.progress)) / job.progress)
}

function toTake(assets: AssetRecord[]): Take | null {
  const video = assets.find((asset) => asset.role === 'video')
  if (video === undefined) return null
  const spritesheet = assets.find((asset) => asset.role === 'spritesheet')
  const layout = spritesheet?.layout ?? null
  const missingSince = video.missingSince ?? null
  return {
    id: video.id,
    fileName: video.fileName,
    sizeBytes: video.sizeBytes,
    sha256: video.sha256,
    hasPoster: assets.some((asset) => asset.role === 'poster'),
    hasSpritesheet: spritesheet !== undefined,
    ...(layout === null ? {} : { framesLayout: JSON.parse(layout) as FramesLayout }),
    savedAt: video.createdAt,
    ...(missingSince === null ? {} : { missingSince }),
  }
}
