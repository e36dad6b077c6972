import { z } from 'zod'
import { searchInputShape } from '../library/searchInput.ts'
import { jobStatusSchema } from './job.ts'

/** As many jobs as one request may name; more are chosen by a filter. */
export const MOST_SELECTED = 10_000

export const jobFilterSchema = z
  .object({ status: z.array(jobStatusSchema).optional(), ...searchInputShape, batchId: z.string().max(200).optional() })
  .strict()

export const selectionShape = {
  jobIds: z.array(z.string()).min(1).max(MOST_SELECTED).optional(),
  /** Everything in the lists that fits; without a status, every state in which the verb makes sense. */
  filter: jobFilterSchema.optional(),
}
export interface Selection {
  jobIds?: string[] | undefined
  filter?: z.infer<typeof jobFilterSchema> | undefined
}

export const isOneSelection = ({ jobIds, filter }: Selection): boolean =>
  (jobIds === undefined) !== (filter === undefined)
export const SELECTION_PROBLEM = { path: ['jobIds'], message: 'Name either jobIds or a filter.' }

/** Jobs by name or by filter, for the verbs that work on many. */
export const selectionSchema = z.object(selectionShape).strict().refine(isOneSelection, SELECTION_PROBLEM)

/** What a verb on many jobs reached. A refusal concerns its job alone; the others were done. */
export const bulkOutcomeSchema = z.object({
  done: z.int(),
  /** The first hundred refusals; `refusedCount` counts them all. */
  refused: z.array(z.object({ jobId: z.string(), message: z.string() })),
  refusedCount: z.int(),
  /** Takes it back within the named time (Unix ms), as long as this process runs; null where nothing can be. */
  undo: z.object({ token: z.string(), until: z.int() }).nullable(),
})
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>
