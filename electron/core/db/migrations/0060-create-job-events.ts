import type { Database } from 'better-sqlite3'

/** The append-only timeline of every job. */
export function createJobEvents(db: Database): void {
  db.exec(`
    CREATE TABLE job_events (
      id      INTEGER PRIMARY KEY,
      job_seq INTEGER NOT NULL REFERENCES jobs (seq),
      at      INTEGER NOT NULL,
      type    TEXT NOT NULL,
      detail  TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE INDEX job_events_by_job ON job_events (job_seq, id);
  `)
}
