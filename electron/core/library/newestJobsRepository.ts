import type { Database } from 'better-sqlite3'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import { JOB_COLUMNS, toRecord, type JobRecord, type JobRow } from '../jobs/jobRecord.ts'

export type NewestJobs = ReturnType<typeof createNewestJobs>

/**
 * SQL for the newest jobs of several states at once: the heads of their walks through the status index, merged.
 * A million jobs in the trash cost nothing here, because their state is not among them.
 */
export function createNewestJobs(db: Database) {
  const seqs = db
    .prepare<[string, number, number], number>(
      'SELECT seq FROM jobs WHERE status = +? AND seq < ? ORDER BY seq DESC LIMIT +?',
    )
    .pluck()
  const bySeq = db.prepare<[number], JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs j WHERE j.seq = ?`)

  return {
    page(statuses: readonly JobStatus[], before: number | null, limit: number): JobRecord[] {
      return statuses
        .flatMap((status) => seqs.all(status, before ?? Number.MAX_SAFE_INTEGER, limit))
        .sort((a, b) => b - a)
        .slice(0, limit)
        .map((seq) => bySeq.get(seq))
        .filter((row) => row !== undefined)
        .map(toRecord)
    },
  }
}
