import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JOB_RELATIONS, JOB_STATUSES } from '../../../../shared/jobs/job.ts'
import { parseSearchQuery } from '../../../../shared/search/parseSearchQuery.ts'
import { readPeriod } from '../../../../shared/search/period.ts'
import { printFilter, printSearchQuery } from '../../../../shared/search/printSearchQuery.ts'
import {
  COMPARISONS,
  DATE_RELATIONS,
  HAS_WORDS,
  SHAPES,
  type Filter,
  type FilterCondition,
  type SearchTime,
} from '../../../../shared/search/searchQuery.ts'
import { FIELD_NAMES, IS_WORDS } from '../../../../shared/search/searchWords.ts'
import { sortStatuses } from '../../../../shared/search/statusWords.ts'

/** Tuesday, 3 November 2026, half past midnight in Berlin; still the 2nd in Greenwich. */
const NOW: SearchTime = { nowMs: Date.UTC(2026, 10, 2, 23, 30), utcOffsetMinutes: 60 }
const parse = (text: string) => parseSearchQuery(text, NOW)
const filtersOf = (text: string) => parse(text).filters
const words = (text: string) =>
  parse(text).text.map((term) => `${term.isNegated ? '-' : ''}${term.isPhrase ? `"${term.text}"` : term.text}`)
const hints = (text: string) => parse(text).problems.map(({ code, start, end }) => [code, text.slice(start, end)])
const localDay = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) - 3_600_000

const searchText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...FIELD_NAMES).map((name) => `${name}:`),
        fc.constantFrom(
          'fox',
          ' ',
          ' ',
          '-',
          '"',
          '“',
          ',',
          ':',
          '>',
          '8',
          '<=4s',
          'done',
          'running',
          '1280x720',
          '7d',
        ),
        fc.constantFrom(
          '2026-11',
          'today',
          'AND',
          'NEAR(a b)',
          '*',
          '^',
          '\0',
          '\u200f',
          'שלום',
          '🦊',
          'foo:bar',
          '\ud800',
        ),
      ),
      { maxLength: 14 },
    )
    .map((pieces) => pieces.join('')),
)

describe('text', () => {
  it.each<[string, string[]]>([
    ['red  fox', ['red', 'fox']],
    ['"red fox" -dog -"old dog"', ['"red fox"', '-dog', '-"old dog"']],
    ['“red fox„ x', ['"red fox"', 'x']],
    ['"not closed yet', ['"not closed yet"']],
    ['fox"red', ['fox', '"red"']],
    ['--fox - -- fox', ['-fox', 'fox']],
    ['"model:sora"', ['"model:sora"']],
    ['\u200fשלום\u200f\0עולם', ['שלום', 'עולם']],
    ['"a\n\tb"', ['"a b"']],
    ['it’s x-ray 16:9', ['it’s', 'x-ray', '16:9']],
    ['fox OR (cat* NEAR dog)', ['fox', 'OR', '(cat*', 'NEAR', 'dog)']],
  ])('of %j', (text, expected) => {
    expect(words(text)).toEqual(expected)
    expect(parse(text).filters).toEqual([])
  })

  it('hints at what cannot be looked for, and at names that are no fields', () => {
    expect(hints('fox & -"!!"')).toEqual([
      ['no_words', '&'],
      ['no_words', '-"!!"'],
    ])
    expect(hints('fox 🦊 -"❤️" 🇫🇷')).toEqual([])
    expect(hints('modle:sora shot: https://example.org 16:9')).toEqual([['unknown_field', 'modle:sora']])
    expect(words('modle:sora')).toEqual(['modle:sora'])
  })
})

describe('filters', () => {
  it.each<[string, FilterCondition]>([
    ['model:sora-2', { field: 'model', anyOf: ['sora-2'] }],
    ['MODEL:"sora 2",wan,"a,b"', { field: 'model', anyOf: ['sora 2', 'wan', 'a,b'] }],
    ['account:Work', { field: 'account', anyOf: ['Work'] }],
    ['status:done', { field: 'status', anyOf: ['completed'] }],
    ['status:failed,queued', { field: 'status', anyOf: ['queued', 'failed'] }],
    ['status:Running', { field: 'status', anyOf: ['submitting', 'generating', 'downloading'] }],
    ['is:waiting', { field: 'status', anyOf: ['queued'] }],
    ['is:derived', { field: 'is', anyOf: ['derived'] }],
    ['is:remix,extend', { field: 'is', anyOf: ['remix', 'extend'] }],
    ['has:reference', { field: 'has', anyOf: ['reference'] }],
    ['size:1280×720,portrait', { field: 'size', anyOf: ['1280x720', 'portrait'] }],
    ['seconds:8', { field: 'seconds', comparison: '=', seconds: 8 }],
    ['seconds:=8s', { field: 'seconds', comparison: '=', seconds: 8 }],
    ['seconds:>8', { field: 'seconds', comparison: '>', seconds: 8 }],
    ['seconds:<=4.5', { field: 'seconds', comparison: '<=', seconds: 4.5 }],
  ])('reads %j', (text, condition) => {
    expect(filtersOf(text)).toEqual([{ ...condition, isNegated: false }])
    expect(filtersOf(`-${text}`)).toEqual([{ ...condition, isNegated: true }])
    expect(parse(text)).toMatchObject({ text: [], problems: [] })
  })

  it.each<[string, string]>([
    ['status:', 'empty_value'],
    ['model:""', 'empty_value'],
    ['status:doen', 'unknown_value'],
    ['status:done,doen', 'unknown_value'],
    ['is:done,remix', 'unknown_value'],
    ['has:everything', 'unknown_value'],
    ['size:big', 'unknown_value'],
    ['seconds:long', 'unknown_value'],
    ['seconds:4,8', 'unknown_value'],
    ['seconds:>', 'unknown_value'],
    ['on:2026-02-30', 'unknown_value'],
    ['after:13/2026', 'unknown_value'],
  ])('leaves %j out, with a hint', (text, code) => {
    expect(parse(text)).toMatchObject({ text: [], filters: [], problems: [{ code, start: 0, end: text.length }] })
  })

  it('says what to write instead', () => {
    expect(parse('seconds:long').problems[0]?.message).toBe(
      '“long” means nothing after “seconds:”. Write a number, as in 8, >4 or <=12.',
    )
  })

  it('knows every state and every relation that jobs have', () => {
    expect(sortStatuses(JOB_STATUSES)).toEqual(JOB_STATUSES)
    for (const status of JOB_STATUSES) expect(filtersOf(`status:${status}`)).toMatchObject([{ anyOf: [status] }])
    expect(IS_WORDS).toEqual(['derived', ...JOB_RELATIONS])
  })
})

describe('dates', () => {
  it.each<[string, number | null, number | null]>([
    ['on:today', localDay(2026, 11, 3), localDay(2026, 11, 4)],
    ['on:yesterday', localDay(2026, 11, 2), localDay(2026, 11, 3)],
    ['after:yesterday', localDay(2026, 11, 3), null],
    ['since:yesterday', localDay(2026, 11, 2), null],
    ['before:2026-11-01', null, localDay(2026, 11, 1)],
    ['until:2026/11/1', null, localDay(2026, 11, 2)],
    ['after:2026-11-01', localDay(2026, 11, 2), null],
    ['after:7d', localDay(2026, 10, 28), null],
    ['before:2w', null, localDay(2026, 10, 20)],
    ['since:1m', localDay(2026, 10, 3), null],
    ['since:1y', localDay(2025, 11, 3), null],
    ['on:2026-02', localDay(2026, 2, 1), localDay(2026, 3, 1)],
    ['on:2025', localDay(2025, 1, 1), localDay(2026, 1, 1)],
  ])('%s', (text, fromMs, untilMs) => {
    expect(filtersOf(text)).toMatchObject([{ field: 'date', fromMs, untilMs }])
  })

  it('counts days where the person is', () => {
    const inGreenwich = parseSearchQuery('on:today', { ...NOW, utcOffsetMinutes: 0 }).filters
    expect(inGreenwich).toMatchObject([{ fromMs: Date.UTC(2026, 10, 2), untilMs: Date.UTC(2026, 10, 3) }])
  })

  it('finds the end of a shorter month', () => {
    const time = { nowMs: Date.UTC(2026, 2, 31, 12), utcOffsetMinutes: 0 }
    expect(readPeriod('1m', time)?.startMs).toBe(Date.UTC(2026, 1, 28))
    expect(readPeriod('25m', time)?.startMs).toBe(Date.UTC(2024, 1, 29))
  })

  it('gives periods of whole days that contain what they name, at any time anywhere', () => {
    const time = fc.record({
      nowMs: fc.integer({ min: 0, max: 4e12 }),
      utcOffsetMinutes: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    })
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 9999 }), fc.constantFrom('d', 'w', 'm', 'y'), (at, amount, unit) => {
        const today = readPeriod('today', at)
        expect(today?.startMs).toBeLessThanOrEqual(at.nowMs)
        expect(today?.endMs).toBeGreaterThan(at.nowMs)
        const past = readPeriod(`${amount}${unit}`, at)
        expect((past?.endMs ?? 0) - (past?.startMs ?? 0)).toBe(86_400_000)
        expect(past?.endMs).toBeLessThanOrEqual(today?.startMs ?? 0)
      }),
    )
  })
})

const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('a b', 'a,b', '-x', 'model:x', '>4'),
  )
  .map((text) => text.replaceAll(/[\s\p{Cc}"“”„\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim())
  .filter((text) => text !== '')
const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
const isoDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const condition: fc.Arbitrary<FilterCondition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('model' as const, 'account' as const),
    anyOf: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ field: fc.constant('status' as const), anyOf: some(JOB_STATUSES).map(sortStatuses) }),
  fc.record({ field: fc.constant('size' as const), anyOf: some(['1280x720', '10x99999', ...SHAPES] as const) }),
  fc.record({ field: fc.constant('has' as const), anyOf: some(HAS_WORDS) }),
  fc.record({ field: fc.constant('is' as const), anyOf: some(IS_WORDS) }),
  fc.record({
    field: fc.constant('seconds' as const),
    comparison: fc.constantFrom(...COMPARISONS),
    seconds: fc.integer({ min: 0, max: 99_999 }).map((tenths) => tenths / 10),
  }),
  fc
    .tuple(
      fc.constantFrom(...DATE_RELATIONS),
      fc.oneof(isoDay, fc.constantFrom('today', 'yesterday', '7d', '3m', '2026', '2026-11')),
    )
    .map(([relation, period]) => {
      const [filter] = filtersOf(`${relation}:${period}`)
      if (filter === undefined) throw new Error(`${relation}:${period} was not read`)
      const { isNegated: _, ...rest } = filter
      return rest
    }),
)

describe('printing', () => {
  it.each([
    [
      'status:done   fox -"old  dog" Model:"sora 2",wan after:2026/1/2 "not closed',
      'fox -"old dog" "not closed" status:done model:"sora 2",wan after:2026-01-02',
    ],
    ['is:failed,generating,downloading,submitting', 'status:running,failed'],
    ['seconds:=8s -seconds:>08.50', 'seconds:8 -seconds:>8.5'],
    ['model: && status:x', ''],
  ])('of %j', (text, printed) => {
    expect(printSearchQuery(parse(text))).toBe(printed)
  })

  it('is stable: what was printed means the same and prints as itself', () => {
    fc.assert(
      fc.property(searchText, (text) => {
        const query = parse(text)
        const printed = printSearchQuery(query)
        const again = parse(printed)
        expect({ text: again.text, filters: again.filters }).toEqual({ text: query.text, filters: query.filters })
        expect(printSearchQuery(again)).toBe(printed)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps every filter, alone and among others', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(condition, fc.boolean()), { minLength: 1, maxLength: 4 }), (given) => {
        const filters = given.map(([filter, isNegated]): Filter => ({ ...filter, isNegated }))
        expect(parse(filters.map(printFilter).join(' '))).toEqual({ text: [], filters, problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['-fox', '"-fox"'],
    ['model:sora', '"model:sora"'],
    ['red fox', '"red fox"'],
    ['say "hi"', '"say hi"'],
    ['" "', ''],
    ['fox,cat', 'fox,cat'],
  ])('puts a term %j in quotation marks where it would be misread', (text, printed) => {
    expect(printSearchQuery({ text: [{ text, isPhrase: false, isNegated: false }], filters: [] })).toBe(printed)
  })

  it('cannot be broken by terms that a screen put together', () => {
    fc.assert(
      fc.property(searchText, fc.boolean(), fc.boolean(), (text, isPhrase, isNegated) => {
        const printed = printSearchQuery({ text: [{ text, isPhrase, isNegated }], filters: [] })
        const { text: terms, filters } = parse(printed)
        expect(filters).toEqual([])
        expect(terms.length).toBeLessThanOrEqual(1)
        for (const term of terms) expect(term.isNegated).toBe(isNegated)
      }),
    )
  })
})

describe('whatever is typed', () => {
  it('comes out as terms that can be put between quotation marks, and never throws', () => {
    fc.assert(
      fc.property(searchText, (text) => {
        const query = parse(text)
        const values = query.filters.flatMap((filter) => ('anyOf' in filter ? filter.anyOf : []))
        for (const written of [...query.text.map((term) => term.text), ...values]) {
          expect(written).not.toMatch(/["\p{Cc}]/u)
          expect(written.trim()).toBe(written)
          expect(written).not.toBe('')
        }
        for (const { start, end } of query.problems) expect(start).toBeLessThan(end)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['words', 'fox '.repeat(12_500)],
    ['quotes', '"'.repeat(50_000)],
    ['minus signs', '-'.repeat(50_000)],
    ['colons', ':'.repeat(50_000)],
    ['letters', 'a'.repeat(50_000)],
    ['commas', `model:${','.repeat(50_000)}`],
    ['fields', 'model:'.repeat(8_000)],
    ['spaces', `"${' '.repeat(50_000)}`],
    ['digits', `seconds:${'1'.repeat(50_000)}`],
  ])('comes to an end with 50,000 characters of %s', (_, text) => {
    expect(parse(text)).toHaveProperty('problems')
  })
})
