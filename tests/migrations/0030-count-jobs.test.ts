import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(30)
  insertAccount(db, 'account_1')
  insertAccount(db, 'account_2')
  insertJob(db, { id: 'a' })
  insertJob(db, { id: 'b' })
  insertJob(db, { id: 'c', status: 'completed' })
  insertJob(db, { id: 'd', accountId: 'account_2' })
  upgrade()
  const counts = () => db.prepare('SELECT account_id, status, count FROM job_counts WHERE count <> 0').raw().all()
  return { db, counts }
}

it('counts what is there already', () => {
  expect(open().counts()).toEqual([
    ['account_1', 'completed', 1],
    ['account_1', 'queued', 2],
    ['account_2', 'queued', 1],
  ])
})

it('follows insert, change and delete', () => {
  const { db, counts } = open()
  insertJob(db, { id: 'e', status: 'failed', accountId: 'account_2' })
  db.exec("UPDATE jobs SET status = 'submitting' WHERE id = 'a'")
  db.exec("DELETE FROM jobs WHERE id = 'c'")
  expect(counts()).toEqual([
    ['account_1', 'queued', 1],
    ['account_1', 'submitting', 1],
    ['account_2', 'failed', 1],
    ['account_2', 'queued', 1],
  ])
})

it('is not touched by a change of anything else', () => {
  const { db } = open()
  const before = db.prepare('SELECT total_changes()').pluck().get() as number
  db.exec("UPDATE jobs SET progress = 50, next_at = 9 WHERE id = 'a'")
  expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before + 1)
})

it('takes back its counts with the transaction that failed', () => {
  const { db, counts } = open()
  const before = counts()
  const work = db.transaction(() => {
    insertJob(db, { id: 'x' })
    throw new Error('boom')
  })
  expect(work).toThrow('boom')
  expect(counts()).toEqual(before)
})

it('answers one count by its key', () => {
  const { db } = open()
  expectStrict(db, 'job_counts')
  expect(planOf(db, 'SELECT count FROM job_counts WHERE account_id = ? AND status = ?')).toMatch(
    /SEARCH job_counts USING PRIMARY KEY \(account_id=\? AND status=\?\)/,
  )
})
