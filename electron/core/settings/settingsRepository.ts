import type { Database } from 'better-sqlite3'
import type { Settings } from '../../../shared/ipc/contract.ts'
import type { NoticeSwitches } from '../../../shared/activity/notice.ts'
import { NOTICE_KINDS } from '../../../shared/activity/noticeKinds.ts'
import type { PauseMode } from '../../../shared/queue/queueState.ts'

/** Everything that is kept by key: the person's settings and what the engine remembers across starts. */
export interface StoredValues extends Settings {
  isQueuePaused: boolean
  /** How far the pause goes, or the last one went. */
  queuePauseMode: PauseMode
}

export type SettingsRepository = ReturnType<typeof createSettingsRepository>

/** SQL for `settings`. A missing key answers with its default. */
export function createSettingsRepository(db: Database, given: Omit<StoredValues, keyof typeof FIXED_DEFAULTS>) {
  const defaults: StoredValues = { ...FIXED_DEFAULTS, ...given }
  const read = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const write = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )

  return {
    get<K extends keyof StoredValues>(key: K): StoredValues[K] {
      const stored = read.get(key)
      return stored === undefined ? defaults[key] : (JSON.parse(stored) as StoredValues[K])
    },
    set: <K extends keyof StoredValues>(key: K, value: StoredValues[K]) => void write.run(key, JSON.stringify(value)),
  }
}

const ALL_SHOWN = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, true])) as NoticeSwitches

/** What no caller has a reason to choose. */
const FIXED_DEFAULTS = {
  trashRetentionDays: 30,
  queuePauseMode: 'after_running',
  notify: ALL_SHOWN,
  keepsKeysInFile: false,
} as const satisfies Partial<StoredValues>
