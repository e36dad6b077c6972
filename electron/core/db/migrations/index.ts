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
import { trashJobs } from './0100-trash-jobs.ts'
import { createBatches } from './0110-create-batches.ts'
import { indexBlockedJobs } from './0120-index-blocked-jobs.ts'
import { createDesk } from './0130-create-desk.ts'
import { removeAccounts } from './0140-remove-accounts.ts'
import { countAssets } from './0150-count-assets.ts'
import { createNotices } from './0200-create-notices.ts'
import { indexJobEvents } from './0210-index-job-events.ts'
import { countQueued } from './0300-count-queued.ts'
import { noteMissingTakes } from './0310-note-missing-takes.ts'
import { keepPauseWords } from './0320-keep-pause-words.ts'
import { noteUnreachableKeys } from './0330-note-unreachable-keys.ts'
import { indexTakeFiles } from './0340-index-take-files.ts'

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
  { version: 100, up: trashJobs },
  { version: 110, up: createBatches },
  { version: 120, up: indexBlockedJobs },
  { version: 130, up: createDesk },
  { version: 140, up: removeAccounts },
  { version: 150, up: countAssets },
  { version: 200, up: createNotices },
  { version: 210, up: indexJobEvents },
  { version: 300, up: countQueued },
  { version: 310, up: noteMissingTakes },
  { version: 320, up: keepPauseWords },
  { version: 330, up: noteUnreachableKeys },
  { version: 340, up: indexTakeFiles },
]
