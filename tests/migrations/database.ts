import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { migrate } from '../../electron/core/db/migrate.ts'
import { migrations } from '../../electron/core/db/migrations/index.ts'

/** A library as the version before this step left it; `upgrade` takes the step. */
export function libraryBefore(version: number): { db: Database.Database; upgrade: () => void } {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  const upTo = (last: number) => migrations.filter((migration) => migration.version <= last)
  if (!migrations.some((migration) => migration.version === version)) expect.fail(`there is no migration ${version}`)
  const before = upTo(version - 1)
  if (before.length > 0) migrate(db, 'test', before)
  return { db, upgrade: () => migrate(db, 'test', upTo(version)) }
}

/** The library of the newest version, empty. */
export function newestLibrary(): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, 'test')
  return db
}

export const insertAccount = (db: Database.Database, id = 'account_1'): void =>
  void db
    .prepare(
      `INSERT INTO accounts (id, name, provider, profile, base_url, concurrency, requests_per_minute, created_at)
       VALUES (?, 'Mine', 'openai-videos', 'sora', 'https://far.example/v1', 4, 60, 1)`,
    )
    .run(id)

/** A job with the columns of version 20. */
export const insertJob = (
  db: Database.Database,
  job: { id: string; status?: string; prompt?: string; accountId?: string },
): number =>
  Number(
    db
      .prepare(
        `INSERT INTO jobs (id, kind, account_id, model, prompt, position, status, created_at, updated_at)
         VALUES (?, 'video', ?, 'sora-2', ?, 1, ?, 1, 1)`,
      )
      .run(job.id, job.accountId ?? 'account_1', job.prompt ?? 'a fox', job.status ?? 'queued').lastInsertRowid,
  )

/** How SQLite means to run a statement, one line a step. */
export const planOf = (db: Database.Database, sql: string): string =>
  db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => null))
    .map((step) => step.detail)
    .join('\n')

/** Every table is strict: a column takes its own type only. */
export const expectStrict = (db: Database.Database, table: string): void =>
  expect(db.prepare('SELECT strict FROM pragma_table_list WHERE name = ?').pluck().get(table), table).toBe(1)
