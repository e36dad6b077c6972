import type { Database } from 'better-sqlite3'

/**
 * The timeline of all jobs, newest first. Entries are added at the index's end, so a commit that writes several
 * events touches one more page, not several. The type is in it, so that filtering by it reads no rows.
 */
export function indexJobEvents(db: Database): void {
  db.exec('CREATE INDEX job_events_by_time ON job_events (at, job_seq, id, type)')
}
