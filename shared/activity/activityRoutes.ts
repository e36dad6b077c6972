import { z } from 'zod'
import { jobEventSchema } from '../jobs/job.ts'
import { jsonValueSchema } from '../json.ts'
import { noticeSchema } from './notice.ts'

/** What happened: notices, the timeline of all jobs, the log, and how the machinery is. Part of the contract. */

const nothing = z.object({}).strict()
const page = { limit: z.int().min(1).max(200).optional(), cursor: z.string().max(200).optional() }

export const activityItemSchema = jobEventSchema.extend({
  /** The beginning of the job's prompt. */
  prompt: z.string(),
  accountId: z.string(),
})
export type ActivityItem = z.infer<typeof activityItemSchema>

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export const logLevelSchema = z.enum(LOG_LEVELS)
export type LogLevel = z.infer<typeof logLevelSchema>

export const logRecordSchema = z.object({
  at: z.int(),
  level: logLevelSchema,
  message: z.string(),
  detail: z.record(z.string(), jsonValueSchema),
})
export type LogRecord = z.infer<typeof logRecordSchema>

export const pollingPointSchema = z.object({
  /** The minute's beginning. */
  at: z.int(),
  /** Requests of every kind that went to providers. */
  requests: z.int(),
  /** Visible changes of jobs. */
  changes: z.int(),
  /** Answers "too many requests". */
  throttled: z.int(),
  /** Jobs being sent or generated when the minute's first event came; in the last point, now. */
  active: z.int(),
  downloadedBytes: z.int(),
})
export type PollingPoint = z.infer<typeof pollingPointSchema>

export const diagnosticsSchema = z.object({
  versions: z.object({ app: z.string(), node: z.string(), sqlite: z.string() }),
  /** Operating system and processor, e.g. `linux x64`. */
  platform: z.string(),
  dataDir: z.string(),
  videosDir: z.string(),
  databaseBytes: z.int(),
  schemaVersion: z.int(),
  /** `ok`, or what SQLite's quick check found first. */
  integrity: z.string(),
  keyStore: z.string(),
  startedAt: z.int(),
  /** Jobs by state, and how much else there is. */
  counts: z.record(z.string(), z.int()),
})
export type Diagnostics = z.infer<typeof diagnosticsSchema>

export const activityRoutes = {
  /** The stored history, newest first. */
  'notifications.list': {
    input: z.object(page).strict(),
    output: z.object({ items: z.array(noticeSchema), nextCursor: z.string().nullable(), unreadCount: z.int() }),
  },
  /** Everything up to this one counts as read. */
  'notifications.markRead': {
    input: z.object({ upToId: z.int().min(0) }).strict(),
    output: z.object({ unreadCount: z.int() }),
  },
  /**
   * The newest events of all jobs. With `types` or `accountId` a page may hold fewer items than asked for, even none,
   * and still have a next one: only a stretch of the past is searched at a time.
   */
  'activity.list': {
    input: z
      .object({
        ...page,
        types: z.array(z.string().max(100)).min(1).max(50).optional(),
        accountId: z.string().optional(),
      })
      .strict(),
    output: z.object({ items: z.array(activityItemSchema), nextCursor: z.string().nullable() }),
  },
  /** What was logged since the start, newest first, as far as it is kept in memory. */
  'logs.list': {
    input: z
      .object({
        /** This level and what is graver. */
        level: logLevelSchema.optional(),
        /** Words that must all occur, in the message or the detail. */
        q: z.string().max(1000).optional(),
        limit: z.int().min(1).max(2000).optional(),
      })
      .strict(),
    output: z.object({ items: z.array(logRecordSchema) }),
  },
  /** The last two hours, minute by minute, oldest first; empty minutes count as zero. */
  'polling.history': {
    input: nothing,
    output: z.object({ stepMs: z.int(), points: z.array(pollingPointSchema) }),
  },
  /** Checks the library as well, which takes a moment for a large one. */
  'diagnostics.get': { input: nothing, output: diagnosticsSchema },
  /**
   * Everything that helps to find out what went wrong, as one zip file: versions, the check of the library, settings,
   * accounts, events and the log. Without keys, prompts and videos; its README.txt says so.
   */
  'diagnostics.bundle': {
    input: z
      .object({
        /** What the door knows of itself, for the file `door.json`. */
        door: z.record(z.string().max(100), jsonValueSchema).optional(),
      })
      .strict(),
    output: z.object({ fileName: z.string(), base64: z.base64() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type ActivityRouteName = keyof typeof activityRoutes
