import type { Database } from 'better-sqlite3'

/**
 * Jobs that were asked for together. How many are in which state is read from the index alone, which is why it
 * holds the state too; jobs without a batch are not in it.
 */
export function createBatches(db: Database): void {
  db.exec(`
    CREATE TABLE batches (
      seq        INTEGER PRIMARY KEY,
      id         TEXT NOT NULL UNIQUE,
      name       TEXT,
      prompt     TEXT NOT NULL,
      job_count  INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    INSERT INTO batches (id, prompt, job_count, created_at)
      SELECT batch_id, substr(prompt, 1, 200), count(*), min(created_at) FROM jobs
      WHERE batch_id IS NOT NULL GROUP BY batch_id ORDER BY min(seq);

    DROP INDEX jobs_by_batch;
    CREATE INDEX jobs_by_batch ON jobs (batch_id, status) WHERE batch_id IS NOT NULL;
  `)
}
