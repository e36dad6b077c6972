import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

const { db, upgrade } = libraryBefore(50)
insertAccount(db)
const job = insertJob(db, { id: 'a', status: 'completed' })
upgrade()
const addFolder = (path: string): number =>
  Number(db.prepare('INSERT INTO folders (path) VALUES (?)').run(path).lastInsertRowid)
const addAsset = (id: string, jobSeq: number | null, role: string, folderId: number) =>
  db
    .prepare(
      `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
       VALUES (?, ?, ?, ?, 'a.mp4', 'video/mp4', 1, 'x', 1)`,
    )
    .run(id, jobSeq, role, folderId)
const folder = addFolder('/videos')

it('keeps the jobs', () => {
  expect(db.prepare('SELECT status FROM jobs').pluck().all()).toEqual(['completed'])
})

it('knows each folder once, so that a moved library is one changed row', () => {
  expect(() => addFolder('/videos')).toThrow(/UNIQUE/)
})

it('gives a job one file of each role, and references to no job at all', () => {
  addAsset('take_1', job, 'video', folder)
  addAsset('image_1', job, 'poster', folder)
  expect(() => addAsset('take_2', job, 'video', folder)).toThrow(/UNIQUE/)
  addAsset('ref_1', null, 'reference', folder)
  addAsset('ref_2', null, 'reference', folder)
})

it('refuses an id twice, and a file of no job or in no folder', () => {
  expect(() => addAsset('take_1', null, 'reference', folder)).toThrow(/UNIQUE/)
  expect(() => addAsset('take_9', 999, 'video', folder)).toThrow(/FOREIGN KEY/)
  expect(() => addAsset('take_9', null, 'reference', 999)).toThrow(/FOREIGN KEY/)
  expectStrict(db, 'assets')
  expectStrict(db, 'folders')
})

it('finds files by id and by job, and folders by path', () => {
  expect(planOf(db, 'SELECT * FROM assets a JOIN folders f ON f.id = a.folder_id WHERE a.job_seq = ?')).toContain(
    'assets_by_job',
  )
  expect(planOf(db, 'SELECT * FROM assets WHERE id = ?')).toMatch(/SEARCH assets USING PRIMARY KEY \(id=\?\)/)
  expect(planOf(db, 'SELECT id FROM folders WHERE path = ?')).toMatch(/SEARCH folders USING COVERING INDEX/)
})
