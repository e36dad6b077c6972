import type { Database } from 'better-sqlite3'

/** A keychain that stays locked over night stops an account as surely as a key that is gone, so it is told as well. */
export function noteUnreachableKeys(db: Database): void {
  db.exec(`
    DROP TRIGGER accounts_notice;
    CREATE TRIGGER accounts_notice AFTER UPDATE OF pause_reason ON accounts
      WHEN new.pause_reason IN ('auth', 'quota', 'key_missing', 'key_unreachable')
        AND old.pause_reason IS NOT new.pause_reason BEGIN
      INSERT INTO notice_inbox (subject, word, account_id) VALUES ('account', new.pause_reason, new.id);
    END;
  `)
}
