import { z } from 'zod'
import { jobSchema, jobStatusSchema } from '../jobs/job.ts'
import { SEARCH_PROBLEM_CODES } from '../search/searchQuery.ts'
import { searchInputShape } from './searchInput.ts'

/** `sendOrder`: the order in which queued jobs are sent, so it goes with the status `queued` alone. */
export const LIBRARY_SORTS = ['created', 'finished', 'seconds', 'fileSize', 'sendOrder'] as const
export type LibrarySort = (typeof LIBRARY_SORTS)[number]

/** Jobs without the value that is sorted by come last in either direction; equal ones go by age. */
export const librarySortSchema = z.object({ by: z.enum(LIBRARY_SORTS), direction: z.enum(['asc', 'desc']) }).strict()

const viewShape = {
  ...searchInputShape,
  /** Empty or absent: every status. A `status:` in `q` narrows it further. */
  statuses: z.array(jobStatusSchema).max(100).optional(),
  batchId: z.string().max(200).optional(),
  /** By default the newest first. */
  sort: librarySortSchema.optional(),
}

/** Something in `q` that was left out or read otherwise, with its place; see `SearchProblem`. */
const problemSchema = z.object({
  code: z.enum(SEARCH_PROBLEM_CODES),
  message: z.string(),
  values: z.record(z.string(), z.string()),
  start: z.int(),
  end: z.int(),
})

/** How many rows lie between two anchors. */
export const LIBRARY_PAGE_SIZE = 100

export const libraryQuerySchema = z
  .object({ ...viewShape, limit: z.int().min(1).max(200).optional(), cursor: z.string().max(200).optional() })
  .strict()
export type LibraryQueryInput = z.output<typeof libraryQuerySchema>

/** `runs`: batches, but all jobs without one that follow each other are one group: a long list has few of those. */
export const LIBRARY_GROUPINGS = ['day', 'batch', 'runs'] as const
export type LibraryGrouping = (typeof LIBRARY_GROUPINGS)[number]

/** Of how many jobs an outline tells the place. */
export const MOST_LOCATED = 500

export const libraryOutlineSchema = z
  .object({
    ...viewShape,
    groupBy: z.enum(LIBRARY_GROUPINGS).optional(),
    /** Ids of jobs whose places are wanted, so that a screen finds again what it showed. */
    locate: z.array(z.string().max(200)).max(MOST_LOCATED).optional(),
  })
  .strict()
export type LibraryOutlineInput = z.output<typeof libraryOutlineSchema>

const count = z.int().min(0)

export const libraryRoutes = {
  /** One page of everything that is not in the trash. */
  'library.query': {
    input: libraryQuerySchema,
    output: z.object({
      items: z.array(jobSchema),
      nextCursor: z.string().nullable(),
      problems: z.array(problemSchema),
    }),
  },
  /** How long the whole list is, and the cursor of each page, so that any place in it can be reached at once. */
  'library.outline': {
    input: libraryOutlineSchema,
    output: z.object({
      total: count,
      pageSize: z.literal(LIBRARY_PAGE_SIZE),
      /** `anchors[i]` is the cursor of page `i + 1`; page 0 has none. */
      anchors: z.array(z.string()),
      /**
       * Runs of jobs that belong together, in the order of the list. A day is `YYYY-MM-DD`: when the job was made or,
       * sorted by `finished`, when it finished (`none` while it has not). A batch is its id, or `none:<jobId>`; of runs,
       * `none` stands for jobs without a batch.
       */
      groups: z.array(z.object({ key: z.string(), start: count, count })),
      /** Places of the jobs that were to be located, counted from 0; without those that the list does not show. */
      located: z.record(z.string(), count).optional(),
      problems: z.array(problemSchema),
    }),
  },
  /** What there is to filter by among the jobs of these states (empty or absent: of all), the most frequent first. */
  'library.facets': {
    input: z.object({ statuses: z.array(jobStatusSchema).max(100).optional() }).strict(),
    output: z.object({
      models: z.array(z.object({ value: z.string(), count })),
      accounts: z.array(z.object({ accountId: z.string(), name: z.string(), count })),
      sizes: z.array(z.object({ value: z.string(), count })),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type LibraryRouteName = keyof typeof libraryRoutes
