import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { HostOpenError } from '../hostError.ts'
import { lockFolder } from './folderLock.ts'
import { migrate, refuseNewer } from './migrate.ts'

export interface Store {
  db: Database.Database
  /** Closes the database and gives the folder up. */
  close(): void
}

/**
 * Opens the library of a data folder: takes the folder's lock, refuses a newer database untouched,
 * migrates an older one.
 * @throws HostOpenError
 */
export function openStore(dataDir: string): Store {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new HostOpenError('folder_unusable', `The data folder ${dataDir} cannot be created: ${String(cause)}`, {
      cause,
    })
  }
  const lock = lockFolder(dataDir)
  try {
    const db = openDatabase(join(dataDir, 'dailies.db'))
    return {
      db,
      close: () => {
        db.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Opens one database file with the settings everything relies on, and migrates it. */
export function openDatabase(file: string): Database.Database {
  let db: Database.Database | undefined
  try {
    refuseNewerFile(file)
    db = new Database(file)
    applyPragmas(db)
    migrate(db, file)
    return db
  } catch (cause) {
    db?.close()
    if (cause instanceof HostOpenError) throw cause
    throw new HostOpenError('folder_unusable', `The library ${file} cannot be opened: ${String(cause)}`, { cause })
  }
}

/**
 * Durability is explicit: better-sqlite3 compiles WAL to default to NORMAL, which loses acknowledged
 * jobs when the power goes. `checkpoint_fullfsync` matters on macOS, where fsync alone is not enough.
 */
export function applyPragmas(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -65536')
  db.pragma('temp_store = MEMORY')
}

/** Even opening for writing would touch a newer file (WAL), so its version is read first, read-only. */
function refuseNewerFile(file: string): void {
  if (!existsSync(file)) return
  const reader = new Database(file, { readonly: true })
  try {
    refuseNewer(reader, file)
  } finally {
    reader.close()
  }
}
