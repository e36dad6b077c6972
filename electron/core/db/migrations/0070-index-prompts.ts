import type { Database } from 'better-sqlite3'

/**
 * Full-text search on prompts. The triggers fire on the prompt alone: progress must not touch the index. No
 * sizes are kept, since results come newest first and are never ranked.
 */
export function indexPrompts(db: Database): void {
  db.exec(`
    CREATE VIRTUAL TABLE job_prompts USING fts5 (
      prompt, content = 'jobs', content_rowid = 'seq', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO job_prompts (job_prompts) VALUES ('rebuild');

    CREATE TABLE prompt_words (
      word TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER jobs_prompt_insert AFTER INSERT ON jobs BEGIN
      INSERT INTO job_prompts (rowid, prompt) VALUES (new.seq, new.prompt);
    END;
    CREATE TRIGGER jobs_prompt_update AFTER UPDATE OF prompt ON jobs BEGIN
      INSERT INTO job_prompts (job_prompts, rowid, prompt) VALUES ('delete', old.seq, old.prompt);
      INSERT INTO job_prompts (rowid, prompt) VALUES (new.seq, new.prompt);
    END;
    CREATE TRIGGER jobs_prompt_delete AFTER DELETE ON jobs BEGIN
      INSERT INTO job_prompts (job_prompts, rowid, prompt) VALUES ('delete', old.seq, old.prompt);
    END;
  `)
}
