import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(300)
  insertAccount(db, 'account_1')
  insertAccount(db, 'account_2')
  insertJob(db, { id: 'a' })
  insertJob(db, { id: 'b' })
  insertJob(db, { id: 'c', status: 'completed' })
  insertJob(db, { id: 'd', accountId: 'account_2' })
  upgrade()
  const counts = () =>
    db.prepare('SELECT account_id, model, count FROM queued_counts WHERE count <> 0 ORDER BY 1, 2').raw().all()
  return { db, counts }
}

it('counts what waits already', () => {
  const { db, counts } = open()
  expectStrict(db, 'queued_counts')
  expect(counts()).toEqual([
    ['account_1', 'sora-2', 2],
    ['account_2', 'sora-2', 1],
  ])
})

it('follows jobs into the queue, out of it, and to another model', () => {
  const { db, counts } = open()
  insertJob(db, { id: 'e', status: 'failed' })
  insertJob(db, { id: 'f' })
  expect(counts()[0]).toEqual(['account_1', 'sora-2', 3])
  db.exec("UPDATE jobs SET status = 'submitting' WHERE id = 'a'")
  db.exec("UPDATE jobs SET status = 'queued' WHERE id = 'e'")
  db.exec("UPDATE jobs SET model = 'veo' WHERE id = 'b'")
  db.exec("UPDATE jobs SET status = 'submitting', model = 'veo' WHERE id = 'd'")
  expect(counts()).toEqual([
    ['account_1', 'sora-2', 2],
    ['account_1', 'veo', 1],
  ])
  db.exec("DELETE FROM jobs WHERE id IN ('b', 'c')")
  expect(counts()).toEqual([['account_1', 'sora-2', 2]])
})

it('is not touched by a change of anything else', () => {
  const { db } = open()
  const before = db.prepare('SELECT total_changes()').pluck().get() as number
  db.exec("UPDATE jobs SET progress = 50, model = model, status = status WHERE id = 'a'")
  expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before + 1)
})
