import { z } from 'zod'
import { createJobSchema, secondsSchema, sizeSchema } from './createJob.ts'

const { prompt, model, params } = createJobSchema.shape

/** What is left out stays as it is; null leaves length or size to the provider. */
export const editJobSchema = z
  .object({
    jobId: z.string(),
    prompt: prompt.optional(),
    model,
    seconds: secondsSchema.nullable().optional(),
    size: sizeSchema.nullable().optional(),
    params,
  })
  .strict()
export type EditJob = z.output<typeof editJobSchema>

export const moveJobSchema = z
  .object({ jobId: z.string(), beforeJobId: z.string().optional(), afterJobId: z.string().optional() })
  .strict()
  .refine(({ beforeJobId, afterJobId }) => (beforeJobId === undefined) !== (afterJobId === undefined), {
    path: ['beforeJobId'],
    message: 'Name the job before which or after which it belongs.',
  })
export type MoveJob = z.output<typeof moveJobSchema>
