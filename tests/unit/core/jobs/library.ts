import Database from 'better-sqlite3'
import { migrate } from '../../../../electron/core/db/migrate.ts'
import { applyPragmas } from '../../../../electron/core/db/openDatabase.ts'
import { createTransaction } from '../../../../electron/core/db/transaction.ts'
import type { JobRecord } from '../../../../electron/core/jobs/jobRecord.ts'
import { createJobRepository, type JobRepository, type NewJob } from '../../../../electron/core/jobs/jobRepository.ts'
import { newJob as blankJob } from '../../../../electron/core/jobs/newJob.ts'
import { createJobStore, type JobStore } from '../../../../electron/core/jobs/jobStore.ts'
import type { ProviderFailure, RemoteSnapshot } from '../../../../electron/core/providers/videoProvider.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import type { Clock } from '../../../../electron/core/ports.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'

export const T0 = 1_800_000_000_000

/** A new job's columns; a test names only what it is about. */
export const newJob = (changes: Partial<NewJob> = {}): NewJob =>
  blankJob({
    id: 'job_1',
    accountId: 'account_1',
    model: 'sora-2',
    prompt: 'A lighthouse at dusk',
    seconds: 4,
    size: '1280x720',
    position: 1,
    createdAt: T0,
    updatedAt: T0,
    ...changes,
  })

export const jobRecord = (changes: Partial<JobRecord> = {}): JobRecord => ({
  seq: 1,
  revision: 1,
  trashedAt: null,
  ...newJob(),
  ...changes,
})

export const remoteSnapshot = (changes: Partial<RemoteSnapshot> = {}): RemoteSnapshot => ({
  remoteId: 'video_1',
  handle: { id: 'video_1' },
  state: 'running',
  remoteStatus: 'in_progress',
  progress: null,
  error: null,
  createdAt: null,
  expiresAt: null,
  model: null,
  prompt: null,
  seconds: null,
  size: null,
  costUsd: null,
  ...changes,
})

export const providerFailure = (
  code: ProviderFailure['code'],
  changes: Partial<ProviderFailure> = {},
): ProviderFailure => ({
  code,
  message: `It said ${code}.`,
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
  ...changes,
})

/** Migrating once and copying is much cheaper than migrating for every test. */
const template = (() => {
  const db = new Database(':memory:')
  migrate(db, 'template')
  const bytes = db.serialize()
  db.close()
  return bytes
})()

/** A real library in memory, with the production schema. */
export function openMemoryLibrary(): Database.Database {
  const db = new Database(template)
  applyPragmas(db)
  return db
}

export function addAccount(db: Database.Database, id: string): void {
  createAccountRepository(db).insert({
    id,
    name: id,
    provider: 'openai-videos',
    profile: 'sora',
    baseUrl: `https://${id.replaceAll('_', '-')}.example/v1`,
    isDemo: false,
    hasKey: false,
    concurrency: 4,
    requestsPerMinute: 600,
    createdAt: T0,
  })
}

/** The store over a library in memory, with what it announced. */
export interface StoreUnderTest {
  db: Database.Database
  jobs: JobRepository
  store: JobStore
  announced: number[][]
}

export function openStoreUnderTest(clock: Clock = createFakeClock(T0)): StoreUnderTest {
  const db = openMemoryLibrary()
  addAccount(db, 'account_1')
  const jobs = createJobRepository(db)
  const announced: number[][] = []
  const store = createJobStore({
    runTransaction: createTransaction(db),
    jobs,
    clock,
    announce: (seqs) => void announced.push(seqs),
  })
  return { db, jobs, store, announced }
}
