import type { Database } from 'better-sqlite3'
import { openStore } from '../../electron/core/db/openDatabase.ts'
import { createTransaction } from '../../electron/core/db/transaction.ts'
import {
  createGenerationTimesRepository,
  type GenerationTimes,
} from '../../electron/core/jobs/generationTimesRepository.ts'
import { createJobRepository, type JobRepository } from '../../electron/core/jobs/jobRepository.ts'
import { createJobStore, type JobStore } from '../../electron/core/jobs/jobStore.ts'
import { createSubmissionRepository, type SubmissionRepository } from '../../electron/core/jobs/submissionRepository.ts'
import { createAssetRepository, type AssetRepository } from '../../electron/core/media/assetRepository.ts'
import { createAccountRepository } from '../../electron/core/settings/accountRepository.ts'
import { systemClock } from '../../electron/core/systemClock.ts'

export const ACCOUNT_ID = 'account_bench'
/** Nothing listens there; whoever tries is refused at once. */
export const ACCOUNT_URL = 'http://127.0.0.1:9/v1'

export interface EngineParts {
  db: Database
  close: () => void
  jobs: JobRepository
  store: JobStore
  submissions: SubmissionRepository
  assets: AssetRepository
  times: GenerationTimes
}

/** The library of a folder with the engine's own repositories and store on it, as the host puts them together. */
export function openEngineParts(folder: string): EngineParts {
  const { db, close } = openStore(folder)
  ensureAccount(db)
  const jobs = createJobRepository(db)
  return {
    db,
    close,
    jobs,
    store: createJobStore({
      runTransaction: createTransaction(db),
      jobs,
      clock: systemClock,
      announce: () => undefined,
    }),
    submissions: createSubmissionRepository(db),
    assets: createAssetRepository(db),
    times: createGenerationTimesRepository(db),
  }
}

function ensureAccount(db: Database): void {
  const accounts = createAccountRepository(db)
  if (accounts.byId(ACCOUNT_ID) !== null) return
  accounts.insert({
    id: ACCOUNT_ID,
    name: 'Bench',
    provider: 'openai-videos',
    profile: 'sora',
    baseUrl: ACCOUNT_URL,
    isDemo: false,
    hasKey: false,
    concurrency: 4,
    requestsPerMinute: 300,
    createdAt: 0,
  })
  accounts.makeDefault(ACCOUNT_ID)
}
