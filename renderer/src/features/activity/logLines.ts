import type { LogRecord } from '../../../../shared/activity/activityRoutes.ts'

export interface LogLine extends LogRecord {
  /** The same for the same record in a later answer. */
  key: string
}

/** Records carry no id, and several may share a millisecond: they are counted from the oldest on. */
export const nameLines = (records: readonly LogRecord[]): LogLine[] => {
  const seen = new Map<number, number>()
  const lines: LogLine[] = []
  for (const record of records.toReversed()) {
    const count = seen.get(record.at) ?? 0
    seen.set(record.at, count + 1)
    lines.push({ ...record, key: `${record.at}:${count}` })
  }
  return lines.toReversed()
}

/** How many lines came above the first of those that are being read. */
export const countNewer = (held: readonly LogLine[], newest: readonly LogLine[]): number => {
  const first = held[0]
  if (first === undefined) return newest.length
  const index = newest.findIndex(({ key }) => key === first.key)
  return index < 0 ? newest.length : index
}

/** A line as text, to be copied: time, level, message, and what belongs to it as JSON. */
export const writeLine = ({ at, level, message, detail }: LogRecord): string => {
  const rest = Object.keys(detail).length === 0 ? '' : ` ${JSON.stringify(detail)}`
  return `${new Date(at).toISOString()} ${level.toUpperCase()} ${message}${rest}`
}
