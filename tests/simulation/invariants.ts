import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { World } from './world.ts'

interface JobFacts {
  seq: number
  id: string
  status: string
  nextAt: number | null
  waitingFor: string | null
  blockedBy: number
  remoteId: string | null
  errorCode: string | null
  attempt: number
}

/** I1 to I8 of the reliability notes, checked on the library itself after each step. */
export function checkInvariants(world: World): void {
  const { db } = world
  const jobs = db
    .prepare<[], JobFacts>(
      `SELECT seq, id, status, next_at AS nextAt, waiting_for AS waitingFor, blocked_by AS blockedBy,
       remote_id AS remoteId, error_code AS errorCode, attempt FROM jobs`,
    )
    .all()
  everyAcknowledgedJobExists(world, jobs)
  noIntentIsPaidTwice(world, jobs)
  everyRemoteJobIsOwnedOrReported(world)
  everyCompletedJobHasItsFile(world)
  everyUnfinishedJobMovesOrSaysWhy(jobs)
  noRequestIsAboveTheBudget(world)
  nothingExpiredThatCouldBeReached(world, jobs)
  countsAgree(world, jobs)
  // I7: an undeclared edge throws inside the engine, which logs it as an error.
  expect(world.errors).toEqual([])
}

function everyAcknowledgedJobExists(world: World, jobs: JobFacts[]): void {
  const ids = new Set(jobs.map((job) => job.id))
  for (const id of world.acknowledged) expect(ids.has(id), `I1: acknowledged job ${id} exists`).toBe(true)
}

function noIntentIsPaidTwice(world: World, jobs: JobFacts[]): void {
  const paid = new Map<string, number>()
  for (const video of world.far.videos.values()) {
    const jobId = video.clientKey.split('.')[0] ?? ''
    paid.set(jobId, (paid.get(jobId) ?? 0) + 1)
  }
  for (const job of jobs) {
    const allowed = 1 + (world.chosenAgain.get(job.id) ?? 0)
    expect(paid.get(job.id) ?? 0, `I2: paid generations of ${job.id}`).toBeLessThanOrEqual(allowed)
  }
}

function everyRemoteJobIsOwnedOrReported(world: World): void {
  const find = world.db.prepare<[string, string], { outcome: string; remoteId: string | null }>(
    'SELECT outcome, remote_id AS remoteId FROM submissions WHERE client_key = ? OR remote_id = ?',
  )
  for (const video of world.far.videos.values()) {
    const rows = find.all(video.clientKey, video.id)
    const isOwned = rows.some((row) => row.remoteId === video.id)
    const isReported = rows.some((row) => row.outcome === 'unknown' || row.outcome === 'sending')
    // Two equal requests may have been told apart the other way round; then the other one is the unknown one.
    const isSwapped = rows.some((row) => row.remoteId !== null && row.remoteId !== video.id)
    expect(isOwned || isReported || isSwapped, `I3: remote job ${video.id} is owned or reported`).toBe(true)
  }
}

function everyCompletedJobHasItsFile(world: World): void {
  const rows = world.db
    .prepare<[], { id: string; path: string; sizeBytes: number; sha256: string; remoteId: string }>(
      `SELECT j.id, f.path || '/' || a.file_name AS path, a.size_bytes AS sizeBytes, a.sha256, j.remote_id AS remoteId
       FROM jobs j LEFT JOIN assets a ON a.job_seq = j.seq AND a.role = 'video' LEFT JOIN folders f ON f.id = a.folder_id
       WHERE j.status = 'completed'`,
    )
    .all()
  for (const row of rows) {
    const bytes = world.files.contents(row.path)
    expect(bytes?.byteLength, `I4: length of the take of ${row.id}`).toBe(row.sizeBytes)
    const sha256 = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex')
    expect(sha256, `I4: hash of the take of ${row.id}`).toBe(row.sha256)
    const remote = world.far.videos.get(row.remoteId)
    expect(
      createHash('sha256')
        .update(remote?.bytes ?? '')
        .digest('hex'),
      'the provider’s bytes, unchanged',
    ).toBe(sha256)
  }
}

function everyUnfinishedJobMovesOrSaysWhy(jobs: JobFacts[]): void {
  for (const job of jobs) {
    if (['completed', 'failed', 'cancelled', 'queued'].includes(job.status)) continue
    const isExplained = job.nextAt !== null || job.waitingFor !== null || job.status === 'needs_attention'
    expect(isExplained, `I5: ${job.status} job ${job.id} has a next look or a reason`).toBe(true)
  }
}

function noRequestIsAboveTheBudget(world: World): void {
  const times = world.far.requestTimes
  const limit = world.options.requestsPerMinute
  for (let index = limit; index < times.length; index += 1) {
    const spanMs = (times[index] ?? 0) - (times[index - limit] ?? 0)
    expect(spanMs, `I6: ${limit + 1} requests within a minute`).toBeGreaterThanOrEqual(60_000 - 1)
  }
}

function nothingExpiredThatCouldBeReached(world: World, jobs: JobFacts[]): void {
  for (const job of jobs) {
    if (job.status !== 'failed' || job.errorCode !== 'expired' || job.remoteId === null) continue
    const video = world.far.videos.get(job.remoteId)
    if (video === undefined || video.fails) continue
    const expiresAt = world.far.expiresAt(video)
    const freeMs = world.reachableMs(video.doneAt, expiresAt, 'free')
    // A pause "now" spares what is known to expire within the hour, by a clock that may be behind.
    const lastHour = expiresAt - 3_600_000 + world.clockBehindMs()
    const sparedFrom = Math.max(lastHour, world.expiryKnownSince.get(video.id) ?? Infinity)
    const sparedMs = world.reachableMs(sparedFrom, expiresAt, 'held')
    const share = (freeMs + sparedMs) / (expiresAt - video.doneAt)
    expect(share, `I8: ${job.id} expired although it could be reached`).toBeLessThan(0.25)
  }
}

function countsAgree(world: World, jobs: JobFacts[]): void {
  const counted = world.db
    .prepare<[], { status: string; count: number }>(
      'SELECT status, sum(count) AS count FROM job_counts GROUP BY status',
    )
    .all()
  for (const { status, count } of counted) {
    expect(count, `count of ${status}`).toBe(jobs.filter((job) => job.status === status).length)
  }
}
