import type { Database } from 'better-sqlite3'
import type { PromptList } from '../../../shared/desk/desk.ts'
import { nameKey } from '../../../shared/batch/promptSyntax.ts'

type Row = Omit<PromptList, 'entries'> & { entries: string }

export type ListRepository = ReturnType<typeof createListRepository>

/** SQL for the named lists that batches draw from. */
export function createListRepository(db: Database) {
  const select = `SELECT id AS listId, name, entries, created_at AS createdAt, updated_at AS updatedAt FROM prompt_lists`
  const all = db.prepare<[], Row>(`${select} ORDER BY folded`)
  const byId = db.prepare<[string], Row>(`${select} WHERE id = ?`)
  const idOfName = db.prepare<[string], string>('SELECT id FROM prompt_lists WHERE folded = ?').pluck()
  const count = db.prepare<[], number>('SELECT count(*) FROM prompt_lists').pluck()
  const save = db.prepare(
    `INSERT INTO prompt_lists (id, name, folded, entries, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, entries = excluded.entries,
       updated_at = excluded.updated_at`,
  )
  const remove = db.prepare('DELETE FROM prompt_lists WHERE id = ?')
  const toList = (row: Row): PromptList => ({ ...row, entries: JSON.parse(row.entries) as string[] })
  const one = (row: Row | undefined): PromptList | null => (row === undefined ? null : toList(row))

  return {
    /** By name. */
    all: () => all.all().map(toList),
    byId: (id: string) => one(byId.get(id)),
    idOfName: (name: string) => idOfName.get(nameKey(name)) ?? null,
    count: () => count.get() ?? 0,
    save: ({ listId, name, entries, createdAt, updatedAt }: PromptList) =>
      void save.run(listId, name, nameKey(name), JSON.stringify(entries), createdAt, updatedAt),
    remove: (id: string): boolean => remove.run(id).changes === 1,
  }
}
