import type { Database } from 'better-sqlite3'

/** How long recent generations took, for "usual time" and "time left". Only the last few per model are kept. */
export function createGenerationTimes(db: Database): void {
  db.exec(`
    CREATE TABLE generation_times (
      account_id  TEXT NOT NULL,
      model       TEXT NOT NULL,
      id          INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      PRIMARY KEY (account_id, model, id)
    ) STRICT, WITHOUT ROWID;
  `)
}
