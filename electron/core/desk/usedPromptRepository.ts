import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { DESK_LIMITS, type UsedPrompt } from '../../../shared/desk/desk.ts'

export type UsedPrompts = ReturnType<typeof createUsedPrompts>

/** SQL for the prompts that were used before: each once, the last used with the highest id. */
export function createUsedPrompts(db: Database) {
  const forgetSame = db.prepare('DELETE FROM used_prompts WHERE hash = ?')
  const insert = db.prepare(
    // Ids follow the time, so that one that was forgotten does not soon name another prompt.
    `INSERT INTO used_prompts (id, hash, prompt, folded, used_at)
     VALUES (max(?, (SELECT coalesce(max(id), 0) + 1 FROM used_prompts)), ?, ?, ?, ?)`,
  )
  const forgetOld = db.prepare(
    'DELETE FROM used_prompts WHERE id <= (SELECT id FROM used_prompts ORDER BY id DESC LIMIT 1 OFFSET +?)',
  )
  // At most a thousand rows, walked from the newest: an index on the beginnings would have to be sorted again.
  const page = db.prepare<[number, string, string, number], UsedPrompt>(
    `SELECT id AS promptId, prompt, used_at AS usedAt FROM used_prompts
     WHERE id < ? AND substr(folded, 1, length(?)) = ? ORDER BY id DESC LIMIT +?`,
  )
  const forget = db.prepare('DELETE FROM used_prompts WHERE id = ?')
  const forgetAll = db.prepare('DELETE FROM used_prompts')

  return {
    /** To be called within a transaction. */
    remember(prompt: string, now: number): void {
      const hash = createHash('sha256').update(prompt).digest('hex')
      forgetSame.run(hash)
      insert.run(Math.round(now), hash, prompt, fold(prompt).slice(0, SEARCHED), Math.round(now))
      forgetOld.run(DESK_LIMITS.usedPrompts)
    },
    page(startsWith: string, before: number | null, limit: number): UsedPrompt[] {
      const beginning = fold(startsWith).slice(0, SEARCHED)
      return page.all(before ?? Number.MAX_SAFE_INTEGER, beginning, beginning, limit)
    },
    forget: (promptId: number): boolean => forget.run(promptId).changes === 1,
    forgetAll: () => void forgetAll.run(),
  }
}

/** How far into a prompt its beginning is compared. */
const SEARCHED = 1000

const fold = (text: string): string => text.normalize('NFC').toLowerCase()
