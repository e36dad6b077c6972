import { expect, it } from 'vitest'
import { createAssetRepository } from '../../electron/core/media/assetRepository.ts'
import { insertAccount, insertJob, libraryBefore } from './database.ts'

it('finds the takes that were there before by their files, each in its own folder', () => {
  const { db, upgrade } = libraryBefore(340)
  insertAccount(db)
  const add = (id: string, role: string, folder: string): void => {
    db.prepare('INSERT OR IGNORE INTO folders (path) VALUES (?)').run(folder)
    const folderId = db.prepare('SELECT id FROM folders WHERE path = ?').pluck().get(folder)
    db.prepare(
      `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
       VALUES (?, ?, ?, ?, 'mist.mp4', 'video/mp4', 1, 'x', 1)`,
    ).run(id, insertJob(db, { id: `job_${id}` }), role, folderId)
  }
  add('one', 'video', '/takes')
  add('other', 'video', '/elsewhere')
  add('poster', 'poster', '/pictures')
  upgrade()
  const assets = createAssetRepository(db)
  expect(assets.takeInFile('/takes', 'mist.mp4')?.id).toBe('one')
  expect(assets.takeInFile('/elsewhere', 'mist.mp4')?.id).toBe('other')
  expect(assets.takeInFile('/pictures', 'mist.mp4')).toBeNull()
  expect(assets.takeInFile('/takes', 'fog.mp4')).toBeNull()
})
