import { z } from 'zod'

export const PROVIDER_PROFILES = ['sora', 'sora-loose', 'openrouter', 'xai'] as const
export const providerProfileSchema = z.enum(PROVIDER_PROFILES)
export type ProviderProfileId = z.infer<typeof providerProfileSchema>

/** Why an account sends nothing: the person said so, or the provider refused the key or the money. */
export const accountPauseSchema = z.object({
  /** `key_unreachable`: the key is in a keychain that is locked, or out of reach of this process. */
  reason: z.enum(['user', 'auth', 'quota', 'key_missing', 'key_unreachable']),
  message: z.string(),
  /** What the provider said when it refused, in its own words. */
  said: z.string().optional(),
  since: z.int(),
})
export type AccountPause = z.infer<typeof accountPauseSchema>

/** A provider endpoint with a key and limits. The key itself lives in the vault and never appears here. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The adapter that speaks to it. */
  provider: z.string(),
  profile: providerProfileSchema,
  baseUrl: z.string(),
  isDemo: z.boolean(),
  isDefault: z.boolean(),
  hasKey: z.boolean(),
  /** Jobs the provider works on at once. */
  concurrency: z.int().min(1),
  /** Requests of every kind in any 60 seconds. */
  requestsPerMinute: z.int().min(1),
  pause: accountPauseSchema.nullable(),
  /** Until when the provider asked for silence (Retry-After) or a back-off lasts; Unix ms. */
  holdUntil: z.int().nullable(),
  createdAt: z.int(),
  /** Only on accounts that were removed: their jobs still name them, nothing else does. */
  removedAt: z.int().optional(),
})
export type Account = z.infer<typeof accountSchema>
