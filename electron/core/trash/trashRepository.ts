import type { Database } from 'better-sqlite3'
import { JOB_COLUMNS, toRecord, type JobRecord, type JobRow } from '../jobs/jobRecord.ts'

/** A place in the trash: what was put there last comes first. */
export interface TrashPlace {
  id: string
  trashedAt: number
  seq: number
}

export type TrashRepository = ReturnType<typeof createTrashRepository>

/**
 * SQL for what is in the trash and for removing it; the store puts jobs in and takes them out. `+status` keeps the
 * planner on the index that has the wanted order.
 */
export function createTrashRepository(db: Database) {
  const select = `SELECT ${JOB_COLUMNS} FROM jobs j`
  const page = db.prepare<[number, number, number], JobRow>(
    `${select} WHERE j.trashed_at IS NOT NULL AND (j.trashed_at, j.seq) < (?, ?) AND +j.status = 'trashed'
     ORDER BY j.trashed_at DESC, j.seq DESC LIMIT +?`,
  )
  const places = db.prepare<[number, number, number], TrashPlace>(
    `SELECT id, seq, trashed_at AS trashedAt FROM jobs
     WHERE trashed_at IS NOT NULL AND (trashed_at, seq) < (?, ?) AND +status = 'trashed'
     ORDER BY trashed_at DESC, seq DESC LIMIT +?`,
  )
  const oldest = db.prepare<[], number | null>('SELECT min(trashed_at) FROM jobs WHERE trashed_at IS NOT NULL').pluck()
  const due = db
    .prepare<[number, number], string>(
      `SELECT id FROM jobs WHERE trashed_at IS NOT NULL AND trashed_at <= ? AND +status = 'trashed'
       ORDER BY trashed_at LIMIT +?`,
    )
    .pluck()
  const count = db
    .prepare<[], number>("SELECT coalesce(sum(count), 0) FROM job_counts WHERE status = 'trashed'")
    .pluck()
  const removing = db.prepare<[], number>("SELECT seq FROM jobs WHERE status = 'removing'").pluck()
  const mark = (from: 'trashed' | 'removing', to: 'trashed' | 'removing') =>
    db.prepare<[number]>(
      `UPDATE jobs SET status = '${to}', revision = revision + 1 WHERE seq = ? AND status = '${from}'`,
    )
  const markRemoving = mark('trashed', 'removing')
  const markTrashed = mark('removing', 'trashed')
  const unfinishedChild = db
    .prepare<[string], string>(
      `SELECT id FROM jobs WHERE parent_job_id = ? AND relation IN ('remix', 'extend', 'edit')
       AND status NOT IN ('completed', 'failed', 'cancelled', 'trashed', 'removing') LIMIT 1`,
    )
    .pluck()
  const remember = db.prepare(
    `INSERT OR IGNORE INTO removed_remotes (account_id, remote_id)
     SELECT account_id, remote_id FROM submissions WHERE job_seq = ? AND remote_id IS NOT NULL
     UNION SELECT account_id, remote_id FROM jobs WHERE seq = ? AND remote_id IS NOT NULL`,
  )
  const forget = [
    'DELETE FROM job_events WHERE job_seq = ?',
    'DELETE FROM submissions WHERE job_seq = ?',
    'DELETE FROM assets WHERE job_seq = ?',
    'DELETE FROM job_dependencies WHERE job_seq = ?',
    'DELETE FROM job_dependencies WHERE needs_seq = ?',
    "DELETE FROM jobs WHERE seq = ? AND status = 'removing'",
  ].map((sql) => db.prepare<[number]>(sql))

  return {
    /** One page, last trashed first; null starts at the newest. */
    page: (before: TrashPlace | null, limit: number): JobRecord[] => {
      return page.all(before?.trashedAt ?? Number.MAX_SAFE_INTEGER, before?.seq ?? 0, limit).map(toRecord)
    },
    /** The same for those who need no more than names. */
    places: (before: TrashPlace | null, limit: number): TrashPlace[] =>
      places.all(before?.trashedAt ?? Number.MAX_SAFE_INTEGER, before?.seq ?? 0, limit),
    oldestTrashedAt: () => oldest.get() ?? null,
    /** Ids of jobs that were put away at `until` or earlier, the longest there first. */
    putAwayUntil: (until: number, limit: number) => due.all(until, limit),
    count: () => count.get() ?? 0,
    /** Jobs whose removal was begun. */
    removing: () => removing.all(),
    /** From here on a job can't be restored. @returns whether it was in the trash */
    markRemoving: (seq: number): boolean => markRemoving.run(seq).changes === 1,
    /** Its file could not be deleted, so it stays. */
    keepAfterAll: (seq: number) => void markTrashed.run(seq),
    /** A job that still has to be sent and needs this one's video for it. */
    unfinishedChild: (jobId: string) => unfinishedChild.get(jobId) ?? null,
    /** Deletes a job whose files are gone, with everything that hangs on it. To be called within a transaction. */
    deleteRows(seq: number): void {
      remember.run(seq, seq)
      for (const statement of forget) statement.run(seq)
    },
  }
}
