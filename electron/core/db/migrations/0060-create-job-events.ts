import type { Database } from 'better-sqlite3'

/**
 * The append-only timeline of every job, numbered within it. Stored in that order, because every commit of the
 * engine writes here: an index beside the table would be one more page each time.
 */
export function createJobEvents(db: Database): void {
  db.exec(`
    CREATE TABLE job_events (
      job_seq INTEGER NOT NULL REFERENCES jobs (seq),
      id      INTEGER NOT NULL,
      at      INTEGER NOT NULL,
      type    TEXT NOT NULL,
      detail  TEXT NOT NULL DEFAULT '{}',
      PRIMARY KEY (job_seq, id)
    ) STRICT, WITHOUT ROWID;
  `)
}
