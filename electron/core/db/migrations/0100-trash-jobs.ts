import type { Database } from 'better-sqlite3'

/**
 * The trash. A job in it has `status` 'trashed' (or 'removing', once its files are being deleted) and keeps what
 * it was in `trashed_status`: so every list, count and index by status leaves it out without asking, and the
 * prompt index drops it by trigger. `removed_remotes` keeps who owned a provider's id: a video of a job that was
 * removed for good must never be taken for the lost answer of another one.
 */
export function trashJobs(db: Database): void {
  db.exec(`
    ALTER TABLE jobs ADD COLUMN trashed_at INTEGER;
    ALTER TABLE jobs ADD COLUMN trashed_status TEXT;
    CREATE INDEX jobs_in_trash ON jobs (trashed_at) WHERE trashed_at IS NOT NULL;
    CREATE INDEX job_dependencies_by_job ON job_dependencies (job_seq);

    CREATE TABLE removed_remotes (
      account_id TEXT NOT NULL,
      remote_id  TEXT NOT NULL,
      PRIMARY KEY (account_id, remote_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER jobs_prompt_trash AFTER UPDATE OF trashed_at ON jobs
      WHEN old.trashed_at IS NULL AND new.trashed_at IS NOT NULL BEGIN
      INSERT INTO job_prompts (job_prompts, rowid, prompt) VALUES ('delete', old.seq, old.prompt);
    END;
    CREATE TRIGGER jobs_prompt_restore AFTER UPDATE OF trashed_at ON jobs
      WHEN old.trashed_at IS NOT NULL AND new.trashed_at IS NULL BEGIN
      INSERT INTO job_prompts (rowid, prompt) VALUES (new.seq, new.prompt);
    END;
    DROP TRIGGER jobs_prompt_delete;
    CREATE TRIGGER jobs_prompt_delete AFTER DELETE ON jobs WHEN old.trashed_at IS NULL BEGIN
      INSERT INTO job_prompts (job_prompts, rowid, prompt) VALUES ('delete', old.seq, old.prompt);
    END;
  `)
}
