import { expect, it } from 'vitest'
import { insertAccount, libraryBefore } from './database.ts'

it('keeps a pause as it was, without words that nobody noted', () => {
  const { db, upgrade } = libraryBefore(320)
  insertAccount(db)
  db.exec("UPDATE accounts SET pause_reason = 'auth', pause_message = 'Refused.', paused_at = 5")
  upgrade()
  expect(db.prepare('SELECT pause_reason, pause_message, paused_at, pause_said FROM accounts').raw().all()).toEqual([
    ['auth', 'Refused.', 5, null],
  ])
})
