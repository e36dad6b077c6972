import type { Database } from 'better-sqlite3'
import type { Template } from '../../../shared/desk/desk.ts'
import { nameKey } from '../../../shared/batch/promptSyntax.ts'

type Row = Omit<Template, 'tags' | 'settings'> & { tags: string; settings: string }

export type TemplateRepository = ReturnType<typeof createTemplateRepository>

/** SQL for prompt templates. */
export function createTemplateRepository(db: Database) {
  const select = `SELECT id AS templateId, name, prompt, tags, settings, created_at AS createdAt, updated_at AS updatedAt
    FROM prompt_templates`
  const all = db.prepare<[], Row>(`${select} ORDER BY folded`)
  const byId = db.prepare<[string], Row>(`${select} WHERE id = ?`)
  const idOfName = db.prepare<[string], string>('SELECT id FROM prompt_templates WHERE folded = ?').pluck()
  const count = db.prepare<[], number>('SELECT count(*) FROM prompt_templates').pluck()
  const save = db.prepare(
    `INSERT INTO prompt_templates (id, name, folded, prompt, tags, settings, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, prompt = excluded.prompt,
       tags = excluded.tags, settings = excluded.settings, updated_at = excluded.updated_at`,
  )
  const remove = db.prepare('DELETE FROM prompt_templates WHERE id = ?')
  const one = (row: Row | undefined): Template | null => (row === undefined ? null : toTemplate(row))

  return {
    /** By name. */
    all: () => all.all().map(toTemplate),
    byId: (id: string) => one(byId.get(id)),
    idOfName: (name: string) => idOfName.get(nameKey(name)) ?? null,
    count: () => count.get() ?? 0,
    save(template: Template): void {
      const { templateId, name, prompt, tags, settings, createdAt, updatedAt } = template
      const [tagText, settingsText] = [JSON.stringify(tags), JSON.stringify(settings)]
      save.run(templateId, name, nameKey(name), prompt, tagText, settingsText, createdAt, updatedAt)
    },
    remove: (id: string): boolean => remove.run(id).changes === 1,
  }
}

const toTemplate = (row: Row): Template => ({
  ...row,
  tags: JSON.parse(row.tags) as Template['tags'],
  settings: JSON.parse(row.settings) as Template['settings'],
})
