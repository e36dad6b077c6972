import type { Database } from 'better-sqlite3'

/** Files that belong to jobs. A path is a folder row plus a name, so a moved library is one changed row. */
export function createAssets(db: Database): void {
  db.exec(`
    CREATE TABLE folders (
      id   INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE assets (
      id         TEXT PRIMARY KEY,
      job_seq    INTEGER REFERENCES jobs (seq),
      role       TEXT NOT NULL,
      folder_id  INTEGER NOT NULL REFERENCES folders (id),
      file_name  TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256     TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX assets_by_job ON assets (job_seq, role) WHERE job_seq IS NOT NULL;
  `)
}
