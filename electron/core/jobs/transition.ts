import type { JobError } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { JobChanges } from './jobRecord.ts'

/** What an event does to a job. */
export interface Transition {
  changes: JobChanges
  /** The line for the job's timeline; null for what nobody would want to read a hundred times. */
  timeline: { type: string; detail: Record<string, JsonValue> } | null
  /** Whether a screen would show a difference. */
  isVisible: boolean
}

export const failed = (
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

export const visible = (changes: JobChanges, type: string, detail: Record<string, JsonValue>): Transition => ({
  changes,
  timeline: { type, detail },
  isVisible: true,
})

export const invisible = (changes: JobChanges): Transition => ({ changes, timeline: null, isVisible: false })
