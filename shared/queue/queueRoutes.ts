import { z } from 'zod'
import { forecastSchema, pauseQueueSchema, queueStateSchema } from './queueState.ts'

/** Whether the queue moves, and until when. Part of the contract. */

const nothing = z.object({}).strict()

export const queueRoutes = {
  'queue.state': { input: nothing, output: queueStateSchema },
  'queue.pause': { input: pauseQueueSchema, output: queueStateSchema },
  /** What a pause held back is due at once, within the accounts' budgets. */
  'queue.resume': { input: nothing, output: queueStateSchema },
  'queue.forecast': { input: nothing, output: forecastSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type QueueRouteName = keyof typeof queueRoutes
