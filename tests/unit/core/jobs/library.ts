import Database from 'better-sqlite3'
import { migrate } from '../../../../electron/core/db/migrate.ts'
import { applyPragmas } from '../../../../electron/core/db/openDatabase.ts'
import { createTransaction } from '../../../../electron/core/db/transaction.ts'
import type { JobRecord } from '../../../../electron/core/jobs/jobRecord.ts'
import { createJobRepository, type JobRepository, type NewJob } from '../../../../electron/core/jobs/jobRepository.ts'
import { createJobStore, type JobStore } from '../../../../electron/core/jobs/jobStore.ts'
import type { ProviderFailure, RemoteSnapshot } from '../../../../electron/core/providers/videoProvider.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import type { Clock } from '../../../../electron/core/ports.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'

export const T0 = 1_800_000_000_000

/** A new job's columns; a test names only what it is about. */
export const newJob = (changes: Partial<NewJob> = {}): NewJob => ({
  id: 'job_1',
  requestId: null,
  batchId: null,
  kind: 'video',
  accountId: 'account_1',
  model: 'sora-2',
  prompt: 'A lighthouse at dusk',
  seconds: 4,
  size: '1280x720',
  params: {},
  referenceId: null,
  priority: 0,
  position: 1,
  notBefore: 0,
  blockedBy: 0,
  parentJobId: null,
  relation: null,
  status: 'queued',
  attempt: 0,
  remoteId: null,
  remoteStatus: null,
  handle: null,
  progress: 0,
  isProgressReported: false,
  nextAt: null,
  deadline: null,
  askAt: null,
  failures: 0,
  goneCount: 0,
  expiresAt: null,
  fileName: null,
  folderId: null,
  costEstimated: null,
  costReserved: null,
  costBilled: null,
  error: null,
  waitingFor: null,
  createdAt: T0,
  updatedAt: T0,
  submittedAt: null,
  generatedAt: null,
  finishedAt: null,
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
