import type { Database } from 'better-sqlite3'

/** Queued jobs that wait for a take have a place in the queue too. Few ever do, so the index costs next to nothing. */
export function indexBlockedJobs(db: Database): void {
  db.exec(`
    CREATE INDEX jobs_blocked ON jobs (priority DESC, position) WHERE status = 'queued' AND blocked_by > 0;
  `)
}
