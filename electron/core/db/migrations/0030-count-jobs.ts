import type { Database } from 'better-sqlite3'

/** Counts per account and status, kept by triggers: a live count never scans. */
export function countJobs(db: Database): void {
  db.exec(`
    CREATE TABLE job_counts (
      account_id TEXT NOT NULL,
      status     TEXT NOT NULL,
      count      INTEGER NOT NULL,
      PRIMARY KEY (account_id, status)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO job_counts (account_id, status, count)
      SELECT account_id, status, count(*) FROM jobs GROUP BY account_id, status;

    CREATE TRIGGER jobs_count_insert AFTER INSERT ON jobs BEGIN
      INSERT INTO job_counts (account_id, status, count) VALUES (new.account_id, new.status, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER jobs_count_update AFTER UPDATE OF status ON jobs WHEN old.status <> new.status BEGIN
      UPDATE job_counts SET count = count - 1 WHERE account_id = old.account_id AND status = old.status;
      INSERT INTO job_counts (account_id, status, count) VALUES (new.account_id, new.status, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER jobs_count_delete AFTER DELETE ON jobs BEGIN
      UPDATE job_counts SET count = count - 1 WHERE account_id = old.account_id AND status = old.status;
    END;
  `)
}
