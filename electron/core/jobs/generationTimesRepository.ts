import type { Database } from 'better-sqlite3'

export type GenerationTimes = ReturnType<typeof createGenerationTimesRepository>

const KEPT_PER_MODEL = 50

/** How long this model usually takes here: the median of its last fifty generations, in milliseconds. */
export function createGenerationTimesRepository(db: Database) {
  const newest = db
    .prepare<[string, string], number>('SELECT max(id) FROM generation_times WHERE account_id = +? AND model = +?')
    .pluck()
  const insert = db.prepare('INSERT INTO generation_times (account_id, model, id, duration_ms) VALUES (?, ?, ?, ?)')
  const prune = db.prepare('DELETE FROM generation_times WHERE account_id = ? AND model = ? AND id <= ?')
  const recent = db
    .prepare<[string, string], number>('SELECT duration_ms FROM generation_times WHERE account_id = ? AND model = ?')
    .pluck()
  const medians = new Map<string, number | null>()
  const key = (accountId: string, model: string): string => `${accountId}\n${model}`

  return {
    add(accountId: string, model: string, durationMs: number): void {
      const id = (newest.get(accountId, model) ?? 0) + 1
      insert.run(accountId, model, id, Math.round(durationMs))
      if (id > KEPT_PER_MODEL) prune.run(accountId, model, id - KEPT_PER_MODEL)
      medians.delete(key(accountId, model))
    },
    usualMs(accountId: string, model: string): number | null {
      const cached = medians.get(key(accountId, model))
      if (cached !== undefined) return cached
      const sorted = recent.all(accountId, model).sort((a, b) => a - b)
      const median = sorted[Math.floor(sorted.length / 2)] ?? null
      medians.set(key(accountId, model), median)
      return median
    },
  }
}
