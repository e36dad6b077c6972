import { z } from 'zod'
import type { CancelOutcome, PollingStats } from '../../shared/ipc/contract.ts'
import { batchSchema, type Batch } from '../../shared/jobs/batch.ts'
import { jobErrorSchema, jobStatusSchema, type Job } from '../../shared/jobs/job.ts'

/** The API's answers: their schemas, and how the contract's values become them. Times are ISO 8601. */

const time = z.iso.datetime()

export const jobStatusAnswerSchema = z.object({
  jobId: z.string(),
  videoId: z.string().nullable().meta({ description: 'The finished take; null while there is none.' }),
  status: jobStatusSchema,
  ready: z.boolean().meta({ description: 'True exactly when the file is on disk and passed the check.' }),
  progress: z.int().min(0).max(100).meta({ description: 'Never falls.' }),
  error: jobErrorSchema.pick({ code: true, message: true, retryable: true, charged: true }).nullable(),
  createdAt: time,
  updatedAt: time,
  videoAvailable: z
    .boolean()
    .meta({ description: 'False also when the file was found to be gone: then a refresh may fetch it again.' }),
  estimatedTimeRemaining: z.int().nullable().meta({ description: 'Milliseconds.' }),
  remoteId: z.string().nullable(),
  remoteStatus: z.string().nullable(),
  expiresAt: time.nullable().meta({ description: 'When the provider deletes its copy.' }),
  attempts: z.int(),
  waitingFor: z.string().nullable().meta({ description: 'Why the job does not move.' }),
})
export type JobStatusAnswer = z.infer<typeof jobStatusAnswerSchema>

export const listItemSchema = jobStatusAnswerSchema.extend({
  prompt: z.string(),
  model: z.string(),
  seconds: z.number().nullable(),
  size: z.string().nullable(),
})
export type ListItem = z.infer<typeof listItemSchema>

export const listAnswerSchema = z.object({ items: z.array(listItemSchema), nextCursor: z.string().nullable() })

export const generateAnswerSchema = z.object({
  jobId: z.string(),
  status: z.literal('queued'),
  jobIds: z.array(z.string()).optional().meta({ description: 'Every job, when more than one was asked for.' }),
})
export type GenerateAnswer = z.infer<typeof generateAnswerSchema>

export const batchCreatedAnswerSchema = z.object({
  batchId: z.string(),
  status: z.literal('queued'),
  jobIds: z.array(z.string()).meta({ description: 'Every job, in the order of the items.' }),
})
export type BatchCreatedAnswer = z.infer<typeof batchCreatedAnswerSchema>

export const batchAnswerSchema = batchSchema.extend({ createdAt: time })
export type BatchAnswer = z.infer<typeof batchAnswerSchema>

export const cancelAnswerSchema = jobStatusAnswerSchema.extend({
  outcome: z.enum(['removed_from_queue', 'stopped_at_provider', 'stopped_watching']),
  mayStillBill: z.boolean(),
  message: z.string(),
})
export type CancelAnswer = z.infer<typeof cancelAnswerSchema>

export const pollingStatsAnswerSchema = z.object({
  total: z.int(),
  queued: z.int(),
  submitting: z.int(),
  generating: z.int(),
  downloading: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  needsAttention: z.int(),
  requests: z.int(),
  lastPollAt: time.nullable(),
  nextPollAt: time.nullable(),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      activeJobs: z.int(),
      mode: z.enum(['list', 'single']),
      requestsPerMinute: z.int(),
      expectedDelayMs: z.int(),
      sustainableConcurrency: z.int().nullable(),
    }),
  ),
})
export type PollingStatsAnswer = z.infer<typeof pollingStatsAnswerSchema>

export const healthAnswerSchema = z.object({ status: z.literal('ok'), version: z.string() })

/** The last moment that a Date can hold; a provider's nonsense must not break an answer. */
const LAST_TIME_MS = 8.64e15

const isoTime = (ms: number): string => new Date(Math.min(Math.max(ms, 0), LAST_TIME_MS)).toISOString()
const isoTimeOrNull = (ms: number | null): string | null => (ms === null ? null : isoTime(ms))

export const toJobStatusAnswer = (job: Job): JobStatusAnswer => ({
  jobId: job.id,
  videoId: job.take?.id ?? null,
  status: job.status,
  ready: job.status === 'completed',
  progress: job.progress,
  error: job.error && {
    code: job.error.code,
    message: job.error.message,
    retryable: job.error.retryable,
    charged: job.error.charged,
  },
  createdAt: isoTime(job.createdAt),
  updatedAt: isoTime(job.updatedAt),
  videoAvailable: job.take !== null && job.take.missingSince === undefined,
  estimatedTimeRemaining: job.estimatedRemainingMs,
  remoteId: job.remoteId,
  remoteStatus: job.remoteStatus,
  expiresAt: isoTimeOrNull(job.expiresAt),
  attempts: job.attempts,
  waitingFor: job.waitingFor,
})

export const toListItem = (job: Job): ListItem => ({
  ...toJobStatusAnswer(job),
  prompt: job.prompt,
  model: job.model,
  seconds: job.seconds,
  size: job.size,
})

/** `jobs` are those that one request made; there is always at least one. */
export const toGenerateAnswer = (jobs: readonly Job[]): GenerateAnswer => {
  const ids = jobs.map((job) => job.id)
  const [first] = ids
  if (first === undefined) throw new Error('A created batch holds no job.')
  return { jobId: first, status: 'queued', ...(ids.length > 1 ? { jobIds: ids } : {}) }
}

export const toBatchAnswer = (batch: Batch): BatchAnswer => ({ ...batch, createdAt: isoTime(batch.createdAt) })

export const toCancelAnswer = ({ job, outcome, mayStillBill, message }: CancelOutcome): CancelAnswer => ({
  ...toJobStatusAnswer(job),
  outcome,
  mayStillBill,
  message,
})

export const toPollingStatsAnswer = (stats: PollingStats): PollingStatsAnswer => ({
  ...stats,
  lastPollAt: isoTimeOrNull(stats.lastPollAt),
  nextPollAt: isoTimeOrNull(stats.nextPollAt),
})
