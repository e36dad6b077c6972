import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

const { db, upgrade } = libraryBefore(90)
insertAccount(db)
insertJob(db, { id: 'a' })
upgrade()

it('keeps what was there, and is read by account and model', () => {
  expect(db.prepare('SELECT id FROM jobs').pluck().all()).toEqual(['a'])
  expectStrict(db, 'generation_times')
  const plan = planOf(db, 'SELECT duration_ms FROM generation_times WHERE account_id = ? AND model = ?')
  expect(plan).toMatch(/SEARCH generation_times USING .*\(account_id=\? AND model=\?\)/)
  expect(() =>
    db.exec("INSERT INTO generation_times (account_id, model, id, duration_ms) VALUES ('a', 'm', 1, 1.5)"),
  ).toThrow(/cannot store/)
})
