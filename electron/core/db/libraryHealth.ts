import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { schemaVersion } from './migrate.ts'

export interface LibraryFacts {
  sqliteVersion: string
  databaseBytes: number
  schemaVersion: number
  /** `ok`, or what is wrong first. */
  integrity: string
  counts: Record<string, number>
}

/** How the library is. The check reads all of it (some 0.2 s for 100,000 jobs), so it runs in a thread of its own. */
export async function readLibraryFacts(db: Database): Promise<LibraryFacts> {
  const one = (sql: string): unknown => db.prepare(sql).pluck().get()
  const integrity = db.memory ? String(db.pragma(CHECK, { simple: true })) : await checkInThread(db.name)
  return {
    sqliteVersion: String(one('SELECT sqlite_version()')),
    databaseBytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    schemaVersion: schemaVersion(db),
    integrity,
    counts: countAll(db),
  }
}

/** Only what is counted already or small: nothing here walks a large table. */
function countAll(db: Database): Record<string, number> {
  const rows = db
    .prepare<[], { name: string; count: number }>(
      `SELECT status AS name, sum(count) AS count FROM job_counts GROUP BY status HAVING sum(count) > 0
       UNION ALL SELECT role || 's', count FROM asset_totals
       UNION ALL SELECT 'batches', count(*) FROM batches
       UNION ALL SELECT 'accounts', count(*) FROM accounts WHERE removed_at IS NULL
       UNION ALL SELECT 'notices', count(*) FROM notices`,
    )
    .all()
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

const CHECK = 'quick_check(1)'

/** Plain text, because the built program is one file: a thread has no module of its own to start from. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads')
  const Database = require(workerData.sqlite)
  const db = new Database(workerData.file, { readonly: true })
  try { parentPort.postMessage(String(db.pragma('${CHECK}', { simple: true }))) } finally { db.close() }
`

/** Resolves with what went wrong where the check itself could not be made. */
function checkInThread(file: string): Promise<string> {
  return new Promise((resolve) => {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3')
    const thread = new Worker(THREAD, { eval: true, workerData: { file, sqlite } })
    // The check only reads: a program that ends need not wait for it.
    thread.unref()
    thread.once('message', (answer: unknown) => resolve(String(answer)))
    thread.once('error', (error) => resolve(`The check failed: ${String(error)}`))
    thread.once('exit', () => resolve('The check ended without a result.'))
  })
}
