import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(200)
  insertAccount(db)
  const old = insertJob(db, { id: 'old', status: 'completed' })
  const job = insertJob(db, { id: 'new' })
  upgrade()
  const set = (seq: number, status: string) => db.prepare('UPDATE jobs SET status = ? WHERE seq = ?').run(status, seq)
  const inbox = () => db.prepare('SELECT subject, word, job_seq, account_id FROM notice_inbox ORDER BY id').raw().all()
  return { db, old, job, set, inbox }
}

it('makes strict tables and finds nothing to tell about what was there before', () => {
  const { db, inbox } = open()
  for (const table of ['notices', 'notice_inbox', 'expiry_warnings', 'storage_problems']) expectStrict(db, table)
  expect(inbox()).toEqual([])
})

it('notes every job that comes to rest or needs a decision, in the transaction that moved it', () => {
  const { db, job, set, inbox } = open()
  for (const status of ['submitting', 'needs_attention', 'generating', 'failed', 'queued', 'cancelled'])
    set(job, status)
  expect(inbox()).toEqual([
    ['job', 'needs_attention', job, null],
    ['job', 'failed', job, null],
    ['job', 'cancelled', job, null],
  ])
  db.exec("BEGIN; UPDATE jobs SET status = 'completed' WHERE id = 'new'; ROLLBACK")
  expect(inbox()).toHaveLength(3)
})

it('takes no notice of a job that is taken out of the trash or stays what it was', () => {
  const { old, set, inbox } = open()
  for (const status of ['completed', 'trashed', 'completed', 'trashed', 'removing']) set(old, status)
  expect(inbox()).toEqual([])
})

it('notes an account that the provider refuses, not one that the person pauses', () => {
  const { db, inbox } = open()
  const pause = (reason: string | null) => db.prepare('UPDATE accounts SET pause_reason = ?').run(reason)
  for (const reason of ['user', null, 'auth', 'auth', null, 'quota', 'key_missing']) pause(reason)
  expect(inbox()).toEqual([
    ['account', 'auth', null, 'account_1'],
    ['account', 'quota', null, 'account_1'],
    ['account', 'key_missing', null, 'account_1'],
  ])
})

it('finds the last notice of a cause by an index', () => {
  const { db } = open()
  expect(planOf(db, 'SELECT * FROM notices WHERE cause = ? ORDER BY id DESC LIMIT 1')).toBe(
    'SEARCH notices USING INDEX notices_by_cause (cause=?)',
  )
})
