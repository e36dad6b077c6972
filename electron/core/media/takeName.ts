import type { JobRecord } from '../jobs/jobRecord.ts'
import { takeFileName, utcOffsetMinutesAt } from './fileNaming.ts'

/** Each attempt gets a name of its own, so that one never adopts what another one left behind. */
export function nameTake(job: JobRecord, template: string, account: string): string {
  const id = job.attempt > 1 ? `${job.id}.${job.attempt}` : job.id
  const { prompt, model, seconds, size, createdAt } = job
  return takeFileName(template, {
    at: createdAt,
    utcOffsetMinutes: utcOffsetMinutesAt(createdAt),
    prompt,
    model,
    seconds,
    size,
    id,
    account,
  })
}
