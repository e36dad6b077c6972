/** One line of the table. */
export interface Row {
  area: string
  what: string
  measured: string
  /** What it is compared with in the same run; empty where the goal is absolute. */
  baseline: string
  ratio: number | null
  goal: string
  /** Null: shown for information, no goal. */
  isMet: boolean | null
}

const HEADINGS = ['Area', 'What', 'Measured', 'Baseline', 'Ratio', 'Goal', 'Met'] as const

const cells = (row: Row): string[] => [
  row.area,
  row.what,
  row.measured,
  row.baseline,
  row.ratio === null ? '' : `${row.ratio.toFixed(2)}x`,
  row.goal,
  row.isMet === null ? '' : row.isMet ? 'yes' : '**no**',
]

/** A Markdown table whose columns are also aligned on a terminal. */
export function toTable(rows: readonly Row[]): string {
  const lines = [[...HEADINGS], ...rows.map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)))
  const toLine = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [heading = '', ...body] = lines.map(toLine)
  return [heading, toLine(widths.map((width) => '-'.repeat(width))), ...body].join('\n')
}

export const inMs = (ms: number): string =>
  ms >= 100 ? `${Math.round(ms)} ms` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${Math.max(1, Math.round(ms * 1000))} µs`
export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`
export const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000).toLocaleString('en')} MB`
