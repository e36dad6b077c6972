import { z } from 'zod'
import { NOTICE_KINDS } from './noticeKinds.ts'

export const noticeKindSchema = z.enum(NOTICE_KINDS)

/** One entry of the stored history. A notice that counts several things grows in place while nobody has read it. */
export const noticeSchema = z.object({
  /** Rises; larger is newer. */
  id: z.int(),
  /** When the last thing happened that it tells about; Unix ms. */
  at: z.int(),
  kind: noticeKindSchema,
  /** Null where it counts several jobs. */
  jobId: z.string().nullable(),
  batchId: z.string().nullable(),
  accountId: z.string().nullable(),
  /** What the sentence is made of, for screens that say it in another language. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sentence in plain English. */
  text: z.string(),
  isRead: z.boolean(),
})
export type Notice = z.infer<typeof noticeSchema>

/** Which kinds a shell shows outside the window; the history keeps them all. */
export const noticeSwitchesSchema = z.record(noticeKindSchema, z.boolean())
export type NoticeSwitches = z.infer<typeof noticeSwitchesSchema>
export const changedNoticeSwitchesSchema = z.partialRecord(noticeKindSchema, z.boolean())
