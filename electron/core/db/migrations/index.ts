import type { Database } from 'better-sqlite3'
import { createAccounts } from './0010-create-accounts.ts'
import { createJobs } from './0020-create-jobs.ts'
import { countJobs } from './0030-count-jobs.ts'
import { createSubmissions } from './0040-create-submissions.ts'
import { createAssets } from './0050-create-assets.ts'
import { createJobEvents } from './0060-create-job-events.ts'
import { indexPrompts } from './0070-index-prompts.ts'
import { createSettings } from './0080-create-settings.ts'
import { createGenerationTimes } from './0090-create-generation-times.ts'

export interface Migration {
  /** Stored as the database's `user_version` once applied. Numbered in tens. */
  version: number
  up(db: Database): void
}

/** In order; never edited once released, only added to. */
export const migrations: readonly Migration[] = [
  { version: 10, up: createAccounts },
  { version: 20, up: createJobs },
  { version: 30, up: countJobs },
  { version: 40, up: createSubmissions },
  { version: 50, up: createAssets },
  { version: 60, up: createJobEvents },
  { version: 70, up: indexPrompts },
  { version: 80, up: createSettings },
  { version: 90, up: createGenerationTimes },
]
