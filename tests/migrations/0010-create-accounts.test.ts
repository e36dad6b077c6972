import { expect, it } from 'vitest'
import { expectStrict, insertAccount, libraryBefore } from './database.ts'

const { db, upgrade } = libraryBefore(10)
upgrade()
insertAccount(db, 'account_1')
insertAccount(db, 'account_2')

it('keeps what an account is, with no pause, no hold and no key until one is set', () => {
  expect(db.prepare("SELECT * FROM accounts WHERE id = 'account_1'").get()).toMatchObject({
    base_url: 'https://far.example/v1',
    is_demo: 0,
    is_default: 0,
    has_key: 0,
    pause_reason: null,
    hold_until: null,
  })
})

it('lets one account at most be the default', () => {
  db.exec("UPDATE accounts SET is_default = 1 WHERE id = 'account_1'")
  expect(() => db.exec("UPDATE accounts SET is_default = 1 WHERE id = 'account_2'")).toThrow(/UNIQUE/)
})

it('has no column that could hold a key, and is strict', () => {
  const columns = db.prepare("SELECT name FROM pragma_table_info('accounts')").pluck().all()
  expect(columns.filter((name) => /key|secret|token/.test(String(name)))).toEqual(['has_key'])
  expectStrict(db, 'accounts')
  expect(() => db.exec("UPDATE accounts SET concurrency = 'many'")).toThrow(/cannot store/)
})

it('knows each account once', () => {
  expect(() => insertAccount(db, 'account_1')).toThrow(/UNIQUE/)
})
