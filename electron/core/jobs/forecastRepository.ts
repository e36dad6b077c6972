import type { Database } from 'better-sqlite3'

export type ForecastRepository = ReturnType<typeof createForecastRepository>

export interface QueuedCount {
  accountId: string
  model: string
  count: number
}

export interface RunningJob {
  model: string
  submittedAt: number | null
  progress: number
}

/** SQL for "time left": what waits, by a counter, and what runs, which the accounts' limits keep few. */
export function createForecastRepository(db: Database) {
  const queued = db.prepare<[], QueuedCount>(
    'SELECT account_id AS accountId, model, count FROM queued_counts WHERE count > 0',
  )
  const running = db.prepare<[string], RunningJob>(
    `SELECT model, submitted_at AS submittedAt, progress FROM jobs
     WHERE status IN ('submitting', 'generating') AND account_id = ? AND next_at IS NOT NULL`,
  )

  return {
    queued: () => queued.all(),
    running: (accountId: string) => running.all(accountId),
  }
}
