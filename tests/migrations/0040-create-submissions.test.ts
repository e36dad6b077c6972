import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

const { db, upgrade } = libraryBefore(40)
insertAccount(db)
const [first, second] = [insertJob(db, { id: 'a' }), insertJob(db, { id: 'b' })]
upgrade()
const add = (jobSeq: number, clientKey: string, remoteId: string | null = null, accountId = 'account_1') =>
  db
    .prepare(
      `INSERT INTO submissions (job_seq, account_id, attempt, client_key, fingerprint, sent_at, outcome, remote_id)
       VALUES (?, ?, 1, ?, 'f', 1, 'sending', ?)`,
    )
    .run(jobSeq, accountId, clientKey, remoteId)

it('keeps the jobs', () => {
  expect(db.prepare('SELECT id FROM jobs').pluck().all()).toEqual(['a', 'b'])
})

it('never writes down one client key twice, nor an intent of no job', () => {
  add(first, 'a.1.1')
  expect(() => add(first, 'a.1.1')).toThrow(/UNIQUE/)
  expect(() => add(999, 'x')).toThrow(/FOREIGN KEY/)
  expectStrict(db, 'submissions')
})

it('gives a remote id one owner on its account, and lets many be without one', () => {
  add(first, 'a.1.2', 'video_1')
  expect(() => add(second, 'b.1.1', 'video_1')).toThrow(/UNIQUE/)
  add(second, 'b.1.2', 'video_1', 'account_2')
  add(second, 'b.1.3')
  add(second, 'b.1.4')
})

it('finds a job’s intents, an owner and lost answers by index', () => {
  expect(planOf(db, 'SELECT * FROM submissions WHERE job_seq = ?')).toMatch(
    /SEARCH submissions USING INDEX .*\(job_seq=\?\)/,
  )
  expect(planOf(db, 'SELECT job_seq FROM submissions WHERE account_id = ? AND remote_id = ?')).toContain(
    'submissions_by_remote',
  )
  const unknown = `SELECT * FROM submissions WHERE account_id = ? AND outcome = 'unknown' AND sent_at >= ? ORDER BY sent_at`
  expect(planOf(db, unknown)).toContain('submissions_unknown')
  expect(planOf(db, unknown)).not.toContain('TEMP B-TREE')
})
