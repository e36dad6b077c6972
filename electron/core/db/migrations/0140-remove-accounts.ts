import type { Database } from 'better-sqlite3'

/** A removed account keeps its row, because the jobs it made still name it. */
export function removeAccounts(db: Database): void {
  db.exec('ALTER TABLE accounts ADD COLUMN removed_at INTEGER;')
}
