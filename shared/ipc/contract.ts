import { z } from 'zod'
import { accountSchema, providerProfileSchema } from '../accounts/account.ts'
import { activityRoutes } from '../activity/activityRoutes.ts'
import { changedNoticeSwitchesSchema, noticeSwitchesSchema, type Notice } from '../activity/notice.ts'
import { createJobSchema } from '../jobs/createJob.ts'
import { jobEventSchema, jobSchema, jobStatusSchema, type Job } from '../jobs/job.ts'
import { searchInputShape } from '../library/searchInput.ts'
import { modelCapabilitiesSchema } from '../models/capabilities.ts'
import { queueRoutes } from '../queue/queueRoutes.ts'
import type { QueueState } from '../queue/queueState.ts'
import { takeRoutes } from '../takes/takeRoutes.ts'
import { workbenchRoutes } from './workbenchRoutes.ts'

/**
 * Every request and event between a screen and the host, declared once. The handler map, the client
 * and the preload derive from it: a missing or extra route does not compile.
 */

const nothing = z.object({}).strict()
const jobRef = z.object({ jobId: z.string() }).strict()
const accountRef = z.object({ accountId: z.string() }).strict()

export const JOB_LIST_LIMIT = { min: 1, max: 200, default: 50 } as const

export { createJobSchema, secondsSchema, sizeSchema, type CreateJob } from '../jobs/createJob.ts'

export const resolveJobSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('resubmit') }).strict(),
  z.object({ decision: z.literal('fail') }).strict(),
  z.object({ decision: z.literal('attach'), remoteId: z.string().min(1).max(4096) }).strict(),
])
export type ResolveJob = z.infer<typeof resolveJobSchema>

export const listJobsSchema = z
  .object({
    status: z.array(jobStatusSchema).optional(),
    ...searchInputShape,
    limit: z.int().min(JOB_LIST_LIMIT.min).max(JOB_LIST_LIMIT.max).optional(),
    cursor: z.string().max(200).optional(),
  })
  .strict()

export { jobCountsSchema, queueStateSchema, type JobCounts, type QueueState } from '../queue/queueState.ts'

/** What the cancel reached: nothing was sent, the provider stopped, or we only stopped watching. */
export const cancelOutcomeSchema = z.object({
  job: jobSchema,
  outcome: z.enum(['removed_from_queue', 'stopped_at_provider', 'stopped_watching']),
  mayStillBill: z.boolean(),
  message: z.string(),
})
export type CancelOutcome = z.infer<typeof cancelOutcomeSchema>

export const pollingStatsSchema = z.object({
  total: z.int(),
  queued: z.int(),
  submitting: z.int(),
  generating: z.int(),
  downloading: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  needsAttention: z.int(),
  /** Requests sent to providers since this process started. */
  requests: z.int(),
  lastPollAt: z.int().nullable(),
  nextPollAt: z.int().nullable(),
  /** Per account: how it is watched and what that means for the delay until a finished take is noticed. */
  accounts: z.array(
    z.object({
      accountId: z.string(),
      activeJobs: z.int(),
      mode: z.enum(['list', 'single']),
      requestsPerMinute: z.int(),
      /** Expected milliseconds from "done at the provider" to "noticed here". */
      expectedDelayMs: z.int(),
      /** Without a list: how many jobs can run at once while the delay stays wanted. */
      sustainableConcurrency: z.int().nullable(),
    }),
  ),
})
export type PollingStats = z.infer<typeof pollingStatsSchema>

export const settingsSchema = z.object({
  videosDir: z.string(),
  /** What queued work does after a start. */
  queueOnStart: z.enum(['run', 'paused', 'as_before']),
  fileNameTemplate: z.string(),
  /** How long jobs stay in the trash before they and their files are removed for good. */
  trashRetentionDays: z.int().min(1).max(3650),
  /** Which notices a shell shows outside the window; the history keeps them all. */
  notify: noticeSwitchesSchema,
  /** Whether the desktop app may keep keys in a file of the data folder where there is no keychain. */
  keepsKeysInFile: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

export const updateSettingsSchema = settingsSchema
  .partial()
  .extend({ notify: changedNoticeSwitchesSchema.optional() })
  .strict()

export const createAccountSchema = z
  .object({
    name: z.string().min(1).max(100),
    baseUrl: z.url().max(2000),
    profile: providerProfileSchema,
    apiKey: z.string().min(1).max(10_000).optional(),
    concurrency: z.int().min(1).max(1000).optional(),
    requestsPerMinute: z.int().min(1).max(100_000).optional(),
    makeDefault: z.boolean().optional(),
  })
  .strict()

export const updateAccountSchema = createAccountSchema
  .omit({ profile: true, baseUrl: true })
  .partial()
  .extend({ accountId: z.string() })
  .strict()

export const routes = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      videosDir: z.string(),
      /** Where a key that is saved now ends up: `keychain`, `file`, `memory`, or `none` where it would be refused. */
      keyStore: z.string(),
      /** Through which door this screen came in. */
      door: z.enum(['desktop', 'server']),
      /** Whether `takes.reveal` works here. */
      canReveal: z.boolean(),
      /** Node's name of the system that the host runs on: `darwin`, `linux`, `win32`. */
      platform: z.string(),
    }),
  },
  'jobs.create': { input: createJobSchema, output: z.object({ jobs: z.array(jobSchema) }) },
  'jobs.list': {
    input: listJobsSchema,
    output: z.object({ items: z.array(jobSchema), nextCursor: z.string().nullable() }),
  },
  'jobs.get': { input: jobRef, output: jobSchema },
  'jobs.events': { input: jobRef, output: z.object({ items: z.array(jobEventSchema) }) },
  'jobs.cancel': { input: jobRef, output: cancelOutcomeSchema },
  'jobs.retry': { input: jobRef, output: jobSchema },
  'jobs.resolve': { input: z.object({ jobId: z.string(), decision: resolveJobSchema }).strict(), output: jobSchema },
  'jobs.refresh': { input: jobRef, output: jobSchema },
  'jobs.reorder': {
    input: z
      .object({
        jobId: z.string(),
        priority: z.int().min(-1000).max(1000).optional(),
        placement: z.enum(['front', 'end']).optional(),
      })
      .strict(),
    output: jobSchema,
  },
  ...queueRoutes,
  ...takeRoutes,
  'polling.stats': { input: nothing, output: pollingStatsSchema },
  'accounts.list': {
    /** With `includeRemoved`, also those that only their jobs still name; they carry `removedAt`. */
    input: z.object({ includeRemoved: z.boolean().optional() }).strict(),
    output: z.object({ items: z.array(accountSchema) }),
  },
  'accounts.create': { input: createAccountSchema, output: accountSchema },
  'accounts.update': { input: updateAccountSchema, output: accountSchema },
  'accounts.pause': { input: accountRef, output: accountSchema },
  'accounts.resume': { input: accountRef, output: accountSchema },
  'models.list': { input: accountRef, output: z.object({ items: z.array(modelCapabilitiesSchema) }) },
  'references.create': {
    input: z.object({ fileName: z.string().max(255), base64: z.base64() }).strict(),
    output: z.object({ referenceId: z.string(), type: z.string(), sizeBytes: z.int() }),
  },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.update': { input: updateSettingsSchema, output: settingsSchema },
  ...workbenchRoutes,
  ...activityRoutes,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type Routes = typeof routes
export type RouteName = keyof Routes
export type RouteInput<R extends RouteName> = z.input<Routes[R]['input']>
export type ParsedRouteInput<R extends RouteName> = z.output<Routes[R]['input']>
export type RouteOutput<R extends RouteName> = z.output<Routes[R]['output']>

/** What the host tells every connected screen, after the commit. Snapshots are whole and carry a revision. */
export interface HostEvents {
  'jobs.changed': { jobs: Job[] }
  'queue.changed': QueueState
  'accounts.changed': { accountId: string }
  /** These jobs left every list: they are in the trash, or were removed from it for good. Restored ones come as `jobs.changed`. */
  'library.changed': { removedIds: string[] }
  /** Something new to tell, or something was read. `newest` is what came or grew last; null when only the count moved. */
  'notifications.changed': { unreadCount: number; newest: Notice | null }
}
export type HostEventName = keyof HostEvents
export type HostEvent = { [E in HostEventName]: { type: E; data: HostEvents[E] } }[HostEventName]
