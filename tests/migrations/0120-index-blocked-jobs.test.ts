import { expect, it } from 'vitest'
import { insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

it('holds queued jobs that wait, and nothing else', () => {
  const { db, upgrade } = libraryBefore(120)
  insertAccount(db)
  for (const id of ['a', 'b', 'c']) insertJob(db, { id })
  db.exec("UPDATE jobs SET blocked_by = 1 WHERE id IN ('a', 'b')")
  db.exec("UPDATE jobs SET status = 'cancelled' WHERE id = 'b'")
  upgrade()
  const sql = "SELECT id FROM jobs WHERE status = 'queued' AND blocked_by > 0 AND priority = ? ORDER BY position DESC"
  expect(planOf(db, sql)).toBe('SEARCH jobs USING INDEX jobs_blocked (priority=?)')
  expect(db.prepare(sql).pluck().all(0)).toEqual(['a'])
})
