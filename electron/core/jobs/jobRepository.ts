import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import { JOB_COLUMNS, toColumns, toRecord, type JobRecord, type JobRow } from './jobRecord.ts'

import { createPromptWords } from '../library/promptWordsRepository.ts'

export interface WatchedJob {
  seq: number
  remoteId: string
  model: string
  submittedAt: number
  expiresAt: number | null
  nextAt: number
  revision: number
  remoteStatus: string | null
  /** As stored: JSON text. */
  handle: string | null
  progress: number
  isProgressReported: 0 | 1
  deadline: number | null
  /** 1 when no failed look or other trouble is noted that a good answer would clear. */
  isCalm: 0 | 1
}

export type NewJob = Omit<JobRecord, 'seq' | 'revision' | 'trashedAt'>
export type JobRepository = ReturnType<typeof createJobRepository>

/**
 * SQL for the `jobs` table and its timeline; no decisions. Every method is synchronous. Hot queries say `+?`
 * where the planner would look at a bare `?` (beside ORDER BY or min(), in LIMIT) and so compile anew at every call.
 */
export function createJobRepository(db: Database) {
  const select = `SELECT ${JOB_COLUMNS} FROM jobs j`
  const bySeq = db.prepare<[number], JobRow>(`${select} WHERE j.seq = ?`)
  const byId = db.prepare<[string], JobRow>(`${select} WHERE j.id = ?`)
  const byRequest = db.prepare<[string], JobRow>(`${select} WHERE j.request_id = ? ORDER BY j.seq`)
  const nextToDispatch = db.prepare<[string, number], JobRow>(
    `${select} WHERE j.account_id = +? AND j.status = 'queued' AND j.blocked_by = 0 AND j.not_before <= ?
     ORDER BY j.priority DESC, j.position LIMIT 1`,
  )
  const due = db.prepare<[string, string, number, number], JobRow>(
    `${select} WHERE j.status = +? AND j.account_id = +? AND j.next_at IS NOT NULL AND j.next_at <= ?
     ORDER BY j.next_at LIMIT +?`,
  )
  const dueDownloads = db.prepare<[string, number, number], JobRow>(
    `${select} WHERE j.status = 'downloading' AND j.account_id = ? AND j.next_at IS NOT NULL AND j.next_at <= ?
     ORDER BY j.expires_at IS NULL, j.expires_at, j.next_at LIMIT +?`,
  )
  const earliest = db
    .prepare<[string, string], number | null>(
      'SELECT min(next_at) FROM jobs WHERE status = +? AND account_id = +? AND next_at IS NOT NULL',
    )
    .pluck()
  const earliestAfter = db
    .prepare<[string, string, number], number | null>(
      'SELECT min(next_at) FROM jobs WHERE status = +? AND account_id = +? AND next_at IS NOT NULL AND next_at > ?',
    )
    .pluck()
  const watched = db.prepare<[string], WatchedJob>(
    `SELECT seq, remote_id AS remoteId, model, submitted_at AS submittedAt, expires_at AS expiresAt, next_at AS nextAt,
       revision, remote_status AS remoteStatus, handle, progress, is_progress_reported AS isProgressReported, deadline,
       failures = 0 AND gone_count = 0 AND waiting_for IS NULL AND error_code IS NULL AS isCalm
     FROM jobs WHERE status = 'generating' AND account_id = ? AND next_at IS NOT NULL`,
  )
  const saveProgress = db.prepare(
    `UPDATE jobs SET progress = ?, is_progress_reported = ?, deadline = ?, updated_at = ?, revision = revision + 1
     WHERE seq = ? AND revision = ?`,
  )
  const reschedule = db.prepare<[number, number, number, string]>(
    `UPDATE jobs SET next_at = min(next_at, ?), deadline = max(deadline, ?), ask_at = min(ask_at, ?)
     WHERE status = ? AND next_at IS NOT NULL`,
  )
  const releaseQueued = db.prepare<[number, number]>(
    "UPDATE jobs SET not_before = ? WHERE status = 'queued' AND waiting_for IS NOT NULL AND not_before > ?",
  )
  const earliestQueued = db
    .prepare<[string, number], number | null>(
      `SELECT min(not_before) FROM jobs WHERE account_id = +? AND status = 'queued' AND blocked_by = 0 AND not_before > ?`,
    )
    .pluck()
  const byStatus = db.prepare<[string], JobRow>(`${select} WHERE j.status = +? ORDER BY j.seq DESC`)
  const newestOf = db
    .prepare<[string, number], number>('SELECT seq FROM jobs WHERE status = +? ORDER BY seq DESC LIMIT +?')
    .pluck()
  const counts = db.prepare<[], { accountId: string; status: JobStatus; count: number }>(
    'SELECT account_id AS accountId, status, count FROM job_counts',
  )
  const countOf = db
    .prepare<[string, string], number>('SELECT count FROM job_counts WHERE account_id = ? AND status = ?')
    .pluck()
  const edgePosition = (edge: 'min' | 'max') =>
    db
      .prepare<[string], number | null>(
        `SELECT ${edge}(position) FROM jobs WHERE account_id = +? AND status = 'queued' AND blocked_by = 0`,
      )
      .pluck()
  const firstPosition = edgePosition('min')
  const lastPosition = edgePosition('max')
  const addEvent = db.prepare(
    `INSERT INTO job_events (job_seq, id, at, type, detail)
     VALUES (?, (SELECT coalesce(max(id), 0) + 1 FROM job_events WHERE job_seq = +?), ?, ?, ?)`,
  )
  const eventCount = db
    .prepare<[number], number>('SELECT coalesce(max(id), 0) FROM job_events WHERE job_seq = +?')
    .pluck()
  const events = db.prepare<[number], { id: number; at: number; type: string; detail: string }>(
    'SELECT id, at, type, detail FROM job_events WHERE job_seq = +? ORDER BY id',
  )
  const addDependency = db.prepare('INSERT OR IGNORE INTO job_dependencies (job_seq, needs_seq) VALUES (?, ?)')
  const dependents = db
    .prepare<[number], number>('SELECT job_seq FROM job_dependencies WHERE needs_seq = +? ORDER BY job_seq')
    .pluck()
  const dropDependencies = db.prepare('DELETE FROM job_dependencies WHERE needs_seq = ?')

  const needs = db.prepare<[number], number>('SELECT needs_seq FROM job_dependencies WHERE job_seq = ?').pluck()
  const trash = db.prepare(
    `UPDATE jobs SET trashed_status = status, status = 'trashed', trashed_at = ?, updated_at = ?, revision = revision + 1
     WHERE seq = ? AND trashed_at IS NULL`,
  )
  const restore = db.prepare(
    `UPDATE jobs SET status = trashed_status, trashed_status = NULL, trashed_at = NULL, updated_at = ?, revision = revision + 1
     WHERE seq = ? AND status = 'trashed'`,
  )

  /** Statements by the columns they write; a few dozen combinations occur. */
  type Statements = Map<string, Statement<unknown[]>>
  const inserts: Statements = new Map()
  const updates: Statements = new Map()
  const prepared = (known: Statements, columns: readonly string[], sql: () => string): Statement<unknown[]> => {
    const key = columns.join()
    const found = known.get(key)
    if (found) return found
    const made = db.prepare<unknown[]>(sql())
    known.set(key, made)
    return made
  }
  const words = createPromptWords(db)
  const one = (row: JobRow | undefined): JobRecord | null => (row === undefined ? null : toRecord(row))

  return {
    bySeq: (seq: number) => one(bySeq.get(seq)),
    byId: (id: string) => one(byId.get(id)),
    byRequest: (requestId: string) => byRequest.all(requestId).map(toRecord),

    insert(job: NewJob): number {
      const { columns, values } = toColumns(job)
      const insert = prepared(inserts, columns, () => {
        return `INSERT INTO jobs (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      })
      words.learn(job.prompt)
      return Number(insert.run(...values).lastInsertRowid)
    },

    /** Writes the changes if nobody else did since `revision` was read. @returns whether it did. */
    save(seq: number, revision: number, changes: Partial<JobRecord>): boolean {
      const { columns, values } = toColumns(changes)
      const update = prepared(updates, columns, () => {
        const assignments = columns.map((column) => `${column} = ?`).join(', ')
        return `UPDATE jobs SET ${assignments}, revision = ? WHERE seq = ? AND revision = ?`
      })
      values.push(revision + 1, seq, revision)
      if (changes.prompt !== undefined) words.learn(changes.prompt)
      return update.run(values).changes === 1
    },

    /** Writes nothing but progress, if nobody wrote since `job` was read. @returns whether it did. */
    saveProgress(
      job: Pick<WatchedJob, 'seq' | 'revision'>,
      moved: { progress: number; isProgressReported: boolean; deadline: number },
      now: number,
    ): boolean {
      const { progress, isProgressReported, deadline } = moved
      return saveProgress.run(progress, isProgressReported ? 1 : 0, deadline, now, job.seq, job.revision).changes === 1
    },

    /** The job an account should send next: highest priority, then queue order. */
    nextToDispatch: (accountId: string, now: number) => one(nextToDispatch.get(accountId, now)),
    earliestQueued: (accountId: string, now: number) => earliestQueued.get(accountId, now) ?? null,
    due: (status: JobStatus, accountId: string, now: number, limit: number) =>
      due.all(status, accountId, now, limit).map(toRecord),
    /** Downloads of an account whose turn has come, soonest expiry first. */
    dueDownloads: (accountId: string, now: number, limit: number) =>
      dueDownloads.all(accountId, now, limit).map(toRecord),
    earliestNextAt: (status: JobStatus, accountId: string) => earliest.get(status, accountId) ?? null,
    earliestNextAfter: (status: JobStatus, accountId: string, now: number) =>
      earliestAfter.get(status, accountId, now) ?? null,
    /** What a list sweep has to find. */
    watched: (accountId: string) => watched.all(accountId),
    /** Pulls everything in flight in one state forward to `nextAt`; it may time out or be asked about at the named times. */
    reschedule: (status: JobStatus, times: { nextAt: number; deadline: number; askAt: number }) =>
      void reschedule.run(times.nextAt, times.deadline, times.askAt, status),
    /** Lets deferred queued jobs go at `now`: the reason for waiting belonged to another time. */
    releaseQueued: (now: number) => void releaseQueued.run(now, now),
    /** All jobs in one state, newest first; meant for states that hold work in flight. */
    byStatus: (status: JobStatus) => byStatus.all(status).map(toRecord),
    newestOf: (status: JobStatus, limit: number) => newestOf.all(status, limit),
    /** Jobs in the trash are counted under states of their own. */
    counts: () => counts.all(),
    countOf: (accountId: string, status: string) => countOf.get(accountId, status) ?? 0,
    firstPosition: (accountId: string) => firstPosition.get(accountId) ?? null,
    lastPosition: (accountId: string) => lastPosition.get(accountId) ?? null,

    addEvent: (seq: number, at: number, type: string, detail: Record<string, JsonValue>) =>
      void addEvent.run(seq, seq, at, type, JSON.stringify(detail)),
    /** How many lines a job's timeline has. */
    eventCount: (seq: number): number => eventCount.get(seq) ?? 0,
    events: (seq: number) =>
      events.all(seq).map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, JsonValue> })),

    addDependency: (seq: number, needsSeq: number) => void addDependency.run(seq, needsSeq),
    dependents: (needsSeq: number) => dependents.all(needsSeq),
    /** What a job waits for. */
    needs: (seq: number) => needs.all(seq),
    /** Puts a job away. @returns false when it is in the trash already */
    trash: (seq: number, now: number): boolean => trash.run(now, now, seq).changes === 1,
    /** Takes a job out of the trash. @returns false when it is not there, or is being removed */
    restore: (seq: number, now: number): boolean => restore.run(now, seq).changes === 1,
    dropDependencies: (needsSeq: number) => void dropDependencies.run(needsSeq),
  }
}
