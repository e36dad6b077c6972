import type { Database } from 'better-sqlite3'

/**
 * The queue and the library in one table. Times are Unix milliseconds. `next_at` is NULL at rest, so the
 * due index holds only what is in flight. Literal terms in the partial indexes are what SQLite can prove.
 */
export function createJobs(db: Database): void {
  db.exec(`
    CREATE TABLE jobs (
      seq                  INTEGER PRIMARY KEY,
      id                   TEXT NOT NULL UNIQUE,
      batch_id             TEXT,
      request_id           TEXT,
      kind                 TEXT NOT NULL,
      account_id           TEXT NOT NULL REFERENCES accounts (id),
      model                TEXT NOT NULL,
      prompt               TEXT NOT NULL,
      seconds              REAL,
      size                 TEXT,
      params               TEXT NOT NULL DEFAULT '{}',
      reference_id         TEXT,
      priority             INTEGER NOT NULL DEFAULT 0,
      position             REAL NOT NULL,
      not_before           INTEGER NOT NULL DEFAULT 0,
      blocked_by           INTEGER NOT NULL DEFAULT 0,
      parent_job_id        TEXT,
      relation             TEXT,
      status               TEXT NOT NULL,
      attempt              INTEGER NOT NULL DEFAULT 0,
      remote_id            TEXT,
      remote_status        TEXT,
      handle               TEXT,
      progress             INTEGER NOT NULL DEFAULT 0,
      is_progress_reported INTEGER NOT NULL DEFAULT 0,
      revision             INTEGER NOT NULL DEFAULT 1,
      next_at              INTEGER,
      deadline             INTEGER,
      ask_at               INTEGER,
      failures             INTEGER NOT NULL DEFAULT 0,
      gone_count           INTEGER NOT NULL DEFAULT 0,
      expires_at           INTEGER,
      file_name            TEXT,
      folder_id            INTEGER,
      cost_estimated       REAL,
      cost_reserved        REAL,
      cost_billed          REAL,
      error_code           TEXT,
      error_message        TEXT,
      error_retryable      INTEGER,
      error_charged        TEXT,
      error_refused_by     TEXT,
      waiting_for          TEXT,
      created_at           INTEGER NOT NULL,
      updated_at           INTEGER NOT NULL,
      submitted_at         INTEGER,
      generated_at         INTEGER,
      finished_at          INTEGER
    ) STRICT;
    CREATE INDEX jobs_due ON jobs (status, account_id, next_at) WHERE next_at IS NOT NULL;
    CREATE INDEX jobs_to_dispatch ON jobs (account_id, priority DESC, position, not_before)
      WHERE status = 'queued' AND blocked_by = 0;
    CREATE INDEX jobs_by_status ON jobs (status);
    CREATE INDEX jobs_by_request ON jobs (request_id) WHERE request_id IS NOT NULL;
    CREATE INDEX jobs_by_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;
    CREATE INDEX jobs_by_parent ON jobs (parent_job_id) WHERE parent_job_id IS NOT NULL;

    CREATE TABLE job_dependencies (
      job_seq   INTEGER NOT NULL REFERENCES jobs (seq),
      needs_seq INTEGER NOT NULL REFERENCES jobs (seq),
      PRIMARY KEY (needs_seq, job_seq)
    ) STRICT, WITHOUT ROWID;
  `)
}
