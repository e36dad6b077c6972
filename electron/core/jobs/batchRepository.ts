import type { Database } from 'better-sqlite3'

export interface BatchRecord {
  seq: number
  id: string
  name: string | null
  /** The beginning of its first prompt. */
  prompt: string
  /** How many jobs it was made with. */
  jobCount: number
  createdAt: number
}

export type BatchRepository = ReturnType<typeof createBatchRepository>

/** SQL for `batches`. */
export function createBatchRepository(db: Database) {
  const columns = 'seq, id, name, prompt, job_count AS jobCount, created_at AS createdAt'
  const byId = db.prepare<[string], BatchRecord>(`SELECT ${columns} FROM batches WHERE id = ?`)
  const page = db.prepare<[number, number], BatchRecord>(
    `SELECT ${columns} FROM batches WHERE seq < ? ORDER BY seq DESC LIMIT +?`,
  )
  const counts = db.prepare<[string], { status: string; count: number }>(
    'SELECT status, count(*) AS count FROM jobs WHERE batch_id = ? GROUP BY status',
  )
  const insert = db.prepare('INSERT INTO batches (id, name, prompt, job_count, created_at) VALUES (?, ?, ?, ?, ?)')

  return {
    byId: (id: string) => byId.get(id) ?? null,
    /** Newest first, before a sequence; null starts at the newest. */
    page: (before: number | null, limit: number) => page.all(before ?? Number.MAX_SAFE_INTEGER, limit),
    /** Jobs by state; those in the trash under 'trashed' and 'removing', those removed for good not at all. */
    counts: (id: string) => counts.all(id),
    insert: (batch: Omit<BatchRecord, 'seq'>) =>
      void insert.run(batch.id, batch.name, batch.prompt.slice(0, SHOWN), batch.jobCount, batch.createdAt),
  }
}

const SHOWN = 200
