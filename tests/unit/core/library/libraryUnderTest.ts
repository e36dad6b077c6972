import type { Database } from 'better-sqlite3'
import { createJobRepository, type JobRepository, type NewJob } from '../../../../electron/core/jobs/jobRepository.ts'
import { createLibrary, type Library } from '../../../../electron/core/library/library.ts'
import { createAssetRepository } from '../../../../electron/core/media/assetRepository.ts'
import type { Pace } from '../../../../electron/core/library/turns.ts'
import type { Clock } from '../../../../electron/core/ports.ts'
import { addAccount, newJob, openMemoryLibrary, T0 } from '../jobs/library.ts'

/** Time stands at T0; what rests goes on as soon as everything else had its turn. */
export const restlessClock: Clock = {
  now: () => T0,
  monotonic: () => 0,
  after(_delayMs, fire) {
    const immediate = setImmediate(fire)
    return { cancel: () => clearImmediate(immediate) }
  },
}

export interface LibraryUnderTest {
  db: Database
  jobs: JobRepository
  library: Library
  /** @returns its sequence */
  add(changes?: Partial<NewJob>): number
  addVideo(seq: number, sizeBytes: number): void
  /** Nothing happens to what is in the trash. */
  change(seq: number, changes: Partial<NewJob>): void
  /** As if its removal for good had ended. */
  remove(seq: number): void
}

export const ACCOUNT_NAMES: Readonly<Record<string, string>> = { account_1: 'Work studio', account_2: 'Home' }

/** A library that rests after every step, so that everything can change in between. */
export function openLibrary(options: { fewRows?: number; pace?: Pace } = {}): LibraryUnderTest {
  const db = openMemoryLibrary()
  for (const id of Object.keys(ACCOUNT_NAMES)) addAccount(db, id)
  const jobs = createJobRepository(db)
  const assets = createAssetRepository(db)
  let made = 0
  return {
    db,
    jobs,
    library: createLibrary({
      db,
      jobs,
      clock: restlessClock,
      accounts: () => Object.entries(ACCOUNT_NAMES).map(([id, name]) => ({ id, name })),
      pace: { stretchMs: 0, stepScale: 0.01 },
      ...options,
    }),
    add(changes = {}) {
      made += 1
      return jobs.insert(newJob({ id: `job_${made}`, position: made, ...changes }))
    },
    addVideo(seq, sizeBytes) {
      const name = `take_${seq}`
      const file = { fileName: name, folder: '/videos', mediaType: 'video/mp4', sha256: 'x', createdAt: T0 }
      assets.insert({ id: name, jobSeq: seq, role: 'video', sizeBytes, ...file })
    },
    change(seq, changes) {
      const job = jobs.bySeq(seq)
      if (job?.trashedAt === null) jobs.save(seq, job.revision, changes)
    },
    remove(seq) {
      assets.removeOfJob(seq)
      db.prepare('DELETE FROM jobs WHERE seq = ?').run(seq)
    },
  }
}
