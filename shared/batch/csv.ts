/** One record of a CSV text. */
export interface CsvRow {
  /** The line at which it begins, from 1; quoted cells may hold further ones. */
  line: number
  cells: string[]
  /** What is wrong with its quotes. The cells then hold the text as it stands. */
  problem: 'unclosed_quote' | 'text_after_quote' | null
}

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const QUOTE = '"'
const PLAIN: Readonly<Record<Delimiter, RegExp>> = {
  ',': /[^,\r\n]*/y,
  ';': /[^;\r\n]*/y,
  '\t': /[^\t\r\n]*/y,
}
const OPENING = / *"/y
const LINE_ENDS = /\r\n|\r|\n/g

/**
 * Reads CSV as RFC 4180 has it: quoted cells may hold delimiters, line ends and doubled quotes; lines end with CRLF, LF or
 * CR; a byte order mark is skipped. More tolerant in two ways: spaces around quotes do not count, and blank lines are
 * skipped. A quote that is never closed spoils its own line only. Linear in the text; never throws.
 */
export function readCsv(source: string, delimiter: Delimiter, mostRows: number = Number.POSITIVE_INFINITY): CsvRow[] {
  const plain = PLAIN[delimiter]
  const rows: CsvRow[] = []
  let at = source.startsWith('\ufeff') ? 1 : 0
  let line = 1
  let row: CsvRow = { line, cells: [], problem: null }

  const readPlain = (): string => {
    plain.lastIndex = at
    const text = plain.exec(source)?.[0] ?? ''
    at += text.length
    return text
  }
  const readQuoted = (): string | null => {
    OPENING.lastIndex = at
    const opening = OPENING.exec(source)?.[0]
    if (opening === undefined) return null
    const start = at + opening.length
    const end = endOfQuoted(source, start)
    if (end === null) {
      row.problem = 'unclosed_quote'
      return null
    }
    const inside = source.slice(start, end)
    line += inside.match(LINE_ENDS)?.length ?? 0
    at = end + 1
    const behind = readPlain()
    if (behind.trim() === '') return inside.replaceAll(QUOTE + QUOTE, QUOTE)
    row.problem = 'text_after_quote'
    return `${opening}${inside}${QUOTE}${behind}`
  }
  const endRow = (): void => {
    const isBlank = row.cells.length === 1 && row.cells[0]?.trim() === '' && !wasQuoted
    if (!isBlank) rows.push(row)
  }

  let wasQuoted = false
  while (at < source.length && rows.length < mostRows) {
    const quoted = readQuoted()
    wasQuoted = quoted !== null
    row.cells.push(quoted ?? readPlain())
    if (source[at] === delimiter) {
      at += 1
      // A delimiter at the very end stands before one more, empty cell.
      if (at < source.length) continue
      row.cells.push('')
    }
    endRow()
    at += source.startsWith('\r\n', at) ? 2 : 1
    line += 1
    row = { line, cells: [], problem: null }
  }
  return rows
}

/** Fails once at most in a text, so it stays linear: behind a failure all runs of quotes are even, and close themselves. */
function endOfQuoted(source: string, start: number): number | null {
  let at = source.indexOf(QUOTE, start)
  while (at !== -1) {
    if (source[at + 1] !== QUOTE) return at
    at = source.indexOf(QUOTE, at + 2)
  }
  return null
}

/** Writes cells so that `readCsv` reads the same ones; rows without cells are left out. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: Delimiter = ','): string =>
  rows
    .filter((cells) => cells.length > 0)
    .map((cells) => cells.map((cell) => writeCell(cell, delimiter, cells.length === 1)).join(delimiter))
    .map((record) => `${record}\r\n`)
    .join('')

function writeCell(cell: string, delimiter: Delimiter, isAlone: boolean): string {
  const isPlain = !/^\s|\s$|[\r\n"\ufeff]/u.test(cell) && !cell.includes(delimiter) && !(isAlone && cell === '')
  return isPlain ? cell : `${QUOTE}${cell.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`
}
