import { join } from 'node:path'
import Database from 'better-sqlite3'
import { better, defineQueue } from 'plainjob'

export interface BareQueue {
  add(payload: string): void
  claim(): number
  note(id: number, remoteId: string): void
  complete(id: number): void
  /** Progress of many in one transaction. */
  look(ids: readonly number[], progress: number): void
  close(): void
}

/**
 * The fastest queue that keeps its word: one table, one index, prepared statements, WAL, every commit synced.
 * One transaction for each enqueue, claim, note and complete.
 */
export function openBareQueue(folder: string): BareQueue {
  const db = new Database(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`
    CREATE TABLE queue (id INTEGER PRIMARY KEY, status TEXT NOT NULL, next_at INTEGER, payload TEXT NOT NULL,
      remote_id TEXT, progress INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL) STRICT;
    CREATE INDEX queue_due ON queue (status, next_at);
  `)
  const add = db.prepare("INSERT INTO queue (status, next_at, payload, created_at) VALUES ('queued', ?, ?, ?)")
  const claim = db
    .prepare<[number], number>(
      `UPDATE queue SET status = 'active' WHERE id =
       (SELECT id FROM queue WHERE status = 'queued' AND next_at <= ? ORDER BY next_at LIMIT 1) RETURNING id`,
    )
    .pluck()
  const note = db.prepare('UPDATE queue SET remote_id = ?, next_at = ? WHERE id = ?')
  const complete = db.prepare("UPDATE queue SET status = 'done', next_at = NULL WHERE id = ?")
  const look = db.prepare('UPDATE queue SET progress = ?, next_at = ? WHERE id = ?')

  return {
    add(payload: string): void {
      const now = Date.now()
      add.run(now, payload, now)
    },
    claim: (): number => claim.get(Date.now()) ?? missing(),
    note: (id: number, remoteId: string): void => void note.run(remoteId, Date.now(), id),
    complete: (id: number): void => void complete.run(id),
    look: db.transaction((ids: readonly number[], progress: number) => {
      const now = Date.now()
      for (const id of ids) look.run(progress, now + id, id)
    }),
    close: () => void db.close(),
  }
}

/** plainjob as published, but with every commit synced: its own default may lose acknowledged jobs. */
export function openPlainjob(folder: string) {
  const db = new Database(join(folder, 'plainjob.db'))
  const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }
  const queue = defineQueue({ connection: better(db), logger: silent })
  db.pragma('synchronous = FULL')
  return {
    add: (payload: unknown): void => void queue.add('video', payload),
    claim: (): number => queue.getAndMarkJobAsProcessing('video')?.id ?? missing(),
    complete: (id: number): void => queue.markJobAsDone(id),
    close: () => queue.close(),
  }
}

const missing = (): never => {
  throw new Error('the queue ran empty in the middle of a measurement')
}
