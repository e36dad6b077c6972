import type { Database } from 'better-sqlite3'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import { JOB_COLUMNS, toRecord, type JobRecord, type JobRow } from './jobRecord.ts'
import { toFullTextQuery } from './fullTextQuery.ts'

export interface LibraryQuery {
  /** Empty or absent: every status. */
  statuses: readonly JobStatus[]
  /** What the person typed into the search box. */
  text: string
  /** Only jobs older than this sequence; null starts at the newest. */
  before: number | null
  limit: number
}

export type LibraryRepository = ReturnType<typeof createLibraryRepository>

/**
 * Pages of the library, newest first, by key: no OFFSET, and each offered combination walks an index in
 * its own order. Text is matched by the full-text index in descending row order, or, where few jobs have
 * the wanted status, by walking those and asking the index about each.
 */
export function createLibraryRepository(db: Database, countOf: (status: JobStatus) => number) {
  const select = `SELECT ${JOB_COLUMNS} FROM`
  const all = db.prepare<[number, number], JobRow>(`${select} jobs j WHERE j.seq < ? ORDER BY j.seq DESC LIMIT +?`)
  const ofStatus = db.prepare<[string, number, number], JobRow>(
    `${select} jobs j WHERE j.status = +? AND j.seq < ? ORDER BY j.seq DESC LIMIT +?`,
  )
  const ofText = db.prepare<[string, number, number], JobRow>(
    `${select} (SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT +?) hit
     JOIN jobs j ON j.seq = hit.rowid ORDER BY j.seq DESC`,
  )
  const ofTextAndStatus = db.prepare<[string, number, string, number], JobRow>(
    `${select} job_prompts CROSS JOIN jobs j ON j.seq = job_prompts.rowid
     WHERE job_prompts MATCH ? AND job_prompts.rowid < ? AND j.status = +? ORDER BY job_prompts.rowid DESC LIMIT +?`,
  )
  const ofFewWithText = db.prepare<[string, number, string, number], JobRow>(
    `${select} jobs j WHERE j.status = +? AND j.seq < ?
     AND EXISTS (SELECT 1 FROM job_prompts WHERE job_prompts MATCH ? AND job_prompts.rowid = j.seq)
     ORDER BY j.seq DESC LIMIT +?`,
  )

  function page(status: JobStatus | null, match: string | null, before: number, limit: number): JobRow[] {
    if (match === null) return status === null ? all.all(before, limit) : ofStatus.all(status, before, limit)
    if (status === null) return ofText.all(match, before, limit)
    if (countOf(status) <= FEW) return ofFewWithText.all(status, before, match, limit)
    return ofTextAndStatus.all(match, before, status, limit)
  }

  return {
    /** @returns at most `limit` jobs, newest first; an empty page for text that holds no word. */
    list(query: LibraryQuery): JobRecord[] {
      const before = query.before ?? Number.MAX_SAFE_INTEGER
      const match = query.text.trim() === '' ? null : toFullTextQuery(query.text)
      if (match === '') return []
      const statuses = query.statuses.length === 0 ? [null] : [...new Set(query.statuses)]
      return statuses
        .flatMap((status) => page(status, match, before, query.limit))
        .map(toRecord)
        .sort((a, b) => b.seq - a.seq)
        .slice(0, query.limit)
    },
  }
}

const FEW = 2000
