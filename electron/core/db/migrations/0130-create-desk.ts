import type { Database } from 'better-sqlite3'

/**
 * What lies on the person's desk beside the jobs: prompts used before, templates, lists for batches, and what
 * screens ask to be kept (layout, drafts). Small tables: their limits are enforced where they are written.
 */
export function createDesk(db: Database): void {
  db.exec(`
    CREATE TABLE used_prompts (
      id      INTEGER PRIMARY KEY,
      hash    TEXT NOT NULL UNIQUE,
      prompt  TEXT NOT NULL,
      folded  TEXT NOT NULL,
      used_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE prompt_templates (
      id         TEXT PRIMARY KEY,
      name       TEXT NOT NULL,
      folded     TEXT NOT NULL UNIQUE,
      prompt     TEXT NOT NULL,
      tags       TEXT NOT NULL,
      settings   TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE prompt_lists (
      id         TEXT PRIMARY KEY,
      name       TEXT NOT NULL,
      folded     TEXT NOT NULL UNIQUE,
      entries    TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE screen_values (
      kind       TEXT NOT NULL,
      key        TEXT NOT NULL,
      value      TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;
  `)
}
