import { expect, it } from 'vitest'
import { expectStrict, libraryBefore, planOf } from './database.ts'

it('adds an empty desk whose tables are strict and found by key', () => {
  const { db, upgrade } = libraryBefore(130)
  upgrade()
  for (const table of ['used_prompts', 'prompt_templates', 'prompt_lists', 'screen_values']) {
    expectStrict(db, table)
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
  }
  expect(planOf(db, 'SELECT value FROM screen_values WHERE kind = ? AND key = ?')).toContain('USING PRIMARY KEY')
  for (const table of ['prompt_templates', 'prompt_lists'])
    expect(planOf(db, `SELECT id FROM ${table} WHERE folded = ?`)).toContain('(folded=?)')
  const walk = planOf(db, 'SELECT prompt FROM used_prompts WHERE id < ? ORDER BY id DESC LIMIT +?')
  expect(walk).toBe('SEARCH used_prompts USING INTEGER PRIMARY KEY (rowid<?)')
})

it('keeps names and prompts unique', () => {
  const { db, upgrade } = libraryBefore(130)
  upgrade()
  const addTemplate = (id: string) =>
    db.exec(`INSERT INTO prompt_templates VALUES ('${id}', 'A', 'a', '', '[]', '{}', 1, 1)`)
  addTemplate('t1')
  expect(() => addTemplate('t2')).toThrow(/UNIQUE/)
  const addPrompt = () => db.exec("INSERT INTO used_prompts (hash, prompt, folded, used_at) VALUES ('h', 'A', 'a', 1)")
  addPrompt()
  expect(addPrompt).toThrow(/UNIQUE/)
})
