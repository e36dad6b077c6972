import { createProblem, type BatchProblem } from './batchProblem.ts'

/** What a row of a batch can say about its takes; names as in `CreateJob`. Anything else it holds is a variable. */
export interface BatchFields {
  prompt?: string
  model?: string
  seconds?: number
  size?: string
  count?: number
  priority?: number
}
export type BatchField = keyof BatchFields
export const BATCH_FIELDS = ['prompt', 'model', 'seconds', 'size', 'count', 'priority'] as const

/** One row, whatever kind of text it was read from. */
export interface BatchRow {
  /** The line of the source at which it begins, from 1. */
  line: number
  /** Where its prompt begins in the source, when it stands there as it is; null when it was quoted or encoded. */
  promptStart: { offset: number; column: number } | null
  fields: BatchFields
  /** Values for this row's prompt, over those that stand beside the prompt. */
  variables: Record<string, string>
}

/** What a source holds. A row with a problem is not among the rows; all others are. */
export interface BatchReading {
  rows: BatchRow[]
  problems: BatchProblem[]
}

const OTHER_NAMES: ReadonlyMap<string, BatchField> = new Map([
  ['text', 'prompt'],
  ['duration', 'seconds'],
  ['length', 'seconds'],
  ['resolution', 'size'],
  ['takes', 'count'],
])

/** The field that a column's heading or an object's key means, or null. */
export function fieldNamed(heading: string): BatchField | null {
  const name = heading.trim().toLowerCase()
  return BATCH_FIELDS.find((field) => field === name) ?? OTHER_NAMES.get(name) ?? null
}

/** The limits are those of `createJobSchema`; a test holds the two together, since a screen bundles this without zod. */
const READERS = {
  prompt: { read: (text) => text, expected: 'some text' },
  model: { read: (text) => (text.length <= 200 ? text : null), expected: 'at most 200 characters' },
  seconds: {
    read: (text) => numberWithin(/^\d{1,6}(\.\d{1,6})?(?=s?$)/.exec(text)?.[0], Number.MIN_VALUE, 3600),
    expected: 'a number above 0, at most 3600',
  },
  size: { read: readSize, expected: 'a width and a height, as in 1280x720' },
  count: {
    read: (text) => numberWithin(/^\d{1,4}$/.exec(text)?.[0], 1, 100),
    expected: 'a whole number from 1 to 100',
  },
  priority: {
    read: (text) => numberWithin(/^[+-]?\d{1,5}$/.exec(text)?.[0], -1000, 1000),
    expected: 'a whole number from -1000 to 1000',
  },
} as const satisfies Record<BatchField, { read: (text: string) => string | number | null; expected: string }>

const numberWithin = (text: string | undefined, min: number, max: number): number | null => {
  const number = Number(text ?? Number.NaN)
  return number >= min && number <= max ? number : null
}

function readSize(text: string): string | null {
  const [, width, height] = /^([1-9]\d{1,4}) ?[x×*] ?([1-9]\d{1,4})$/i.exec(text) ?? []
  return width === undefined || height === undefined ? null : `${width}x${height}`
}

/** Collects one row from named texts. Blank text for a field means: not said. */
export function collectRow(
  line: number,
  named: Iterable<readonly [target: { field: BatchField } | { variable: string }, text: string]>,
): { row: BatchRow; problems: BatchProblem[] } {
  const fields: BatchFields = {}
  const variables: [string, string][] = []
  const problems: BatchProblem[] = []
  for (const [target, text] of named) {
    if ('variable' in target) {
      variables.push([target.variable, text])
      continue
    }
    const { field } = target
    const trimmed = text.trim()
    if (trimmed === '') continue
    const value = READERS[field].read(field === 'prompt' ? text : trimmed)
    if (value !== null) Object.assign(fields, { [field]: value })
    else
      problems.push(
        createProblem('bad_value', { field, value: trimmed, expected: READERS[field].expected }, { line, field }),
      )
  }
  return { row: { line, promptStart: null, fields, variables: Object.fromEntries(variables) }, problems }
}

/** The first rows as they would be used, each with what is wrong with it, in the order of the source. */
export function previewRows(
  reading: BatchReading,
  limit: number,
): { line: number; row: BatchRow | null; problems: BatchProblem[] }[] {
  const byLine = new Map<number, { line: number; row: BatchRow | null; problems: BatchProblem[] }>()
  const at = (line: number): { line: number; row: BatchRow | null; problems: BatchProblem[] } => {
    const entry = byLine.get(line) ?? { line, row: null, problems: [] }
    byLine.set(line, entry)
    return entry
  }
  for (const row of reading.rows) at(row.line).row = row
  for (const problem of reading.problems) if (problem.line !== null) at(problem.line).problems.push(problem)
  return [...byLine.values()].sort((a, b) => a.line - b.line).slice(0, limit)
}
