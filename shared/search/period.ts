import type { DateRelation, SearchTime } from './searchQuery.ts'

/** A stretch of whole days where the person is; `endMs` is the start of the day behind it. */
export interface Period {
  /** In canonical spelling; relative ones stay relative. */
  written: string
  startMs: number
  endMs: number
}

const MINUTE_MS = 60_000
const RELATIVE = /^([1-9]\d{0,3})([dwmy])$/
const CALENDAR = /^([12]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/

/**
 * Reads a day (`today`, `yesterday`, `2026-11-01`), a month (`2026-11`), a year (`2026`), or the day so long ago (`7d`,
 * `2w`, `3m`, `1y`). @returns null for anything else, also for days that no calendar has
 */
export function readPeriod(text: string, time: SearchTime): Period | null {
  const word = text.toLowerCase()
  if (word === 'today') return relativePeriod(word, 0, 'd', time)
  if (word === 'yesterday') return relativePeriod(word, 1, 'd', time)
  const [, amount, unit] = RELATIVE.exec(word) ?? []
  if (amount !== undefined && unit !== undefined) return relativePeriod(word, Number(amount), unit, time)
  const [, year, month, day] = CALENDAR.exec(word) ?? []
  return year === undefined ? null : calendarPeriod(Number(year), month, day, time)
}

function relativePeriod(written: string, amount: number, unit: string, time: SearchTime): Period {
  const local = new Date(time.nowMs + time.utcOffsetMinutes * MINUTE_MS)
  const year = local.getUTCFullYear() - (unit === 'y' ? amount : 0)
  const month = local.getUTCMonth() - (unit === 'm' ? amount : 0)
  // The 31st, a month ago, may not exist: then it is the last day of that month.
  const date = Math.min(local.getUTCDate(), daysIn(year, month))
  const daysBack = unit === 'd' ? amount : unit === 'w' ? amount * 7 : 0
  return period(written, [year, month, date - daysBack], [year, month, date - daysBack + 1], time)
}

function calendarPeriod(year: number, month: string | undefined, day: string | undefined, time: SearchTime) {
  if (month === undefined) return period(String(year), [year, 0, 1], [year + 1, 0, 1], time)
  const monthIndex = Number(month) - 1
  if (monthIndex < 0 || monthIndex > 11) return null
  const written = `${year}-${month.padStart(2, '0')}`
  if (day === undefined) return period(written, [year, monthIndex, 1], [year, monthIndex + 1, 1], time)
  const date = Number(day)
  if (date < 1 || date > daysIn(year, monthIndex)) return null
  return period(`${written}-${day.padStart(2, '0')}`, [year, monthIndex, date], [year, monthIndex, date + 1], time)
}

type DayParts = readonly [year: number, month: number, date: number]

const period = (written: string, start: DayParts, end: DayParts, time: SearchTime): Period => ({
  written,
  startMs: startOfDay(start, time),
  endMs: startOfDay(end, time),
})

// Not `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999.
const startOfDay = ([year, month, date]: DayParts, time: SearchTime): number =>
  new Date(0).setUTCFullYear(year, month, date) - time.utcOffsetMinutes * MINUTE_MS

const daysIn = (year: number, month: number): number =>
  new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate()

/** `after` and `before` leave the period itself out, `since` and `until` include it. */
export function boundsOf(
  relation: DateRelation,
  { startMs, endMs }: Period,
): { fromMs: number | null; untilMs: number | null } {
  switch (relation) {
    case 'after':
      return { fromMs: endMs, untilMs: null }
    case 'since':
      return { fromMs: startMs, untilMs: null }
    case 'before':
      return { fromMs: null, untilMs: startMs }
    case 'until':
      return { fromMs: null, untilMs: endMs }
    case 'on':
      return { fromMs: startMs, untilMs: endMs }
  }
}
