import type { Database } from 'better-sqlite3'

/**
 * One row for every paid request that was intended, written before the first byte leaves. `outcome` is
 * `sending`, `accepted`, `refused`, `not_sent`, `unknown` or `found_late`; a remote id has one owner. A client
 * key names its job, so being unique there is being unique, and one index less is written with every intent.
 */
export function createSubmissions(db: Database): void {
  db.exec(`
    CREATE TABLE submissions (
      id          INTEGER PRIMARY KEY,
      job_seq     INTEGER NOT NULL REFERENCES jobs (seq),
      account_id  TEXT NOT NULL,
      attempt     INTEGER NOT NULL,
      client_key  TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      sent_at     INTEGER NOT NULL,
      settled_at  INTEGER,
      outcome     TEXT NOT NULL,
      remote_id   TEXT,
      detail      TEXT,
      UNIQUE (job_seq, client_key)
    ) STRICT;
    CREATE UNIQUE INDEX submissions_by_remote ON submissions (account_id, remote_id) WHERE remote_id IS NOT NULL;
    CREATE INDEX submissions_unknown ON submissions (account_id, sent_at) WHERE outcome = 'unknown';
  `)
}
