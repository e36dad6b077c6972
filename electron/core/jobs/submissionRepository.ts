import type { Database } from 'better-sqlite3'

export type SubmissionOutcome = 'sending' | 'accepted' | 'refused' | 'not_sent' | 'unknown' | 'found_late'

export interface SubmissionRecord {
  id: number
  jobSeq: number
  accountId: string
  attempt: number
  clientKey: string
  fingerprint: string
  sentAt: number
  outcome: SubmissionOutcome
  remoteId: string | null
}

export type SubmissionRepository = ReturnType<typeof createSubmissionRepository>

/** SQL for `submissions`: one row for each paid request that was intended. */
export function createSubmissionRepository(db: Database) {
  const columns = `id, job_seq AS jobSeq, account_id AS accountId, attempt, client_key AS clientKey, fingerprint,
    sent_at AS sentAt, outcome, remote_id AS remoteId`
  const insert = db.prepare(
    `INSERT INTO submissions (job_seq, account_id, attempt, client_key, fingerprint, sent_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, 'sending')`,
  )
  const settle = db.prepare(
    'UPDATE submissions SET outcome = ?, settled_at = ?, remote_id = coalesce(?, remote_id), detail = ? WHERE id = ?',
  )
  const latest = db.prepare<[number], SubmissionRecord>(
    `SELECT ${columns} FROM submissions WHERE job_seq = ? ORDER BY id DESC LIMIT 1`,
  )
  const ofJob = db.prepare<[number], SubmissionRecord>(
    `SELECT ${columns} FROM submissions WHERE job_seq = ? ORDER BY id`,
  )
  const owner = db
    .prepare<[string, string, string, string], number>(
      `SELECT job_seq FROM submissions WHERE account_id = ? AND remote_id = ?
       UNION ALL SELECT 0 FROM removed_remotes WHERE account_id = ? AND remote_id = ?`,
    )
    .pluck()
  const unknown = db.prepare<[string, number], SubmissionRecord>(
    `SELECT ${columns} FROM submissions WHERE account_id = ? AND outcome = 'unknown' AND sent_at >= ? ORDER BY sent_at`,
  )

  const countOfJob = db.prepare<[number], number>('SELECT count(*) FROM submissions WHERE job_seq = ?').pluck()

  return {
    countOfJob: (jobSeq: number) => countOfJob.get(jobSeq) ?? 0,
    insert(row: {
      jobSeq: number
      accountId: string
      attempt: number
      clientKey: string
      fingerprint: string
      sentAt: number
    }): number {
      return Number(
        insert.run(row.jobSeq, row.accountId, row.attempt, row.clientKey, row.fingerprint, row.sentAt).lastInsertRowid,
      )
    },
    settle: (id: number, outcome: SubmissionOutcome, at: number, remoteId: string | null, detail: string | null) =>
      void settle.run(outcome, at, remoteId, detail, id),
    latest: (jobSeq: number) => latest.get(jobSeq) ?? null,
    ofJob: (jobSeq: number) => ofJob.all(jobSeq),
    /** Which job a remote id belongs to: 0 for one that was removed for good, null while nobody claimed it. */
    ownerOf: (accountId: string, remoteId: string) => owner.get(accountId, remoteId, accountId, remoteId) ?? null,
    /** Lost answers since a time, oldest first, settled ones excluded. */
    unknownSince: (accountId: string, since: number) => unknown.all(accountId, since),
  }
}
