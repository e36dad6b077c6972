import type { Database } from 'better-sqlite3'

/**
 * Since when the file of a take is known to be gone or cut off; null while nothing of that kind was noticed. Such a
 * take can be fetched again, and then its row changes: the totals follow.
 */
export function noteMissingTakes(db: Database): void {
  db.exec(`
    ALTER TABLE assets ADD COLUMN missing_since INTEGER;

    CREATE TRIGGER assets_total_update AFTER UPDATE OF size_bytes ON assets WHEN new.size_bytes <> old.size_bytes BEGIN
      UPDATE asset_totals SET size_bytes = size_bytes - old.size_bytes + new.size_bytes WHERE role = new.role;
    END;
  `)
}
