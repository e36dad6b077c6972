import { z } from 'zod'
import { createJobSchema } from './createJob.ts'
import { jobStatusSchema } from './job.ts'

export const createManySchema = z
  .object({
    items: z
      .array(createJobSchema.omit({ requestId: true }))
      .min(1)
      .max(1000),
    /** The same name again answers with what is there already, as in `jobs.create`. */
    requestId: z.string().min(1).max(200),
    /** What the person calls this batch. */
    name: z.string().min(1).max(200).optional(),
  })
  .strict()

/** Jobs that were asked for together. */
export const batchSchema = z.object({
  batchId: z.string(),
  name: z.string().nullable(),
  /** The beginning of its first prompt. */
  prompt: z.string(),
  createdAt: z.int(),
  /** How many jobs it was made with; more than the counts say once some were removed for good. */
  jobCount: z.int(),
  counts: z.record(jobStatusSchema, z.int()),
  trashedCount: z.int(),
})
export type Batch = z.infer<typeof batchSchema>
