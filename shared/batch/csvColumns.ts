import { createProblem, type BatchProblem } from './batchProblem.ts'
import { collectRow, fieldNamed, type BatchField, type BatchReading, type BatchRow } from './batchRows.ts'
import { DELIMITERS, readCsv, type CsvRow, type Delimiter } from './csv.ts'
import { isName, nameKey } from './promptSyntax.ts'

/** What a column is used as; null leaves it out. */
export type ColumnTarget = { field: BatchField } | { variable: string } | null

/** How a CSV text is to be read: guessed by `guessCsvLayout`, then the person's to change. */
export interface CsvLayout {
  delimiter: Delimiter
  /** The first row names the columns. */
  hasHeading: boolean
  columns: ColumnTarget[]
}

const SAMPLE_ROWS = 20
const SAMPLE_LENGTH = 1_000_000

/**
 * Looks at the first rows. @param variables names that the shared prompt uses: a first row that holds one is a heading.
 */
export function guessCsvLayout(source: string, variables: readonly string[] = []): CsvLayout {
  const known = new Set(variables.map(nameKey))
  const sample = source.slice(0, SAMPLE_LENGTH)
  const isHeading = (cell: string): boolean => fieldNamed(cell) !== null || known.has(nameKey(cell))
  const candidates = DELIMITERS.map((delimiter) => {
    const rows = readCsv(sample, delimiter, SAMPLE_ROWS)
    const width = rows[0]?.cells.length ?? 0
    const even = rows.filter((row) => row.cells.length === width).length / Math.max(rows.length, 1)
    const headings = rows[0]?.cells.filter(isHeading).length ?? 0
    return { delimiter, rows, headings, even: width > 1 ? even : 0, width }
  })
  // The sort is stable: where nothing speaks for another one, it is the comma.
  candidates.sort((a, b) => b.headings - a.headings || b.even - a.even || b.width - a.width)
  const [best] = candidates
  if (best === undefined) return { delimiter: ',', hasHeading: false, columns: [] }
  const hasHeading = best.headings > 0
  const first = best.rows[0]?.cells ?? []
  const columns = hasHeading ? columnsFromHeading(first) : columnsFromCells(best.rows)
  return { delimiter: best.delimiter, hasHeading, columns }
}

/** Fields by their names, once each; all else is a variable of the heading's name, if it can be written in a prompt. */
export function columnsFromHeading(heading: readonly string[]): ColumnTarget[] {
  const taken = new Set<BatchField>()
  return heading.map((cell) => {
    const field = fieldNamed(cell)
    if (field === null) return isName(cell.trim()) ? { variable: cell.trim() } : null
    if (taken.has(field)) return null
    taken.add(field)
    return { field }
  })
}

/** Without a heading the column with the longest texts is taken for the prompt, the others for variables by number. */
function columnsFromCells(rows: readonly CsvRow[]): ColumnTarget[] {
  const width = rows[0]?.cells.length ?? 0
  const lengths = Array.from({ length: width }, (_, column) =>
    rows.reduce((total, row) => total + (row.cells[column]?.length ?? 0), 0),
  )
  const longest = lengths.indexOf(lengths.reduce((most, length) => Math.max(most, length), 0))
  return lengths.map((_, column) => (column === longest ? { field: 'prompt' } : { variable: `column ${column + 1}` }))
}

/**
 * Reads the rows of a CSV text. Cells missing at the end of a row are empty, as spreadsheets leave them out; a row with
 * more cells than columns, or a value that no take can have, is its own problem.
 */
export function readCsvRows(source: string, layout: CsvLayout): BatchReading {
  const table = readCsv(source, layout.delimiter)
  const expected = (layout.hasHeading ? table[0]?.cells.length : undefined) ?? layout.columns.length
  const twice = mappedTwice(layout.columns)
  const rows: BatchRow[] = []
  const problems: BatchProblem[] = twice.map((field) => createProblem('mapped_twice', { field }, { field }))
  if (twice.length > 0) return { rows, problems }
  for (const record of layout.hasHeading ? table.slice(1) : table) {
    const broken = checkShape(record, expected, layout.delimiter)
    const { row, problems: found } = collectRow(record.line, targetsOf(record, layout.columns))
    if (broken !== null) problems.push(broken)
    else if (found.length === 0) rows.push(row)
    else for (const problem of found) problems.push(problem)
  }
  return { rows, problems }
}

function checkShape({ line, cells, problem }: CsvRow, expected: number, delimiter: Delimiter): BatchProblem | null {
  if (problem !== null) return createProblem(problem, {}, { line })
  if (cells.slice(expected).every((cell) => cell.trim() === '')) return null
  const shown = delimiter === '\t' ? 'tabs' : `“${delimiter}”`
  return createProblem('ragged_row', { cells: cells.length, expected, delimiter: shown }, { line })
}

const targetsOf = ({ cells }: CsvRow, columns: readonly ColumnTarget[]) =>
  columns.flatMap((target, column) => (target === null ? [] : [[target, cells[column] ?? ''] as const]))

function mappedTwice(columns: readonly ColumnTarget[]): BatchField[] {
  const fields = columns.flatMap((target) => (target !== null && 'field' in target ? [target.field] : []))
  return [...new Set(fields.filter((field, index) => fields.indexOf(field) !== index))]
}
