import { z } from 'zod'
import { jsonValueSchema } from '../json.ts'
import { jobRelationSchema } from './job.ts'

/** A whole or decimal number of seconds, as a number or as a string ("8"). */
export const secondsSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a number of seconds')
      .transform(Number),
  ])
  .pipe(z.number().positive().max(3600))

export const sizeSchema = z.string().regex(/^[1-9]\d{1,4}x[1-9]\d{1,4}$/, 'must look like 1280x720')

export const createJobSchema = z
  .object({
    prompt: z.string().refine((prompt) => prompt.trim() !== '', 'must not be empty'),
    model: z.string().min(1).max(200).optional(),
    seconds: secondsSchema.optional(),
    size: sizeSchema.optional(),
    priority: z.int().min(-1000).max(1000).optional(),
    accountId: z.string().optional(),
    parentJobId: z.string().optional(),
    relation: jobRelationSchema.optional(),
    /** How many takes of this prompt to make, as one batch. */
    count: z.int().min(1).max(100).optional(),
    /** An image stored with `references.create`. */
    referenceId: z.string().optional(),
    /** Further parameters for the provider, passed through as they are. */
    params: z.record(z.string(), jsonValueSchema).optional(),
    placement: z.enum(['end', 'front']).optional(),
    /**
     * A name of the caller's choosing for this request. Browsers and scripts may send a request again when
     * its answer got lost; the same name again answers with the jobs that are already there.
     */
    requestId: z.string().min(1).max(200).optional(),
  })
  .strict()
export type CreateJob = z.infer<typeof createJobSchema>
