import { z } from 'zod'

/** What can be asked about the file of a take. Part of the contract. */

const takeRef = z.object({ takeId: z.string() }).strict()

export const takeRoutes = {
  /** Shows the file in the system's file manager; refused with `conflict` where the door has none. */
  'takes.reveal': { input: takeRef, output: z.object({}) },
  /** Looks at the file. What it finds is written down: see `missingSince` of the take. */
  'takes.check': {
    input: takeRef,
    output: z.object({
      /** It is there, and it is a whole video. */
      isPresent: z.boolean(),
      /** What is wrong with it, in one sentence: gone, cut off, or (still present) changed by another program. */
      problem: z.string().nullable(),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type TakeRouteName = keyof typeof takeRoutes
