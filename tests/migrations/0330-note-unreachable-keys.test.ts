import { expect, it } from 'vitest'
import { insertAccount, libraryBefore } from './database.ts'

it('tells of a key that cannot be reached, once, and of everything that was told before', () => {
  const { db, upgrade } = libraryBefore(330)
  insertAccount(db)
  const pause = (reason: string | null) =>
    void db.prepare("UPDATE accounts SET pause_reason = ? WHERE id = 'account_1'").run(reason)
  pause('key_unreachable')
  pause(null)
  upgrade()
  for (const reason of ['key_unreachable', 'key_unreachable', 'key_missing', null, 'user', 'auth', 'quota'])
    pause(reason)
  expect(db.prepare('SELECT word FROM notice_inbox ORDER BY id').pluck().all()).toEqual([
    'key_unreachable',
    'key_missing',
    'auth',
    'quota',
  ])
})
