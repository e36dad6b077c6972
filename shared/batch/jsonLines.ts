import { createProblem, type BatchProblem } from './batchProblem.ts'
import { BATCH_FIELDS, collectRow, fieldNamed, type BatchField, type BatchReading, type BatchRow } from './batchRows.ts'
import type { ColumnTarget } from './csvColumns.ts'

/** What a key means by its name alone: a field, or else a variable. */
export function targetOfKey(name: string): ColumnTarget {
  const field = fieldNamed(name)
  return field === null ? { variable: name } : { field }
}

/**
 * JSON lines: one object a line, with the fields of a row; every other key is a variable of that row. Blank lines are
 * skipped. A line that cannot be used is a problem of that line.
 * @param targetOf what a key is used as, where a person chose otherwise
 */
export function readJsonLines(source: string, targetOf: (name: string) => ColumnTarget = targetOfKey): BatchReading {
  const rows: BatchRow[] = []
  const problems: BatchProblem[] = []
  source
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return
      const found = readLine(text, index + 1, targetOf)
      for (const problem of found.problems) problems.push(problem)
      if (found.problems.length === 0 && found.row !== null) rows.push(found.row)
    })
  return { rows, problems }
}

/** The keys of the first lines, in the order in which they are met, each with its first values as text. */
export function sampleJsonKeys(source: string, mostLines: number): Map<string, string[]> {
  const samples = new Map<string, string[]>()
  for (const text of source.replace(/^\ufeff/, '').split('\n', mostLines)) {
    const value = parseJson(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const [name, entry] of Object.entries(value)) {
      const shown = typeof entry === 'object' ? (JSON.stringify(entry) ?? '') : String(entry)
      samples.set(name, [...(samples.get(name) ?? []), shown])
    }
  }
  return samples
}

function readLine(
  text: string,
  line: number,
  targetOf: (name: string) => ColumnTarget,
): { row: BatchRow | null; problems: BatchProblem[] } {
  const value = parseJson(text)
  if (value === undefined) return { row: null, problems: [createProblem('not_json', {}, { line })] }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { row: null, problems: [createProblem('not_an_object', {}, { line })] }

  const named: [{ field: BatchField } | { variable: string }, string][] = []
  const problems: BatchProblem[] = []
  const taken = new Set<BatchField>()
  for (const [name, entry] of Object.entries(value)) {
    const target = targetOf(name)
    if (entry === null || target === null) continue
    const field = 'field' in target ? target.field : null
    if (typeof entry === 'object') {
      problems.push(createProblem('not_a_plain_value', { name }, { line, field: name }))
    } else if (field !== null && taken.has(field)) {
      problems.push(createProblem('mapped_twice', { field }, { line, field }))
    } else {
      named.push([target, String(entry)])
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
