import { isTerminal, type FramesLayout, type Job, type Take } from '../../../shared/jobs/job.ts'
import type { AccountPause } from '../../../shared/accounts/account.ts'
import type { AssetRecord, AssetRepository } from '../media/assetRepository.ts'
import type { GenerationTimes } from './generationTimesRepository.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { expiresSoon } from './queuePause.ts'
import { readWaiting, waitingSentence, waitsForAccount, type Waiting } from './waiting.ts'

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
      ...toAnswer(isHeldBack(job) ? HELD_BACK : waitingOf(job, deps.lane(job.accountId))),
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
const waitingOf = (job: JobRecord, lane: Lane | null): Waiting | null => {
  if (lane === null && !isTerminal(job.status)) return NO_LANE
  const noted = job.waitingFor === null ? null : readWaiting(job.waitingFor)
  const pause = lane?.account.pause ?? null
  if (pause === null || isTerminal(job.status)) return noted
  if (job.status === 'queued') return waitsForAccount(pause)
  // A refused key stops the looking and fetching too; the other pauses only hold back what was not sent.
  return noted ?? (KEY_TROUBLES.includes(pause.reason) ? waitsForAccount(pause) : null)
}

const KEY_TROUBLES: readonly AccountPause['reason'][] = ['auth', 'key_missing', 'key_unreachable']

const HELD_BACK = readWaiting(waitingSentence('queue_paused'))
const NO_LANE = readWaiting(waitingSentence('no_account'))

const toAnswer = (
  waiting: Waiting | null,
): Pick<Job, 'waitingFor' | 'waitingCode' | 'waitingDetail' | 'waitingTrouble'> => ({
  waitingFor: waiting?.sentence ?? null,
  ...(waiting === null || waiting.code === null ? {} : { waitingCode: waiting.code }),
  ...(waiting === null || waiting.detail === null ? {} : { waitingDetail: waiting.detail }),
  ...(waiting === null || waiting.trouble === null ? {} : { waitingTrouble: waiting.trouble }),
})

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
