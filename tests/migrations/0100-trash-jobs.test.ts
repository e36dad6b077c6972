import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(100)
  insertAccount(db)
  insertJob(db, { id: 'a', prompt: 'a fox', status: 'completed' })
  insertJob(db, { id: 'b', prompt: 'a fox', status: 'failed' })
  upgrade()
  const find = (text: string) =>
    db.prepare('SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? ORDER BY rowid DESC').pluck().all(text)
  const counts = () => db.prepare('SELECT status, count FROM job_counts WHERE count <> 0').raw().all()
  const trash = (id: string) =>
    db.exec(`UPDATE jobs SET trashed_status = status, status = 'trashed', trashed_at = 5 WHERE id = '${id}'`)
  const check = (): unknown => db.exec("INSERT INTO job_prompts (job_prompts, rank) VALUES ('integrity-check', 0)")
  return { db, find, counts, trash, check }
}

it('leaves every job where it was', () => {
  const { db, find, counts, check } = open()
  expect(db.prepare('SELECT count(*) FROM jobs WHERE trashed_at IS NOT NULL').pluck().get()).toBe(0)
  expect(counts()).toEqual([
    ['completed', 1],
    ['failed', 1],
  ])
  expect(find('fox')).toEqual([2, 1])
  expect(check).not.toThrow()
})

it('takes a job that is trashed out of the counts and of the search, and puts it back', () => {
  const { db, find, counts, trash, check } = open()
  trash('a')
  expect(find('fox')).toEqual([2])
  expect(counts()).toEqual([
    ['failed', 1],
    ['trashed', 1],
  ])
  db.exec("UPDATE jobs SET status = trashed_status, trashed_status = NULL, trashed_at = NULL WHERE id = 'a'")
  expect(find('fox')).toEqual([2, 1])
  expect(counts()).toEqual([
    ['completed', 1],
    ['failed', 1],
  ])
  expect(check).not.toThrow()
})

it('keeps the search whole when a job is deleted from the trash, and when one is deleted outside it', () => {
  const { db, find, trash, check } = open()
  trash('a')
  db.exec("DELETE FROM jobs WHERE id = 'a'")
  expect(find('fox')).toEqual([2])
  insertJob(db, { id: 'c', prompt: 'a fox', status: 'failed' })
  db.exec("DELETE FROM jobs WHERE id = 'b'")
  expect(find('fox')).toEqual([3])
  expect(check).not.toThrow()
})

it('remembers each removed remote id once', () => {
  const { db } = open()
  expectStrict(db, 'removed_remotes')
  const add = () => db.exec("INSERT INTO removed_remotes VALUES ('account_1', 'video_1')")
  add()
  expect(add).toThrow(/UNIQUE/)
})

it('finds what waits, and what is in the trash, by index', () => {
  const { db } = open()
  expect(planOf(db, 'SELECT min(trashed_at) FROM jobs WHERE trashed_at IS NOT NULL')).toContain(
    'COVERING INDEX jobs_in_trash',
  )
  expect(planOf(db, 'DELETE FROM job_dependencies WHERE job_seq = ?')).toContain('job_dependencies_by_job')
})
