import { join } from 'node:path'
import Database from 'better-sqlite3'
import { HostOpenError } from '../hostError.ts'

export interface FolderLock {
  release(): void
}

/**
 * Makes this process the only one on the data folder. The lock is an exclusive transaction on a database
 * of its own: the operating system drops it with the process, so a crash leaves nothing to clean up.
 * @throws HostOpenError `folder_in_use` | `folder_unusable`
 */
export function lockFolder(folder: string): FolderLock {
  let db: Database.Database | undefined
  try {
    db = new Database(join(folder, 'dailies.lock'), { timeout: 0 })
    db.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    db?.close()
    if (isBusy(cause)) {
      throw new HostOpenError(
        'folder_in_use',
        `Another Dailies is already using the data folder ${folder}. Close it, or start with another data folder.`,
        { path: folder, cause },
      )
    }
    throw new HostOpenError('folder_unusable', `The data folder ${folder} cannot be used: ${String(cause)}`, {
      path: folder,
      cause,
    })
  }
  const held = db
  return { release: () => void held.close() }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED'))
