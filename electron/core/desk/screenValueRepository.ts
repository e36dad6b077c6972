import type { Database } from 'better-sqlite3'

export type ScreenValueKind = 'layout' | 'draft'
export type ScreenValues = ReturnType<typeof createScreenValues>

/** SQL for what screens keep: JSON by kind and key, opaque to everyone here. */
export function createScreenValues(db: Database) {
  const get = db.prepare<[string, string], { value: string; updatedAt: number }>(
    'SELECT value, updated_at AS updatedAt FROM screen_values WHERE kind = ? AND key = ?',
  )
  const count = db.prepare<[string], number>('SELECT count(*) FROM screen_values WHERE kind = ?').pluck()
  const set = db.prepare(
    `INSERT INTO screen_values (kind, key, value, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  )
  const remove = db.prepare('DELETE FROM screen_values WHERE kind = ? AND key = ?')

  return {
    get: (kind: ScreenValueKind, key: string) => get.get(kind, key) ?? null,
    count: (kind: ScreenValueKind) => count.get(kind) ?? 0,
    set: (kind: ScreenValueKind, key: string, value: string, now: number) => void set.run(kind, key, value, now),
    remove: (kind: ScreenValueKind, key: string) => void remove.run(kind, key),
  }
}
