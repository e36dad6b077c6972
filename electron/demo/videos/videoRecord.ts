import { z } from 'zod'

/**
 * One accepted request, as it is kept on disk. Nothing in it ever changes: how far the video is follows
 * from this record and the time.
 */
export const videoRecordSchema = z.object({
  id: z.string(),
  /** As the request named it, which may be an alias. */
  model: z.string(),
  prompt: z.string(),
  seconds: z.int(),
  size: z.string(),
  createdAtMs: z.number(),
  /** How long it waits, and how long it is then worked on. */
  queuedMs: z.number(),
  runningMs: z.number(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What the picture is made from: its kind of landscape, its colours, its shapes. */
  scene: z.object({ family: z.string(), style: z.string(), layout: z.string() }),
  remixedFrom: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
})
export type VideoRecord = z.infer<typeof videoRecordSchema>

export function sizeOf(record: VideoRecord): { width: number; height: number } {
  const [width, height] = record.size.split('x').map(Number)
  return { width: width ?? 0, height: height ?? 0 }
}
