import type { Database } from 'better-sqlite3'

/** Finds the take in a file that a person opens with the app. One entry for each finished take. */
export function indexTakeFiles(db: Database): void {
  db.exec(`CREATE INDEX takes_by_file ON assets (file_name) WHERE role = 'video'`)
}
