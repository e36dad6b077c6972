import { z } from 'zod'
import { jobStatusSchema } from '../jobs/job.ts'

export const jobCountsSchema = z.record(jobStatusSchema, z.int())
export type JobCounts = z.infer<typeof jobCountsSchema>

/**
 * How far a pause goes. `after_running`: nothing new is sent, what runs goes on and is downloaded. `now`: besides,
 * nothing is looked at or downloaded, except for takes whose copy at the provider expires within the hour.
 */
export const pauseModeSchema = z.enum(['after_running', 'now'])
export type PauseMode = z.infer<typeof pauseModeSchema>

export const queueStateSchema = z.object({
  isPaused: z.boolean(),
  /** Null while the queue is not paused. */
  pauseMode: pauseModeSchema.nullable(),
  counts: jobCountsSchema,
})
export type QueueState = z.infer<typeof queueStateSchema>

/** Without a mode: `after_running`. */
export const pauseQueueSchema = z.object({ mode: pauseModeSchema.optional() }).strict()

/**
 * When the queue will be through, from how long generations took here before. A pause, a hold and the budget of an
 * account do not count in `remainingMs`: it says how long it takes once it may go on.
 */
export const forecastSchema = z.object({
  /** Until the last account is through; 0 when nothing waits or runs, null while any account cannot say. */
  remainingMs: z.int().nullable(),
  waiting: z.int(),
  /** Being sent or generated; a download is not counted. */
  running: z.int(),
  /** Those with something waiting or running. */
  accounts: z.array(
    z.object({
      accountId: z.string(),
      waiting: z.int(),
      running: z.int(),
      /** Null while one of the models concerned was never used here. */
      remainingMs: z.int().nullable(),
      /** On average, while jobs wait. */
      startsEveryMs: z.int().nullable(),
    }),
  ),
})
export type QueueForecast = z.infer<typeof forecastSchema>
