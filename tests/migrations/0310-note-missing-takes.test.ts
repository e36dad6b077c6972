import { expect, it } from 'vitest'
import { insertAccount, insertJob, libraryBefore } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(310)
  insertAccount(db)
  db.exec("INSERT INTO folders (path) VALUES ('/videos')")
  db.prepare(
    `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
     VALUES ('a', ?, 'video', 1, 'a.mp4', 'video/mp4', 100, 'x', 1)`,
  ).run(insertJob(db, { id: 'job_a', status: 'completed' }))
  upgrade()
  return db
}

it('takes every file that is known for one that is there', () => {
  expect(open().prepare('SELECT id, missing_since FROM assets').raw().all()).toEqual([['a', null]])
})

it('lets the totals follow a take that was fetched again', () => {
  const db = open()
  db.exec("UPDATE assets SET missing_since = 5 WHERE id = 'a'")
  db.exec("UPDATE assets SET missing_since = NULL, size_bytes = 130 WHERE id = 'a'")
  expect(db.prepare("SELECT count, size_bytes FROM asset_totals WHERE role = 'video'").raw().get()).toEqual([1, 130])
})
