import type { Database } from 'better-sqlite3'

/**
 * What a person is told, and how it is found out. Triggers put every change that may be worth telling into the
 * inbox, in the very transaction that made it: so none is lost in a crash, and none is told twice, because a notice
 * and the emptied inbox are one transaction as well. Taking a job out of the trash is no news.
 */
export function createNotices(db: Database): void {
  db.exec(`
    CREATE TABLE notices (
      id         INTEGER PRIMARY KEY,
      at         INTEGER NOT NULL,
      kind       TEXT NOT NULL,
      cause      TEXT NOT NULL,
      job_id     TEXT,
      batch_id   TEXT,
      account_id TEXT,
      details    TEXT NOT NULL,
      is_read    INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX notices_by_cause ON notices (cause, id);
    CREATE INDEX notices_unread ON notices (id) WHERE is_read = 0;

    CREATE TABLE notice_inbox (
      id         INTEGER PRIMARY KEY,
      subject    TEXT NOT NULL,
      word       TEXT NOT NULL,
      job_seq    INTEGER,
      account_id TEXT,
      place      TEXT
    ) STRICT;

    CREATE TABLE expiry_warnings (
      job_seq    INTEGER PRIMARY KEY,
      expires_at INTEGER NOT NULL,
      stage      INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE storage_problems (
      problem TEXT PRIMARY KEY,
      since   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER jobs_notice AFTER UPDATE OF status ON jobs
      WHEN new.status IN ('completed', 'failed', 'cancelled', 'needs_attention')
        AND old.status NOT IN (new.status, 'trashed', 'removing') BEGIN
      INSERT INTO notice_inbox (subject, word, job_seq) VALUES ('job', new.status, new.seq);
    END;
    CREATE TRIGGER accounts_notice AFTER UPDATE OF pause_reason ON accounts
      WHEN new.pause_reason IN ('auth', 'quota', 'key_missing') AND old.pause_reason IS NOT new.pause_reason BEGIN
      INSERT INTO notice_inbox (subject, word, account_id) VALUES ('account', new.pause_reason, new.id);
    END;
  `)
}
