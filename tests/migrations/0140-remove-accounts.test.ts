import { expect, it } from 'vitest'
import { insertAccount, libraryBefore } from './database.ts'

it('removes no account by itself', () => {
  const { db, upgrade } = libraryBefore(140)
  insertAccount(db)
  upgrade()
  expect(db.prepare('SELECT id, removed_at FROM accounts').raw().all()).toEqual([['account_1', null]])
})
