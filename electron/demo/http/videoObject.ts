import type { VideoStatus } from '../videos/timeline.ts'
import { videoAt } from '../videos/timeline.ts'
import type { VideoRecord } from '../videos/videoRecord.ts'
import type { ActiveFault } from './faults.ts'

/** A video as the dialect writes it; times in Unix seconds. */
export interface VideoObject {
  id: string
  object: 'video'
  model: string
  status: VideoStatus | 'warming_up'
  progress: number
  created_at: number
  completed_at: number | null
  expires_at: number | null
  prompt: string
  size: string
  seconds: string
  remixed_from_video_id: string | null
  error: { code: string; message: string } | null
}

export function videoObject(record: VideoRecord, nowMs: number, fault: ActiveFault | null): VideoObject {
  const state = videoAt(record, nowMs)
  const isDone = state.status === 'completed' || state.status === 'expired'
  return {
    id: record.id,
    object: 'video',
    model: record.model,
    status: fault?.kind === 'unknown_status' ? 'warming_up' : state.status,
    progress: fault?.kind === 'progress_backwards' ? Math.max(0, state.progress - 30) : state.progress,
    created_at: seconds(record.createdAtMs),
    completed_at: isDone && state.endedAtMs !== null ? seconds(state.endedAtMs) : null,
    expires_at: state.expiresAtMs === null ? null : seconds(state.expiresAtMs),
    prompt: record.prompt,
    size: record.size,
    seconds: String(record.seconds),
    remixed_from_video_id: record.remixedFrom,
    error: state.status === 'failed' ? record.failure : null,
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
