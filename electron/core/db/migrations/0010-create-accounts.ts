import type { Database } from 'better-sqlite3'

/** Provider endpoints with their limits. Keys live in the vault, never here. */
export function createAccounts(db: Database): void {
  db.exec(`
    CREATE TABLE accounts (
      id                  TEXT PRIMARY KEY,
      name                TEXT NOT NULL,
      provider            TEXT NOT NULL,
      profile             TEXT NOT NULL,
      base_url            TEXT NOT NULL,
      is_demo             INTEGER NOT NULL DEFAULT 0,
      is_default          INTEGER NOT NULL DEFAULT 0,
      has_key             INTEGER NOT NULL DEFAULT 0,
      concurrency         INTEGER NOT NULL,
      requests_per_minute INTEGER NOT NULL,
      pause_reason        TEXT,
      pause_message       TEXT,
      paused_at           INTEGER,
      hold_from           INTEGER,
      hold_until          INTEGER,
      created_at          INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX accounts_one_default ON accounts (is_default) WHERE is_default = 1;
  `)
}
