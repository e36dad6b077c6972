import { parseSearchQuery } from '../../../../shared/search/parseSearchQuery.ts'
import { printFilter, printSearchQuery } from '../../../../shared/search/printSearchQuery.ts'
import type { Comparison, DateRelation, Filter, SearchTime } from '../../../../shared/search/searchQuery.ts'

/** The filters of a search box, read from its text and written back into it: chips, menus and text are one. */

/** Fields whose values a menu offers to be ticked. */
export type TickField = 'model' | 'account' | 'size' | 'has' | 'is'

export interface FilterChip {
  /** As it stands in the text. */
  text: string
  filter: Filter
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const rewrite = (q: string, time: SearchTime, change: (filters: readonly Filter[]) => Filter[]): string => {
  const { text, filters } = parseSearchQuery(q, time)
  return printSearchQuery({ text, filters: change(filters) })
}

export const readChips = (q: string, time: SearchTime): FilterChip[] =>
  parseSearchQuery(q, time).filters.map((filter) => ({ text: printFilter(filter), filter }))

/** Takes one filter out; the chip's place among the others names it. */
export const withoutChip = (q: string, place: number, time: SearchTime): string =>
  rewrite(q, time, (filters) => filters.filter((_, index) => index !== place))

/** The words that are looked for stay. */
export const withoutFilters = (q: string, time: SearchTime): string => rewrite(q, time, () => [])

const valuesOf = (filter: Filter, field: TickField): readonly string[] | null =>
  filter.field === field && !filter.isNegated ? filter.anyOf : null

export const ticked = (q: string, field: TickField, time: SearchTime): string[] =>
  parseSearchQuery(q, time).filters.flatMap((filter) => valuesOf(filter, field) ?? [])

export const isTicked = (values: readonly string[], value: string): boolean => values.some((one) => isSame(one, value))

/** Adds a value to what is ticked of a field (any of them fits), or takes it away. */
export const toggleTick = (q: string, field: TickField, value: string, time: SearchTime): string => {
  const values = ticked(q, field, time)
  const next = isTicked(values, value) ? values.filter((one) => !isSame(one, value)) : [...values, value]
  // What the menu offers are values of the field, so what comes of it is a filter.
  const made = { field, anyOf: next, isNegated: false } as Filter
  return rewrite(q, time, (filters) => {
    const at = filters.findIndex((filter) => valuesOf(filter, field) !== null)
    const others = filters.filter((filter) => valuesOf(filter, field) === null)
    return next.length === 0 ? others : others.toSpliced(at < 0 ? others.length : at, 0, made)
  })
}

export interface LengthRange {
  /** Seconds; null for no bound. */
  from: number | null
  to: number | null
}

const lengthBound = (filter: Filter): 'from' | 'to' | 'both' | null => {
  if (filter.field !== 'seconds' || filter.isNegated) return null
  if (filter.comparison === '=') return 'both'
  return filter.comparison.startsWith('>') ? 'from' : 'to'
}

/** Sharp bounds (`>4`) show as their number: a length is mostly whole seconds, and the text says it exactly. */
export const readLength = (q: string, time: SearchTime): LengthRange => {
  const range: LengthRange = { from: null, to: null }
  for (const filter of parseSearchQuery(q, time).filters) {
    const bound = lengthBound(filter)
    if (bound === null || filter.field !== 'seconds') continue
    if (bound !== 'to') range.from = filter.seconds
    if (bound !== 'from') range.to = filter.seconds
  }
  return range
}

export const writeLength = (q: string, { from, to }: LengthRange, time: SearchTime): string => {
  const bound = (comparison: Comparison, seconds: number | null): Filter[] =>
    seconds === null ? [] : [{ field: 'seconds', comparison, seconds, isNegated: false }]
  const bounds = from !== null && from === to ? bound('=', from) : [...bound('>=', from), ...bound('<=', to)]
  return rewrite(q, time, (filters) => [...filters.filter((filter) => lengthBound(filter) === null), ...bounds])
}

export interface DateRange {
  /** Periods as the grammar writes them (`2026-11-01`, `7d`); null for no bound. */
  since: string | null
  until: string | null
}

const isDate = (filter: Filter): boolean => filter.field === 'date' && !filter.isNegated

export const readDates = (q: string, time: SearchTime): DateRange => {
  const range: DateRange = { since: null, until: null }
  for (const filter of parseSearchQuery(q, time).filters) {
    if (filter.field !== 'date' || filter.isNegated) continue
    if (filter.relation === 'on' || filter.relation === 'since') range.since = filter.period
    if (filter.relation === 'on' || filter.relation === 'until') range.until = filter.period
  }
  return range
}

/** Replaces every date in the search. Periods that mean nothing are left out. */
export const writeDates = (q: string, { since, until }: DateRange, time: SearchTime): string => {
  const term = (relation: DateRelation, period: string | null): string =>
    period === null ? '' : `${relation}:${period}`
  const terms =
    since !== null && since === until ? term('on', since) : `${term('since', since)} ${term('until', until)}`
  const dates = parseSearchQuery(terms, time).filters
  return rewrite(q, time, (filters) => [...filters.filter((filter) => !isDate(filter)), ...dates])
}
