import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(150)
  insertAccount(db)
  db.exec("INSERT INTO folders (path) VALUES ('/videos')")
  const add = (id: string, role: string, sizeBytes: number) =>
    db
      .prepare(
        `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
         VALUES (?, ?, ?, 1, ?, 'video/mp4', ?, 'x', 1)`,
      )
      .run(id, insertJob(db, { id: `job_${id}` }), role, id, sizeBytes)
  const totals = () =>
    db.prepare('SELECT role, count, size_bytes FROM asset_totals WHERE count <> 0 ORDER BY role').raw().all()
  return { db, upgrade, add, totals }
}

it('counts what is there already', () => {
  const { db, upgrade, add, totals } = open()
  add('a', 'video', 100)
  add('b', 'video', 20)
  add('c', 'poster', 3)
  upgrade()
  expectStrict(db, 'asset_totals')
  expect(totals()).toEqual([
    ['poster', 1, 3],
    ['video', 2, 120],
  ])
})

it('follows what comes and what goes', () => {
  const { db, upgrade, add, totals } = open()
  upgrade()
  add('a', 'video', 2 ** 40)
  add('b', 'video', 1)
  db.exec("DELETE FROM assets WHERE id = 'b'")
  expect(totals()).toEqual([['video', 1, 2 ** 40]])
  db.exec('DELETE FROM assets')
  expect(totals()).toEqual([])
})
