import { readCsv } from '../../../../shared/batch/csv.ts'
import { guessCsvLayout, readCsvRows, type ColumnTarget, type CsvLayout } from '../../../../shared/batch/csvColumns.ts'
import type { BatchReading } from '../../../../shared/batch/batchRows.ts'
import { readJsonLines, sampleJsonKeys, targetOfKey } from '../../../../shared/batch/jsonLines.ts'
import type { DraftTable } from './draft.ts'

/** One column of a CSV, or one key of JSON objects, as the person maps it. */
export interface TableColumn {
  /** As its heading has it; null where there is none. */
  name: string | null
  target: ColumnTarget
  samples: readonly string[]
}

export interface TableReading {
  reading: BatchReading
  columns: readonly TableColumn[]
  /** How a CSV was read; null for JSON. */
  layout: CsvLayout | null
}

const SAMPLE_LENGTH = 200_000
const SAMPLE_ROWS = 5
const SAMPLE_JSON_LINES = 50
const LONGEST_SAMPLE = 160

const shorten = (cell: string): string => (cell.length <= LONGEST_SAMPLE ? cell : `${cell.slice(0, LONGEST_SAMPLE)}…`)

const readAsCsv = (table: DraftTable, names: readonly string[]): TableReading => {
  const layout = table.layout ?? guessCsvLayout(table.text, names)
  const sample = readCsv(table.text.slice(0, SAMPLE_LENGTH), layout.delimiter, SAMPLE_ROWS + 1)
  const heading = layout.hasHeading ? sample[0]?.cells : undefined
  const rows = sample.slice(layout.hasHeading ? 1 : 0, SAMPLE_ROWS + (layout.hasHeading ? 1 : 0))
  const columns = layout.columns.map((target, index) => ({
    name: heading?.[index] ?? null,
    target,
    samples: rows.map(({ cells }) => shorten(cells[index] ?? '')),
  }))
  return { reading: readCsvRows(table.text, layout), columns, layout }
}

const readAsJson = ({ text, keys }: DraftTable): TableReading => {
  const targetOf = (name: string): ColumnTarget => {
    const chosen = keys[name]
    return chosen === undefined ? targetOfKey(name) : chosen
  }
  const columns = [...sampleJsonKeys(text, SAMPLE_JSON_LINES)].map(([name, samples]) => ({
    name,
    target: targetOf(name),
    samples: samples.slice(0, SAMPLE_ROWS).map(shorten),
  }))
  return { reading: readJsonLines(text, targetOf), columns, layout: null }
}

/** @param names variables of the shared prompt: a first row that holds one is a heading */
export const readTableRows = (table: DraftTable, names: readonly string[]): TableReading =>
  table.format === 'json' ? readAsJson(table) : readAsCsv(table, names)

/** What kind of rows a text holds. A JSON array of objects is written out as one object a line. */
export const recogniseTable = (source: string, name: string | null): DraftTable => {
  const table: DraftTable = { name, text: source, format: 'csv', layout: null, keys: {} }
  const start = source
    .slice(0, 1000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (start.startsWith('{')) return { ...table, format: 'json' }
  if (!start.startsWith('[')) return table
  const lines = readJsonArray(source)
  return lines === null ? table : { ...table, format: 'json', text: lines }
}

const readJsonArray = (source: string): string | null => {
  try {
    const value: unknown = JSON.parse(source.replace(/^\ufeff/, ''))
    return Array.isArray(value) ? value.map((entry) => JSON.stringify(entry)).join('\n') : null
  } catch {
    return null
  }
}

/**
 * The source without the records that begin at the given lines, for what stays behind when the others are sent.
 * @param starts the lines at which all records begin, rising
 * @returns '' where no record is left
 */
export const leaveOut = (
  source: string,
  starts: readonly number[],
  gone: ReadonlySet<number>,
  format: 'lines' | DraftTable['format'],
): string => {
  if (starts.every((line) => gone.has(line))) return ''
  const dropped = new Set<number>()
  starts.forEach((line, index) => {
    if (!gone.has(line)) return
    // The last record may span lines as well; nothing of another one lies behind it.
    const next = starts[index + 1] ?? Number.POSITIVE_INFINITY
    for (let at = line; at < Math.min(next, line + MOST_LINES_OF_RECORD); at += 1) dropped.add(at)
  })
  const kept: string[] = []
  let number = 1
  for (const text of source.split(format === 'json' ? '\n' : /\r\n|\r|\n/)) {
    if (!dropped.has(number)) kept.push(text)
    number += 1
  }
  return kept.join('\n').replace(/^\s*\n/, '')
}

const MOST_LINES_OF_RECORD = 100_000
