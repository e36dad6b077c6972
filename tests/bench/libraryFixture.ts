import { createHash } from 'node:crypto'
import type { JobStatus } from '../../shared/jobs/job.ts'
import { createRandom } from '../simulation/random.ts'
import { ACCOUNT_ID, openEngineParts, type EngineParts } from './engineParts.ts'
import { createPromptWords } from '../../electron/core/library/promptWordsRepository.ts'
import { createPrompts, VOCABULARY } from './prompts.ts'

const FIRST_AT = Date.UTC(2026, 0, 1)
const MINUTE_MS = 60_000

/** What a long-used library holds: the newest rows are in flight or queued, the rest is at rest. */
export interface LibraryShape {
  rows: number
  generating: number
  downloading: number
  submitting: number
  queued: number
  /** One finished job in so many has its take, its poster and its timeline; 5 unless it says otherwise. */
  belongingsEvery?: number
}

/**
 * Fills the library of a folder with the production schema and its triggers; only the syncing is off, and
 * only while it is filled. One job in five has its assets and its timeline.
 */
export function fillLibrary(folder: string, shape: LibraryShape): void {
  const parts = openEngineParts(folder)
  parts.db.pragma('journal_mode = MEMORY')
  parts.db.pragma('synchronous = OFF')
  parts.db.pragma('cache_size = -400000')
  parts.db.transaction(() => {
    addRows(parts, shape)
    createPromptWords(parts.db).learn(VOCABULARY.join(' '))
  })()
  parts.close()
}

function addRows({ db }: EngineParts, shape: LibraryShape): void {
  const insert = db.prepare(
    `INSERT INTO jobs (seq, id, batch_id, kind, account_id, model, seconds, size, reference_id, parent_job_id, relation,
       prompt, position, status, attempt,
       remote_id, remote_status, handle, progress, is_progress_reported, next_at, deadline, expires_at, file_name,
       cost_estimated, cost_billed, error_code, error_message, error_retryable, error_charged, error_refused_by,
       created_at, updated_at, submitted_at, generated_at, finished_at)
     VALUES (?, ?, ?, 'video', '${ACCOUNT_ID}', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?,
       0.4, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addBelongings = createBelongings(db, shape.belongingsEvery ?? 5)
  const random = createRandom(11)
  const nextPrompt = createPrompts(11)
  const statusOf = createStatuses(shape, random)
  const now = Date.now()
  for (let seq = 1; seq <= shape.rows; seq += 1) {
    const status = statusOf(seq)
    const at = FIRST_AT + Math.floor(((now - FIRST_AT) * seq) / shape.rows)
    const id = `job_${createHash('md5').update(String(seq)).digest('hex')}`
    const isSent = status !== 'queued'
    const isRemote = isSent && status !== 'submitting' && status !== 'needs_attention'
    const isInFlight = status === 'generating' || status === 'downloading' || status === 'submitting'
    const isDone = status === 'completed'
    // They do not finish in the order in which they were made.
    const finishedAt = at + 3 * MINUTE_MS + ((seq * 7919) % 97) * MINUTE_MS
    const hasFailed = status === 'failed'
    insert.run(
      seq,
      id,
      seq % 4 === 0 ? null : `batch_${Math.floor(seq / 4)}`,
      ...settingsOf(seq),
      nextPrompt(),
      at,
      status,
      isSent ? 1 : 0,
      isRemote ? `video_${seq}` : null,
      isRemote ? (isDone ? 'completed' : 'in_progress') : null,
      isRemote ? `{"id":"video_${seq}"}` : null,
      isDone ? 100 : isRemote ? 40 : 0,
      isInFlight ? now + 20_000 : null,
      isInFlight ? now + 60 * MINUTE_MS : null,
      isDone ? at + 60 * MINUTE_MS : null,
      isDone ? `take ${seq}.mp4` : null,
      isDone ? 0.4 : null,
      hasFailed ? 'moderation' : status === 'needs_attention' ? 'submit_unknown' : null,
      hasFailed || status === 'needs_attention' ? 'The provider refused this prompt.' : null,
      hasFailed ? 'no' : null,
      hasFailed ? 'provider' : null,
      at,
      at + 3 * MINUTE_MS,
      isSent ? (isInFlight ? now - 2 * MINUTE_MS : at + MINUTE_MS) : null,
      isDone ? at + 2 * MINUTE_MS : null,
      isInFlight || status === 'queued' ? null : finishedAt,
    )
    addBelongings(seq, id, status, at)
  }
}

/** What the filters choose by: some values common, some rare. */
const settingsOf = (seq: number) => [
  seq % 1000 === 7 ? 'veo' : seq % 5 === 1 ? 'sora-2-pro' : 'sora-2',
  seq % 7 === 0 ? 12 : seq % 3 === 0 ? 8 : 4,
  seq % 6 === 0 ? '720x1280' : '1280x720',
  seq % 50 === 0 ? 'image_1' : null,
  ...(seq % 20 === 0 ? ['job_parent', 'remix'] : [null, null]),
]

function createStatuses(shape: LibraryShape, random: () => number): (seq: number) => JobStatus {
  const queuedFrom = shape.rows - shape.queued
  const submittingFrom = queuedFrom - shape.submitting
  const downloadingFrom = submittingFrom - shape.downloading
  const generatingFrom = downloadingFrom - shape.generating
  return (seq) => {
    if (seq > queuedFrom) return 'queued'
    if (seq > submittingFrom) return 'submitting'
    if (seq > downloadingFrom) return 'downloading'
    if (seq > generatingFrom) return 'generating'
    const dice = random()
    return dice < 0.91 ? 'completed' : dice < 0.97 ? 'failed' : dice < 0.9995 ? 'cancelled' : 'needs_attention'
  }
}

function createBelongings(db: EngineParts['db'], every: number) {
  db.prepare("INSERT OR IGNORE INTO folders (id, path) VALUES (1, '/videos')").run()
  const asset = db.prepare(
    `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at)
     VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  )
  const event = db.prepare("INSERT INTO job_events (job_seq, id, at, type, detail) VALUES (?, ?, ?, ?, '{}')")
  const submission = db.prepare(
    `INSERT INTO submissions (job_seq, account_id, attempt, client_key, fingerprint, sent_at, settled_at, outcome, remote_id)
     VALUES (?, '${ACCOUNT_ID}', 1, ?, ?, ?, ?, ?, ?)`,
  )
  const sha256 = 'a'.repeat(64)
  return (seq: number, id: string, status: JobStatus, at: number): void => {
    const isAtRest = status === 'completed' || status === 'failed' || status === 'cancelled'
    if (isAtRest && seq % every !== 0) return
    event.run(seq, 1, at, 'created')
    if (status === 'queued') return
    const outcome = status === 'submitting' ? 'sending' : status === 'needs_attention' ? 'unknown' : 'accepted'
    const isKnown = outcome === 'accepted'
    submission.run(
      seq,
      `${id}.1.1`,
      sha256.slice(32),
      at,
      isKnown ? at : null,
      outcome,
      isKnown ? `video_${seq}` : null,
    )
    event.run(seq, 2, at + 1000, 'intent')
    event.run(seq, 3, at + 2000, 'accepted')
    if (status !== 'completed') return
    event.run(seq, 4, at + 90_000, 'generated')
    event.run(seq, 5, at + 95_000, 'completed')
    asset.run(
      `take_${id}`,
      seq,
      'video',
      `take ${seq}.mp4`,
      'video/mp4',
      5_000_000 + ((seq * 7919) % 9_999_991),
      sha256,
      at,
    )
    asset.run(`image_${id}`, seq, 'poster', `take ${seq}.webp`, 'image/webp', 90_000, sha256, at)
  }
}
