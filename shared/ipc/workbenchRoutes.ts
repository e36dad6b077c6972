import { z } from 'zod'
import { accountTestSchema, draftAccountSchema, presetSchema } from '../accounts/preset.ts'
import { deskRoutes } from '../desk/deskRoutes.ts'
import { batchSchema, createManySchema } from '../jobs/batch.ts'
import { editJobSchema, moveJobSchema } from '../jobs/editJob.ts'
import { framesLayoutSchema, jobSchema } from '../jobs/job.ts'
import { libraryRoutes } from '../library/libraryRoutes.ts'
import {
  bulkOutcomeSchema,
  isOneSelection,
  MOST_SELECTED,
  SELECTION_PROBLEM,
  selectionSchema,
  selectionShape,
} from '../jobs/selection.ts'

/** What the workbench asks for besides the plain verbs on one job. Part of the contract. */

const accountRef = z.object({ accountId: z.string() }).strict()
const total = z.object({ count: z.int(), sizeBytes: z.int() })
const done = z.object({})
const page = { limit: z.int().min(1).max(200).optional(), cursor: z.string().max(200).optional() }
const someJobIds = z.array(z.string()).min(1).max(MOST_SELECTED)

export const workbenchRoutes = {
  ...deskRoutes,
  ...libraryRoutes,
  /** Asks the endpoint for its models and says what that shows; nothing is generated. */
  'accounts.test': { input: accountRef, output: accountTestSchema },
  /** The same for an account that is not saved yet; nothing of it is kept. */
  'accounts.testDraft': { input: draftAccountSchema, output: accountTestSchema },
  /** Only without unfinished jobs. Its key is deleted; what it made stays. */
  'accounts.remove': { input: accountRef, output: done },
  'presets.list': { input: z.object({}).strict(), output: z.object({ items: z.array(presetSchema) }) },
  'storage.info': {
    input: z.object({}).strict(),
    output: z.object({
      videosDir: z.string(),
      /** On the volume of the videos folder; null when the disk does not say. */
      freeBytes: z.int().nullable(),
      takes: total,
      /** Posters, spritesheets and reference images. */
      pictures: total,
    }),
  },
  /** The name a take would get, or what is wrong with the template. */
  'settings.previewFileName': {
    input: z.object({ template: z.string().max(1000) }).strict(),
    output: z.object({ fileName: z.string().nullable(), problem: z.string().nullable() }),
  },
  /** Pictures that a screen took from a video (PNG, JPEG or WebP), where the provider made none. */
  'takes.setPoster': { input: z.object({ takeId: z.string(), base64: z.base64() }).strict(), output: done },
  'takes.setFrames': {
    input: z.object({ takeId: z.string(), base64: z.base64(), layout: framesLayoutSchema }).strict(),
    output: done,
  },
  /** Up to a thousand takes as one batch, all or nothing; on disk when it is answered. */
  'jobs.createMany': {
    input: createManySchema,
    output: z.object({ batchId: z.string(), jobIds: z.array(z.string()) }),
  },
  /** Queued jobs in the order in which they are sent: by priority, then position. */
  'queue.list': {
    input: z.object({ ...page, accountId: z.string().optional() }).strict(),
    output: z.object({ items: z.array(jobSchema), nextCursor: z.string().nullable() }),
  },
  'batches.list': {
    input: z.object(page).strict(),
    output: z.object({ items: z.array(batchSchema), nextCursor: z.string().nullable() }),
  },
  'batches.get': { input: z.object({ batchId: z.string() }).strict(), output: batchSchema },
  /** Changes a queued job of which nothing was ever sent. */
  'jobs.edit': { input: editJobSchema, output: jobSchema },
  /** Puts a queued job right before or behind another one, whose priority it takes. */
  'jobs.move': { input: moveJobSchema, output: jobSchema },
  /** Cancels queued jobs: nothing of them was sent, so nothing is charged. Can be undone. */
  'jobs.cancelMany': { input: selectionSchema, output: bulkOutcomeSchema },
  'jobs.retryMany': { input: selectionSchema, output: bulkOutcomeSchema },
  'jobs.reorderMany': {
    input: z
      .object({
        ...selectionShape,
        priority: z.int().min(-1000).max(1000).optional(),
        placement: z.enum(['front', 'end']).optional(),
      })
      .strict()
      .refine(isOneSelection, SELECTION_PROBLEM),
    output: bulkOutcomeSchema,
  },
  /** Puts finished, failed and cancelled jobs away. Can be undone. */
  'jobs.trash': { input: selectionSchema, output: bulkOutcomeSchema },
  'jobs.restore': {
    input: z
      .object({ jobIds: someJobIds.optional(), all: z.literal(true).optional() })
      .strict()
      .refine(({ jobIds, all }) => (jobIds === undefined) !== (all === undefined), {
        path: ['jobIds'],
        message: 'Name either jobIds or all.',
      }),
    output: bulkOutcomeSchema,
  },
  'jobs.undo': { input: z.object({ token: z.string().max(200) }).strict(), output: bulkOutcomeSchema },
  'trash.list': {
    input: z.object(page).strict(),
    output: z.object({
      /** Last trashed first. */
      items: z.array(jobSchema),
      nextCursor: z.string().nullable(),
      /** How many jobs are in the trash altogether. */
      count: z.int(),
      retentionDays: z.int(),
    }),
  },
  /** Removes jobs and their files for good: those named, or everything in the trash. */
  'trash.empty': { input: z.object({ jobIds: someJobIds.optional() }).strict(), output: bulkOutcomeSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type WorkbenchRouteName = keyof typeof workbenchRoutes
