import type { Database } from 'better-sqlite3'

/** What the provider itself said when it refused an account, apart from the sentence that Dailies makes of it. */
export function keepPauseWords(db: Database): void {
  db.exec('ALTER TABLE accounts ADD COLUMN pause_said TEXT')
}
