import { readCsv, type Delimiter } from '../../../../shared/batch/csv.ts'
import { columnsFromHeading, type ColumnTarget, type CsvLayout } from '../../../../shared/batch/csvColumns.ts'
import { BATCH_FIELDS } from '../../../../shared/batch/batchRows.ts'
import { isName } from '../../../../shared/batch/promptSyntax.ts'
import type { TableColumn } from '../../stores/compose/tableRows.ts'
import type { DraftTable } from '../../stores/compose/draft.ts'

const SAMPLE_LENGTH = 200_000

const numbered = (width: number): ColumnTarget[] =>
  Array.from({ length: width }, (_, column) =>
    column === 0 ? { field: 'prompt' } : { variable: `column ${column + 1}` },
  )

/** The same text cut at another sign: its columns are others. */
export const layoutWithDelimiter = (source: string, layout: CsvLayout, delimiter: Delimiter): CsvLayout => {
  const [first] = readCsv(source.slice(0, SAMPLE_LENGTH), delimiter, 1)
  const cells = first?.cells ?? []
  return { ...layout, delimiter, columns: layout.hasHeading ? columnsFromHeading(cells) : numbered(cells.length) }
}

/** The columns take their names from the first row, or have none. */
export const layoutWithHeading = (source: string, layout: CsvLayout, hasHeading: boolean): CsvLayout => {
  const [first] = readCsv(source.slice(0, SAMPLE_LENGTH), layout.delimiter, 1)
  return {
    ...layout,
    hasHeading,
    columns: hasHeading ? columnsFromHeading(first?.cells ?? []) : numbered(layout.columns.length),
  }
}

/** How a choice of what a column is used as is written in a list of options. */
export const LEAVE_OUT = 'out'
export const writeTarget = (target: ColumnTarget): string => {
  if (target === null) return LEAVE_OUT
  return 'field' in target ? `field:${target.field}` : `variable:${target.variable}`
}
export const readTarget = (written: string): ColumnTarget => {
  const field = BATCH_FIELDS.find((known) => written === `field:${known}`)
  if (field !== undefined) return { field }
  return written.startsWith('variable:') ? { variable: written.slice('variable:'.length) } : null
}

/** The name that a column has as a variable. */
export const variableOf = (column: TableColumn, index: number): string => {
  if (column.target !== null && 'variable' in column.target) return column.target.variable
  const name = column.name?.trim() ?? ''
  return isName(name) ? name : `column ${index + 1}`
}

const takenBy = (target: ColumnTarget): string | null => (target !== null && 'field' in target ? target.field : null)

/** The table with one column used otherwise. A field that another column had goes over to this one. */
export const mapColumn = (
  table: DraftTable,
  layout: CsvLayout | null,
  columns: readonly TableColumn[],
  index: number,
  target: ColumnTarget,
): DraftTable => {
  const field = takenBy(target)
  const next = columns.map((column, at): ColumnTarget => {
    if (at === index) return target
    if (field === null || takenBy(column.target) !== field) return column.target
    return { variable: variableOf({ ...column, target: null }, at) }
  })
  if (table.format === 'json')
    return {
      ...table,
      keys: { ...table.keys, ...Object.fromEntries(columns.map(({ name }, at) => [name ?? '', next[at] ?? null])) },
    }
  return layout === null ? table : { ...table, layout: { ...layout, columns: next } }
}
