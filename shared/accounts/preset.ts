import { z } from 'zod'
import { providerProfileSchema } from './account.ts'

/** An endpoint that people are likely to add, with limits to start from. */
export const presetSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Empty where the person has to type it. */
  baseUrl: z.string(),
  provider: z.string(),
  profile: providerProfileSchema,
  concurrency: z.int(),
  requestsPerMinute: z.int(),
  needsKey: z.boolean(),
  /** ISO date since when nothing answers there any more. */
  retiredSince: z.string().nullable(),
  note: z.string(),
})

/** As much of a new account as it takes to ask its endpoint something. */
export const draftAccountSchema = z
  .object({
    baseUrl: z.url().max(2000),
    profile: providerProfileSchema,
    apiKey: z.string().min(1).max(10_000).optional(),
  })
  .strict()
export type DraftAccount = z.infer<typeof draftAccountSchema>

/** What asking an endpoint for its models showed. Nothing is generated, nothing is charged. */
export const accountTestSchema = z.object({
  isReachable: z.boolean(),
  /** Null where the answer does not tell. */
  isKeyAccepted: z.boolean().nullable(),
  /** From the question to the whole answer; null without one. */
  latencyMs: z.int().nullable(),
  /** How many models it named; null where it names none. */
  modelCount: z.int().nullable(),
  /** One sentence for the person. */
  message: z.string(),
})
export type AccountTest = z.infer<typeof accountTestSchema>
