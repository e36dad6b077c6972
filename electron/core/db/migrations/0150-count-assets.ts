import type { Database } from 'better-sqlite3'

/**
 * How many files there are and how much they hold, kept by triggers, so that the figure never scans; and how the
 * frames of a spritesheet are laid out, where that is known.
 */
export function countAssets(db: Database): void {
  db.exec(`
    ALTER TABLE assets ADD COLUMN layout TEXT;

    CREATE TABLE asset_totals (
      role       TEXT PRIMARY KEY,
      count      INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    INSERT INTO asset_totals (role, count, size_bytes) SELECT role, count(*), sum(size_bytes) FROM assets GROUP BY role;

    CREATE TRIGGER assets_total_insert AFTER INSERT ON assets BEGIN
      INSERT INTO asset_totals (role, count, size_bytes) VALUES (new.role, 1, new.size_bytes)
        ON CONFLICT DO UPDATE SET count = count + 1, size_bytes = size_bytes + excluded.size_bytes;
    END;
    CREATE TRIGGER assets_total_delete AFTER DELETE ON assets BEGIN
      UPDATE asset_totals SET count = count - 1, size_bytes = size_bytes - old.size_bytes WHERE role = old.role;
    END;
  `)
}
