import type { Database } from 'better-sqlite3'

/** Settings by key, values as JSON. */
export function createSettings(db: Database): void {
  db.exec(`
    CREATE TABLE settings (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `)
}
