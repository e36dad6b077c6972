import type { Database } from 'better-sqlite3'
import { wordsOf } from './promptWords.ts'

export type PromptWords = ReturnType<typeof createPromptWords>

/**
 * SQL for `prompt_words`: every word that ever occurred in a prompt. With it the beginning of a word becomes a
 * choice of whole words, whose newest prompts the full-text index finds at once; by itself it would first collect
 * every prompt that holds any of them.
 */
export function createPromptWords(db: Database) {
  const learn = db.prepare<[string]>('INSERT OR IGNORE INTO prompt_words (word) SELECT value FROM json_each(?)')
  const beginning = db
    .prepare<[string, string, number], string>(
      'SELECT word FROM prompt_words WHERE word >= ? AND word < ? ORDER BY word LIMIT +?',
    )
    .pluck()

  return {
    learn: (prompt: string) => void learn.run(JSON.stringify(wordsOf(prompt))),
    /** At most `limit` words that begin so. */
    beginningWith: (text: string, limit: number) => beginning.all(text, `${text}\u{10FFFF}`, limit),
  }
}
