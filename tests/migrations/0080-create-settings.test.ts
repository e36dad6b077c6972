import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

const { db, upgrade } = libraryBefore(80)
insertAccount(db)
insertJob(db, { id: 'a' })
upgrade()

it('keeps what was there, and one value for each key', () => {
  expect(db.prepare('SELECT id FROM jobs').pluck().all()).toEqual(['a'])
  const write = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  write.run('videosDir', '"/a"')
  write.run('videosDir', '"/b"')
  expect(db.prepare('SELECT * FROM settings').all()).toEqual([{ key: 'videosDir', value: '"/b"' }])
  expect(() => write.run('x', null)).toThrow(/NOT NULL/)
  expectStrict(db, 'settings')
  expect(planOf(db, 'SELECT value FROM settings WHERE key = ?')).toContain('PRIMARY KEY')
})
