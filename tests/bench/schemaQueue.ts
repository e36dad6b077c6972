import { orderedId } from '../../electron/core/jobs/orderedId.ts'
import { ACCOUNT_ID, openEngineParts } from './engineParts.ts'

export interface SchemaQueue {
  add(prompt: string): void
  claim(): Claimed
  accept(claimed: Claimed): void
  complete(seq: number): void
  sweepPage(seqs: readonly number[], progress: number): void
  close(): void
}

interface Claimed {
  seq: number
  submissionId: number
}

/**
 * The engine's own tables, triggers and indexes, driven by nothing but prepared statements: what search, counts,
 * timeline and intents cost by themselves, and so what the engine's code adds to that.
 */
export function openSchemaQueue(folder: string): SchemaQueue {
  const { db, close } = openEngineParts(folder)
  const insert = db.prepare(
    `INSERT INTO jobs (id, kind, account_id, model, prompt, seconds, size, position, status, cost_estimated, created_at, updated_at)
     VALUES (?, 'video', '${ACCOUNT_ID}', 'sora-2', ?, 4, '1280x720', ?, 'queued', 0.4, ?, ?)`,
  )
  const event = db.prepare('INSERT INTO job_events (job_seq, id, at, type, detail) VALUES (?, ?, ?, ?, ?)')
  const next = db
    .prepare<[], number>(
      `SELECT seq FROM jobs WHERE account_id = '${ACCOUNT_ID}' AND status = 'queued' AND blocked_by = 0
       ORDER BY priority DESC, position LIMIT 1`,
    )
    .pluck()
  const submit = db.prepare(
    `UPDATE jobs SET status = 'submitting', attempt = 1, next_at = ?, submitted_at = ?, updated_at = ?,
       revision = revision + 1 WHERE seq = ?`,
  )
  const intend = db.prepare(
    `INSERT INTO submissions (job_seq, account_id, attempt, client_key, fingerprint, sent_at, outcome)
     VALUES (?, '${ACCOUNT_ID}', 1, ?, ?, ?, 'sending')`,
  )
  const settle = db.prepare("UPDATE submissions SET outcome = 'accepted', settled_at = ?, remote_id = ? WHERE id = ?")
  const run = db.prepare(
    `UPDATE jobs SET status = 'generating', remote_id = ?, remote_status = 'in_progress', handle = ?, next_at = ?,
       deadline = ?, updated_at = ?, revision = revision + 1 WHERE seq = ?`,
  )
  const finish = db.prepare(
    `UPDATE jobs SET status = 'completed', progress = 100, next_at = NULL, deadline = NULL, finished_at = ?,
       updated_at = ?, revision = revision + 1 WHERE seq = ?`,
  )
  const asset = db.prepare(
    `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
     VALUES (?, ?, 'video', 1, ?, 'video/mp4', 8000000, ?, ?)`,
  )
  const look = db.prepare(
    `UPDATE jobs SET progress = ?, next_at = ?, deadline = ?, updated_at = ?, revision = revision + 1 WHERE seq = ?`,
  )
  db.prepare("INSERT INTO folders (id, path) VALUES (1, '/videos')").run()
  let position = 0

  return {
    add: db.transaction((prompt: string) => {
      const now = Date.now()
      const { lastInsertRowid } = insert.run(`job_${orderedId(now)}`, prompt, ++position, now, now)
      event.run(lastInsertRowid, 1, now, 'created', '{"model":"sora-2","seconds":4,"size":"1280x720"}')
    }).immediate,
    claim: db.transaction(() => {
      const now = Date.now()
      const seq = next.get() ?? 0
      submit.run(now + 150_000, now, now, seq)
      event.run(seq, 2, now, 'intent', '{"attempt":1}')
      const { lastInsertRowid } = intend.run(seq, `job_${orderedId(now)}.1.1`, 'a'.repeat(32), now)
      return { seq, submissionId: Number(lastInsertRowid) }
    }).immediate,
    accept: db.transaction(({ seq, submissionId }: Claimed) => {
      const now = Date.now()
      const remoteId = `video_${seq}`
      settle.run(now, remoteId, submissionId)
      run.run(remoteId, JSON.stringify({ id: remoteId }), now + 3000, now + 3_600_000, now, seq)
      event.run(seq, 3, now, 'accepted', JSON.stringify({ remoteId, remoteStatus: 'in_progress' }))
    }).immediate,
    complete: db.transaction((seq: number) => {
      const now = Date.now()
      finish.run(now, now, seq)
      event.run(seq, 4, now, 'completed', '{}')
      asset.run(`take_${orderedId(now)}`, seq, `take ${seq}.mp4`, 'a'.repeat(64), now)
    }).immediate,
    sweepPage: db.transaction((seqs: readonly number[], progress: number) => {
      const now = Date.now()
      for (const seq of seqs) look.run(progress, now + seq, now, now, seq)
    }).immediate,
    close,
  }
}
