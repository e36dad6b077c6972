import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { damagedLibrary, HostOpenError, unusableFolder } from '../hostError.ts'
import { makeFolderSync } from '../media/makeFolder.ts'
import { lockFolder } from './folderLock.ts'
import { migrate, refuseNewer, schemaVersion } from './migrate.ts'

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
    makeFolderSync(dataDir, 0o700)
  } catch (cause) {
    throw unusableFolder('data', dataDir, cause)
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
    throw (
      damagedLibrary(cause, file) ??
      new HostOpenError('folder_unusable', `The library ${file} cannot be opened: ${String(cause)}`, {
        path: file,
        cause,
      })
    )
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
  // A commit here touches ten small pages, mostly the same ones: copying them back less often writes each once.
  db.pragma('wal_autocheckpoint = 8000')
  db.pragma('cache_size = -65536')
  db.pragma('temp_store = MEMORY')
}

/** A newer file is not touched, so its version is read without SQLite, which would put a log beside it. */
function refuseNewerFile(file: string): void {
  if (!existsSync(file)) return
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  refuseNewer(log === undefined || log.size === 0 ? versionInHeader(file) : versionWithLog(file), file)
}

const MAGIC = 'SQLite format 3\0'

/** `user_version`: a big-endian integer at byte 60 (sqlite.org/fileformat2.html, 1.3). */
function versionInHeader(file: string): number {
  const handle = openSync(file, 'r')
  try {
    const header = Buffer.alloc(64)
    const isWhole = readSync(handle, header, 0, header.length, 0) === header.length
    // Any bytes would hold some version; what is no database at all is refused as that when it is opened.
    return isWhole && header.toString('latin1', 0, MAGIC.length) === MAGIC ? header.readInt32BE(60) : 0
  } finally {
    closeSync(handle)
  }
}

/** After a crash the newest version may only be in the log, which exists then anyway. */
function versionWithLog(file: string): number {
  const reader = new Database(file, { readonly: true })
  try {
    return schemaVersion(reader)
  } finally {
    reader.close()
  }
}
