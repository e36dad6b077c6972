import type { Database } from 'better-sqlite3'
import type { JsonValue } from '../../../shared/json.ts'

/** A place in the timeline of all jobs. */
export interface ActivityPlace {
  at: number
  jobSeq: number
  id: number
}

export interface ActivityRow extends ActivityPlace {
  jobId: string
  accountId: string
  prompt: string
  type: string
  detail: Record<string, JsonValue>
}

export type ActivityRepository = ReturnType<typeof createActivityRepository>

/** SQL for the events of all jobs, newest first. The index alone says what is where; rows are read for what is shown. */
export function createActivityRepository(db: Database) {
  const places = db.prepare<[number, number, number, number], ActivityPlace & { type: string }>(
    `SELECT at, job_seq AS jobSeq, id, type FROM job_events WHERE (at, job_seq, id) < (?, ?, ?)
     ORDER BY at DESC, job_seq DESC, id DESC LIMIT +?`,
  )
  const accountOf = db.prepare<[number], string>('SELECT account_id FROM jobs WHERE seq = ?').pluck()
  const row = db.prepare<[number, number, number], Omit<ActivityRow, 'detail'> & { detail: string }>(
    `SELECT e.at, e.job_seq AS jobSeq, e.id, j.id AS jobId, j.account_id AS accountId,
       substr(j.prompt, 1, ?) AS prompt, e.type, e.detail
     FROM job_events e JOIN jobs j ON j.seq = e.job_seq WHERE e.job_seq = ? AND e.id = ?`,
  )

  return {
    places: (before: ActivityPlace | null, limit: number) =>
      places.all(before?.at ?? Number.MAX_SAFE_INTEGER, before?.jobSeq ?? 0, before?.id ?? 0, limit),
    accountOf: (jobSeq: number) => accountOf.get(jobSeq) ?? null,
    read(place: ActivityPlace): ActivityRow | null {
      const found = row.get(SHOWN_PROMPT, place.jobSeq, place.id)
      return found === undefined ? null : { ...found, detail: JSON.parse(found.detail) as Record<string, JsonValue> }
    },
  }
}

const SHOWN_PROMPT = 200
