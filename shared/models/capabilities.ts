import { z } from 'zod'

/** What one model accepts. The composer's form and the checks of `jobs.create` are both drawn from this. */
export const modelCapabilitiesSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Other names under which the provider accepts this model. */
  aliases: z.array(z.string()),
  /** Allowed lengths in seconds: a list, a range, or null where the model decides. */
  seconds: z
    .union([
      z.object({ values: z.array(z.number()).min(1) }),
      z.object({ min: z.number(), max: z.number(), step: z.number() }),
    ])
    .nullable(),
  defaultSeconds: z.number().nullable(),
  /** Allowed `WIDTHxHEIGHT` values; null when any size may be asked for. */
  sizes: z.array(z.string()).nullable(),
  defaultSize: z.string().nullable(),
  /** In Unicode code points. */
  maxPromptLength: z.int(),
  modes: z.object({
    text: z.boolean(),
    referenceImage: z.boolean(),
    remix: z.boolean(),
    edit: z.boolean(),
    extend: z.boolean(),
  }),
  /** Accepted media types and the largest file for a reference image; null when it takes none. */
  referenceImage: z.object({ types: z.array(z.string()), maxBytes: z.int(), mustMatchSize: z.boolean() }).nullable(),
  progress: z.enum(['percent', 'none']),
  /** US dollars for one second of video at each size (`*` for any), where a price list is known. */
  pricePerSecondUsd: z.record(z.string(), z.number()).nullable(),
  /** Set when the provider has announced or carried out the end of this model (ISO date). */
  retiredSince: z.string().nullable(),
})
export type ModelCapabilities = z.infer<typeof modelCapabilitiesSchema>
