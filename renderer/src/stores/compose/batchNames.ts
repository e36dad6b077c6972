import type { BatchReading } from '../../../../shared/batch/batchRows.ts'
import { nameKey, namesUsed, parsePrompt } from '../../../../shared/batch/promptSyntax.ts'
import type { BatchInput, Figures } from './batchDesk.ts'
import type { ComposeProblem } from './composeProblem.ts'
import type { TableReading } from './tableRows.ts'

const ROWS_READ_FOR_NAMES = 300

/** Names that the prompts use and that no column gives values to. */
export const namesIn = (
  { isPlainText, mode, text }: BatchInput,
  { rows }: BatchReading,
  problems: readonly ComposeProblem[],
  table: TableReading | null,
): Figures['names'] => {
  if (isPlainText) return { variables: [], lists: [] }
  const texts = rows.slice(0, ROWS_READ_FOR_NAMES).flatMap(({ fields }) => fields.prompt ?? [])
  const variables = new Map<string, string>()
  const lists = new Map<string, string>()
  for (const source of new Set(mode === 'table' ? [text, ...texts] : texts)) {
    const parsed = parsePrompt(source)
    if (!parsed.ok) continue
    const used = namesUsed(parsed.parts)
    for (const name of used.variables) if (!variables.has(nameKey(name))) variables.set(nameKey(name), name)
    for (const name of used.lists) if (!lists.has(nameKey(name))) lists.set(nameKey(name), name)
  }
  for (const { code, values } of problems) {
    const name = String(values['name'] ?? '')
    if (code === 'unknown_variable' && !variables.has(nameKey(name))) variables.set(nameKey(name), name)
  }
  for (const { target } of table?.columns ?? [])
    if (target !== null && 'variable' in target) variables.delete(nameKey(target.variable))
  return { variables: [...variables.values()], lists: [...lists.values()] }
}
