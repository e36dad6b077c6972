import { z } from 'zod'
import { jsonValueSchema } from '../json.ts'
import { CONNECTION_TROUBLES, WAITING_CODES } from './waiting.ts'

/** Every state a job can be in. `completed` means: the file is on disk and passed the check. */
export const JOB_STATUSES = [
  'queued',
  'submitting',
  'generating',
  'downloading',
  'completed',
  'failed',
  'cancelled',
  'needs_attention',
] as const
export const jobStatusSchema = z.enum(JOB_STATUSES)
export type JobStatus = z.infer<typeof jobStatusSchema>

/** Why a job failed or waits for a decision. `submit_unknown`: a paid request may or may not have landed. */
export const JOB_ERROR_CODES = [
  'moderation',
  'invalid_request',
  'auth',
  'quota',
  'rate_limited',
  'retired',
  'lost',
  'expired',
  'timed_out',
  'submit_unknown',
  'protocol',
  'network',
  'disk',
  'provider',
] as const
export const jobErrorCodeSchema = z.enum(JOB_ERROR_CODES)
export type JobErrorCode = z.infer<typeof jobErrorCodeSchema>

export const jobErrorSchema = z.object({
  code: jobErrorCodeSchema,
  /** One or two plain sentences, shortened and free of secrets. */
  message: z.string(),
  /** Whether "retry" has a chance without the person changing something. */
  retryable: z.boolean(),
  /** Whether money moved. Never guessed: `unknown` unless the provider's answer settles it. */
  charged: z.enum(['yes', 'no', 'unknown']),
  /** Who said no. */
  refusedBy: z.enum(['provider', 'network', 'disk', 'dailies']),
})
export type JobError = z.infer<typeof jobErrorSchema>

/** How a job derives from its parent. The first three are calls of their own at the provider. */
export const JOB_RELATIONS = ['remix', 'extend', 'edit', 'retry', 'variation'] as const
export const jobRelationSchema = z.enum(JOB_RELATIONS)
export type JobRelation = z.infer<typeof jobRelationSchema>

/** Relations that need the parent's finished video at the provider, so the job waits for its parent. */
export const DERIVING_RELATIONS = ['remix', 'extend', 'edit'] as const satisfies readonly JobRelation[]
export const isDeriving = (relation: JobRelation | null): boolean =>
  relation !== null && (DERIVING_RELATIONS as readonly JobRelation[]).includes(relation)

/** How the frames of a spritesheet lie: row by row, all of one size, the last row perhaps not full. */
export const framesLayoutSchema = z
  .object({ columns: z.int().min(1).max(100), rows: z.int().min(1).max(100), frameCount: z.int().min(1).max(10_000) })
  .strict()
export type FramesLayout = z.infer<typeof framesLayoutSchema>

/** A finished video in the library. Its `id` is what media URLs carry; never a path. */
export const takeSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  hasPoster: z.boolean(),
  hasSpritesheet: z.boolean(),
  /** Of the spritesheet, where it is known (those that Dailies made itself). */
  framesLayout: framesLayoutSchema.optional(),
  savedAt: z.int(),
  /** Since when its file is known to be gone or cut off; absent while it is there. `jobs.refresh` may fetch it again. */
  missingSince: z.int().optional(),
})
export type Take = z.infer<typeof takeSchema>

/** The full state of one job as the doors see it. All times are Unix milliseconds. */
export const jobSchema = z.object({
  id: z.string(),
  /** Rises with every visible change; a snapshot that is not newer is ignored. */
  revision: z.int(),
  /** Creation order; larger is newer. */
  sequence: z.int(),
  batchId: z.string().nullable(),
  /** What is generated. Only `video` today; audio, narrative and animation follow the same lifecycle. */
  kind: z.string(),
  accountId: z.string(),
  model: z.string(),
  prompt: z.string(),
  seconds: z.number().nullable(),
  /** `WIDTHxHEIGHT` in pixels, or null to leave it to the provider. */
  size: z.string().nullable(),
  params: z.record(z.string(), jsonValueSchema),
  referenceId: z.string().nullable(),
  priority: z.int(),
  position: z.number(),
  parentJobId: z.string().nullable(),
  relation: jobRelationSchema.nullable(),
  status: jobStatusSchema,
  remoteId: z.string().nullable(),
  /** The provider's own word for the state, for the timeline. */
  remoteStatus: z.string().nullable(),
  /** 0 to 100; never falls. */
  progress: z.int(),
  /** False while the provider has not reported any progress: show an honest indeterminate bar. */
  isProgressReported: z.boolean(),
  attempts: z.int(),
  error: jobErrorSchema.nullable(),
  /** Why a queued or downloading job does not move, in one sentence; null when nothing special holds it. */
  waitingFor: z.string().nullable(),
  /** The same in parts, for screens in other languages: what it is, */
  waitingCode: z.enum(WAITING_CODES).optional(),
  /** the provider's or the system's own words (`disk_full`: the megabytes that are missing), */
  waitingDetail: z.string().optional(),
  /** and what was wrong with the connection. */
  waitingTrouble: z.enum(CONNECTION_TROUBLES).optional(),
  /** When the provider deletes its copy. */
  expiresAt: z.int().nullable(),
  createdAt: z.int(),
  updatedAt: z.int(),
  submittedAt: z.int().nullable(),
  finishedAt: z.int().nullable(),
  /** Since when it is in the trash; then `status` is what it was before. Null for every job in the lists. */
  trashedAt: z.int().nullable(),
  /** Median generation time of this model here, in milliseconds; null without history. */
  typicalDurationMs: z.int().nullable(),
  estimatedRemainingMs: z.int().nullable(),
  take: takeSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>

/** One line of a job's append-only timeline. */
export const jobEventSchema = z.object({
  id: z.int(),
  jobId: z.string(),
  at: z.int(),
  /** What happened, e.g. `created`, `intent`, `accepted`, `status`, `download_failed`. */
  type: z.string(),
  detail: z.record(z.string(), jsonValueSchema),
})
export type JobEvent = z.infer<typeof jobEventSchema>

export { canCancel, canCheckAgain, canResolve, canRetry, isTerminal } from './jobRules.ts'
