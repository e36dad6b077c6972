import type { Database } from 'better-sqlite3'

/** How many jobs of each model wait, kept by triggers: "time left" is asked for every few seconds, over any queue. */
export function countQueued(db: Database): void {
  db.exec(`
    CREATE TABLE queued_counts (
      account_id TEXT NOT NULL,
      model      TEXT NOT NULL,
      count      INTEGER NOT NULL,
      PRIMARY KEY (account_id, model)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO queued_counts (account_id, model, count)
      SELECT account_id, model, count(*) FROM jobs WHERE status = 'queued' GROUP BY account_id, model;

    CREATE TRIGGER queued_count_insert AFTER INSERT ON jobs WHEN new.status = 'queued' BEGIN
      INSERT INTO queued_counts (account_id, model, count) VALUES (new.account_id, new.model, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER queued_count_leave AFTER UPDATE OF status, model ON jobs
      WHEN old.status = 'queued' AND (new.status <> 'queued' OR new.model <> old.model) BEGIN
      UPDATE queued_counts SET count = count - 1 WHERE account_id = old.account_id AND model = old.model;
    END;
    CREATE TRIGGER queued_count_join AFTER UPDATE OF status, model ON jobs
      WHEN new.status = 'queued' AND (old.status <> 'queued' OR new.model <> old.model) BEGIN
      INSERT INTO queued_counts (account_id, model, count) VALUES (new.account_id, new.model, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER queued_count_delete AFTER DELETE ON jobs WHEN old.status = 'queued' BEGIN
      UPDATE queued_counts SET count = count - 1 WHERE account_id = old.account_id AND model = old.model;
    END;
  `)
}
