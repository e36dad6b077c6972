import type { Database } from 'better-sqlite3'
import { HostOpenError } from '../hostError.ts'
import { migrations, type Migration } from './migrations/index.ts'

export const schemaVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number

/** @throws HostOpenError `database_too_new` when a database of version `current` holds more than `steps` know of. */
export function refuseNewer(current: number, name: string, steps: readonly Migration[] = migrations): void {
  const newest = newestVersion(steps)
  if (current > newest) {
    throw new HostOpenError(
      'database_too_new',
      `The library ${name} was written by a newer version of Dailies (schema ${current}, this one knows ${newest}). ` +
        'Nothing was changed. Update Dailies, or start it with another data folder.',
      { path: name },
    )
  }
}

/**
 * Brings the database to the newest known version, all pending steps in one transaction.
 * @throws HostOpenError `database_too_new` before anything is written.
 */
export function migrate(db: Database, name: string, steps: readonly Migration[] = migrations): void {
  const current = schemaVersion(db)
  refuseNewer(current, name, steps)
  const pending = steps.filter((step) => step.version > current)
  if (pending.length === 0) return
  db.transaction(() => {
    for (const step of pending) step.up(db)
    db.pragma(`user_version = ${newestVersion(steps)}`)
  }).exclusive()
}

const newestVersion = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0
