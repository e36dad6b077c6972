import type { Database } from 'better-sqlite3'
import type { Notice } from '../../../shared/activity/notice.ts'
import type { NoticeDraft, OpenNotice } from './decideNotices.ts'
import { noticeText } from './noticeText.ts'

interface NoticeRow {
  id: number
  at: number
  kind: Notice['kind']
  cause: string
  jobId: string | null
  batchId: string | null
  accountId: string | null
  details: string
  isRead: 0 | 1
}

/** Something that may be worth telling, written down in the transaction in which it happened. */
export interface InboxEntry {
  id: number
  subject: 'job' | 'account' | 'storage'
  /** The job's state, the reason of the pause, or the disk's problem. */
  word: string
  jobSeq: number | null
  accountId: string | null
  /** The folder that a disk's problem is about. */
  place: string | null
}

export interface BatchOutcome {
  finished: number
  failed: number
  cancelled: number
}

export type NoticeRepository = ReturnType<typeof createNoticeRepository>

/** SQL for the history of notices and for the inbox that they are decided from. */
export function createNoticeRepository(db: Database) {
  const columns = `id, at, kind, cause, job_id AS jobId, batch_id AS batchId, account_id AS accountId, details,
    is_read AS isRead`
  // A thousand rows at most, so sorting them needs no index.
  const page = db.prepare<[number, number, number], NoticeRow>(
    `SELECT ${columns} FROM notices WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT +?`,
  )
  const byId = db.prepare<[number], NoticeRow>(`SELECT ${columns} FROM notices WHERE id = ?`)
  const lastOf = db.prepare<[string], NoticeRow>(
    `SELECT ${columns} FROM notices WHERE cause = ? ORDER BY id DESC LIMIT 1`,
  )
  const unreadCount = db.prepare<[], number>('SELECT count(*) FROM notices WHERE is_read = 0').pluck()
  const markRead = db.prepare('UPDATE notices SET is_read = 1 WHERE is_read = 0 AND id <= ?')
  const insert = db.prepare(
    'INSERT INTO notices (at, kind, cause, job_id, batch_id, account_id, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const update = db.prepare(
    'UPDATE notices SET at = ?, job_id = ?, batch_id = ?, account_id = ?, details = ?, is_read = 0 WHERE id = ?',
  )
  const dropBeyond = db.prepare(
    'DELETE FROM notices WHERE id <= (SELECT id FROM notices ORDER BY id DESC LIMIT 1 OFFSET +?)',
  )
  // The newest stays whatever its age, so that no id is ever given again.
  const dropOld = db.prepare('DELETE FROM notices WHERE at < ? AND id < (SELECT max(id) FROM notices)')

  const hasInbox = db.prepare<[], 0 | 1>('SELECT EXISTS (SELECT 1 FROM notice_inbox)').pluck()
  const inbox = db.prepare<[number], InboxEntry>(
    `SELECT id, subject, word, job_seq AS jobSeq, account_id AS accountId, place FROM notice_inbox ORDER BY id LIMIT +?`,
  )
  const clearInbox = db.prepare('DELETE FROM notice_inbox WHERE id <= ?')
  const addStorage = db.prepare("INSERT INTO notice_inbox (subject, word, place) VALUES ('storage', ?, ?)")
  const beginStorage = db.prepare('INSERT OR IGNORE INTO storage_problems (problem, since) VALUES (?, ?)')
  const endStorage = db.prepare('DELETE FROM storage_problems')

  const isUnfinished = db
    .prepare<[string], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM jobs WHERE batch_id = ? AND
         status IN ('queued', 'submitting', 'generating', 'downloading', 'needs_attention'))`,
    )
    .pluck()
  // Walks the index of the batch; the state that a job in the trash had is in its row.
  const batchOutcome = db.prepare<[string], BatchOutcome>(
    `SELECT coalesce(sum(outcome = 'completed'), 0) AS finished, coalesce(sum(outcome = 'failed'), 0) AS failed,
       coalesce(sum(outcome = 'cancelled'), 0) AS cancelled
     FROM (SELECT coalesce(trashed_status, status) AS outcome FROM jobs WHERE batch_id = ?)`,
  )

  const expiring = db.prepare<
    [],
    { seq: number; generatedAt: number; expiresAt: number; toldExpiresAt: number | null; toldStage: number | null }
  >(
    `SELECT j.seq, coalesce(j.generated_at, j.created_at) AS generatedAt, j.expires_at AS expiresAt,
       w.expires_at AS toldExpiresAt, w.stage AS toldStage
     FROM jobs j LEFT JOIN expiry_warnings w ON w.job_seq = j.seq
     WHERE j.status = 'downloading' AND j.expires_at IS NOT NULL`,
  )
  const isFetching = db.prepare<[], 0 | 1>("SELECT EXISTS (SELECT 1 FROM jobs WHERE status = 'downloading')").pluck()
  const told = db.prepare(
    `INSERT INTO expiry_warnings (job_seq, expires_at, stage) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at, stage = excluded.stage`,
  )
  const forgetWarning = db.prepare('DELETE FROM expiry_warnings WHERE job_seq = ?')

  return {
    /** Newest first by what was told last, before a place; null starts at the newest. */
    page: (before: { at: number; sequence: number } | null, limit: number): Notice[] =>
      page.all(before?.at ?? Number.MAX_SAFE_INTEGER, before?.sequence ?? 0, limit).map(toNotice),
    /** The last notice of a cause, read or not. */
    lastOf: (cause: string): (OpenNotice & { isRead: boolean }) | null => {
      const row = lastOf.get(cause)
      return row === undefined ? null : { ...row, values: valuesOf(row), isRead: row.isRead === 1 }
    },
    unreadCount: (): number => unreadCount.get() ?? 0,
    /** @returns how many were unread until now */
    markRead: (upToId: number): number => markRead.run(upToId).changes,

    insert(draft: NoticeDraft, at: number): Notice {
      const { kind, cause, jobId, batchId, accountId, values } = draft
      const { lastInsertRowid } = insert.run(at, kind, cause, jobId, batchId, accountId, JSON.stringify(values))
      return mustRead(Number(lastInsertRowid))
    },
    /** Makes a notice tell what a draft says, as of now: it is unread again. */
    grow(id: number, { jobId, batchId, accountId, values }: NoticeDraft, at: number): Notice {
      update.run(at, jobId, batchId, accountId, JSON.stringify(values), id)
      return mustRead(id)
    },
    /** Keeps the newest `most`, and of these the ones since a time; always the very newest. */
    prune(most: number, since: number): void {
      dropBeyond.run(most)
      dropOld.run(since)
    },

    hasInbox: (): boolean => hasInbox.get() === 1,
    inbox: (limit: number) => inbox.all(limit),
    clearInbox: (upToId: number) => void clearInbox.run(upToId),
    addStorageProblem: (problem: string, folder: string) => void addStorage.run(problem, folder),
    /** @returns false while this problem is known already */
    beginStorageProblem: (problem: string, now: number): boolean => beginStorage.run(problem, now).changes === 1,
    /** A take was saved: the next problem is news again. */
    endStorageProblems: () => void endStorage.run(),

    isBatchAtRest: (batchId: string): boolean => isUnfinished.get(batchId) === 0,
    batchOutcome: (batchId: string): BatchOutcome =>
      batchOutcome.get(batchId) ?? { finished: 0, failed: 0, cancelled: 0 },

    /** Whether a finished take is not on the disk yet. */
    isFetching: (): boolean => isFetching.get() === 1,
    /** Takes that are being fetched and have an end, with what was told of it. */
    expiring: () => expiring.all(),
    setTold: (jobSeq: number, expiresAt: number, stage: number) => void told.run(jobSeq, expiresAt, stage),
    forgetWarning: (jobSeq: number) => void forgetWarning.run(jobSeq),
  }

  function mustRead(id: number): Notice {
    const row = byId.get(id)
    if (row === undefined) throw new Error(`The notice ${id} is gone right after it was written`)
    return toNotice(row)
  }
}

const valuesOf = (row: NoticeRow): Notice['values'] => JSON.parse(row.details) as Notice['values']

function toNotice(row: NoticeRow): Notice {
  const { id, at, kind, jobId, batchId, accountId } = row
  const values = valuesOf(row)
  return { id, at, kind, jobId, batchId, accountId, values, text: noticeText(kind, values), isRead: row.isRead === 1 }
}
