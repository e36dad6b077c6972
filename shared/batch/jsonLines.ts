import { createProblem, type BatchProblem } from './batchProblem.ts'
import { BATCH_FIELDS, collectRow, fieldNamed, type BatchField, type BatchReading, type BatchRow } from './batchRows.ts'

/**
 * JSON lines: one object a line, with the fields of a row; every other key is a variable of that row. Blank lines are
 * skipped. A line that cannot be used is a problem of that line.
 */
export function readJsonLines(source: string): BatchReading {
  const rows: BatchRow[] = []
  const problems: BatchProblem[] = []
  source
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return
      const found = readLine(text, index + 1)
      for (const problem of found.problems) problems.push(problem)
      if (found.problems.length === 0 && found.row !== null) rows.push(found.row)
    })
  return { rows, problems }
}

function readLine(text: string, line: number): { row: BatchRow | null; problems: BatchProblem[] } {
  const value = parseJson(text)
  if (value === undefined) return { row: null, problems: [createProblem('not_json', {}, { line })] }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { row: null, problems: [createProblem('not_an_object', {}, { line })] }

  const named: [{ field: BatchField } | { variable: string }, string][] = []
  const problems: BatchProblem[] = []
  const taken = new Set<BatchField>()
  for (const [name, entry] of Object.entries(value)) {
    const field = fieldNamed(name)
    if (entry === null) continue
    if (typeof entry === 'object') {
      problems.push(createProblem('not_a_plain_value', { name }, { line, field: name }))
    } else if (field !== null && taken.has(field)) {
      problems.push(createProblem('mapped_twice', { field }, { line, field }))
    } else {
      named.push([field === null ? { variable: name } : { field }, String(entry)])
      if (field !== null) taken.add(field)
    }
  }
  const collected = collectRow(line, named)
  return { row: collected.row, problems: [...problems, ...collected.problems] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes rows so that `readJsonLines` reads the same ones, each on its own line. */
export const writeJsonLines = (rows: readonly Pick<BatchRow, 'fields' | 'variables'>[]): string =>
  rows
    .map(({ fields, variables }) => {
      const said = BATCH_FIELDS.flatMap((field) =>
        fields[field] === undefined ? [] : [[field, fields[field]] as const],
      )
      return JSON.stringify(Object.fromEntries([...said, ...Object.entries(variables)]))
    })
    .join('\n')
