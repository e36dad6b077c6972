import type { Database } from 'better-sqlite3'

export type PromptHits = ReturnType<typeof createPromptSearchRepository>

/**
 * SQL for the full-text index, in steps by row: prompts outside the trash. Numbers are bound as floats, and FTS5
 * heeds only integers: without the cast it would walk all hits.
 */
export function createPromptSearchRepository(db: Database) {
  const hits = 'SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? AND rowid'
  const below = db
    .prepare<[string, number, number], number>(`${hits} < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT +?`)
    .pluck()
  const above = db
    .prepare<[string, number, number], number>(`${hits} > CAST(? AS INTEGER) ORDER BY rowid LIMIT +?`)
    .pluck()

  return {
    /** Rows older than a sequence, the newest first. */
    below: (match: string, seq: number, limit: number) => below.all(match, seq, limit),
    /** Rows newer than a sequence, the oldest first. */
    above: (match: string, seq: number, limit: number) => above.all(match, seq, limit),
  }
}
