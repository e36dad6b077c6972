import type { VideoRecord } from './videoRecord.ts'

export const CONTENT_LIFE_MS = 60 * 60 * 1000

/** `expired` is what the dialect's batches say of a finished video whose files are gone. */
export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed' | 'expired'

export interface VideoState {
  status: VideoStatus
  /** 0 to 100, never falling. */
  progress: number
  /** When it was done, for better or worse; null until then. */
  endedAtMs: number | null
  expiresAtMs: number | null
}

/** Failures come to light well before the end, as they do elsewhere. */
const FAILS_AT = 0.6

/** How far a video is at a time. A clock that went back before its creation finds it queued. */
export function videoAt(record: VideoRecord, nowMs: number): VideoState {
  const runsFrom = record.createdAtMs + record.queuedMs
  const runningMs = record.failure ? record.runningMs * FAILS_AT : record.runningMs
  const endsAt = runsFrom + runningMs
  if (nowMs < runsFrom) return { status: 'queued', progress: 0, endedAtMs: null, expiresAtMs: null }
  if (nowMs < endsAt) {
    const progress = progressAt((nowMs - runsFrom) / record.runningMs)
    return { status: 'in_progress', progress, endedAtMs: null, expiresAtMs: null }
  }
  if (record.failure) return { status: 'failed', progress: progressAt(FAILS_AT), endedAtMs: endsAt, expiresAtMs: null }
  const expiresAtMs = endsAt + CONTENT_LIFE_MS
  return { status: nowMs < expiresAtMs ? 'completed' : 'expired', progress: 100, endedAtMs: endsAt, expiresAtMs }
}

/** Quick at first and slower towards the end, in whole percent from 1 to 99. */
function progressAt(part: number): number {
  return Math.min(99, Math.max(1, Math.floor(100 * (1 - (1 - part) ** 1.4))))
}

/** About 6 s and 1.5 s for each second of video, an eighth of it waiting. `speed` divides both. */
export function plannedTimes(seconds: number, speed: number): { queuedMs: number; runningMs: number } {
  const wholeMs = (6000 + 1500 * seconds) / speed
  return { queuedMs: Math.round(wholeMs / 8), runningMs: Math.max(1, Math.round((wholeMs * 7) / 8)) }
}
