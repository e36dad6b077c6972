import type { Database } from 'better-sqlite3'
import { JOB_COLUMNS, toRecord, type JobRow } from './jobRecord.ts'
import { EXPIRES_SOON_MS, UNSEEN_COPY_LOOK_MS } from './queuePause.ts'

export type HeldJobs = ReturnType<typeof createHeldJobs>

/** Watched states that a pause can hold back, and when it lets a job of each go; null: not before the resume. */
const RELEASED_AT = {
  generating: `coalesce(max(next_at, expires_at - ${EXPIRES_SOON_MS}), next_at + ${UNSEEN_COPY_LOOK_MS})`,
  downloading: `max(next_at, expires_at - ${EXPIRES_SOON_MS})`,
} as const
export type HeldStatus = keyof typeof RELEASED_AT

/** SQL for what the engine may still do while the queue is paused "now", and for letting go of it all. */
export function createHeldJobs(db: Database) {
  const statementsOf = (status: HeldStatus) => ({
    due: db.prepare<[string, number, number, number], JobRow>(
      `SELECT ${JOB_COLUMNS} FROM jobs j
       WHERE j.status = '${status}' AND j.account_id = ? AND j.next_at IS NOT NULL AND j.next_at <= ?
         AND ${RELEASED_AT[status]} <= ?
       ORDER BY j.expires_at IS NULL, j.expires_at, j.next_at LIMIT +?`,
    ),
    earliestAfter: db
      .prepare<[string, number], number | null>(
        `SELECT min(released_at) FROM (
           SELECT ${RELEASED_AT[status]} AS released_at FROM jobs
           WHERE status = '${status}' AND account_id = ? AND next_at IS NOT NULL
         ) WHERE released_at > ?`,
      )
      .pluck(),
  })
  const statements = { generating: statementsOf('generating'), downloading: statementsOf('downloading') }
  const release = db.prepare<[number, number, number, string]>(
    `UPDATE jobs SET next_at = min(next_at, ?), deadline = max(deadline, ?), ask_at = max(ask_at, ?)
     WHERE status = ? AND next_at IS NOT NULL`,
  )
  const extendDeadline = db.prepare<[number, number]>('UPDATE jobs SET deadline = max(deadline, ?) WHERE seq = ?')

  return {
    /** What is due in spite of the pause, soonest expiry first. */
    due: (status: HeldStatus, accountId: string, now: number, limit: number) =>
      statements[status].due.all(accountId, now, now, limit).map(toRecord),
    earliestAfter: (status: HeldStatus, accountId: string, now: number) =>
      statements[status].earliestAfter.get(accountId, now) ?? null,
    /** Everything in one state is due at `nextAt`; it may time out or be asked about only after the named times. */
    release: (status: string, times: { nextAt: number; deadline: number; askAt: number }) =>
      void release.run(times.nextAt, times.deadline, times.askAt, status),
    /** Time in which nobody looked is no time without a change. */
    extendDeadline: (seq: number, deadline: number) => void extendDeadline.run(deadline, seq),
  }
}
