import { boundsOf, readPeriod } from './period.ts'
import {
  HAS_WORDS,
  SHAPES,
  type Comparison,
  type DateRelation,
  type FilterCondition,
  type SearchTime,
} from './searchQuery.ts'
import { IS_WORDS, type FieldName } from './searchWords.ts'
import { sortStatuses, statusesNamed } from './statusWords.ts'

/** @returns the condition, or the first value that means nothing for this field */
export function readFilter(
  name: FieldName,
  values: readonly string[],
  time: SearchTime,
): { condition: FilterCondition } | { unknown: string } {
  switch (name) {
    case 'model':
    case 'account':
      return { condition: { field: name, anyOf: [...new Set(values)] } }
    case 'status':
      return readStatus(values)
    case 'size':
      return readEach(values, readSize, (anyOf) => ({ field: 'size', anyOf }))
    case 'has':
      return readEach(values, oneOf(HAS_WORDS), (anyOf) => ({ field: 'has', anyOf }))
    case 'is':
      return readIs(values)
    case 'seconds':
      return readOne(values, readSeconds)
    default:
      return readOne(values, (value) => readDate(name, value, time))
  }
}

type Reading = { condition: FilterCondition } | { unknown: string }

function readEach<T>(
  values: readonly string[],
  read: (value: string) => T | null,
  toCondition: (found: T[]) => FilterCondition,
): Reading {
  const found = new Set<T>()
  for (const value of values) {
    const meaning = read(value.toLowerCase())
    if (meaning === null) return { unknown: value }
    found.add(meaning)
  }
  return { condition: toCondition([...found]) }
}

/** For fields that take one value: a second one is as unknown as a wrong one. */
function readOne(values: readonly string[], read: (value: string) => FilterCondition | null): Reading {
  const [value = ''] = values
  const condition = values.length === 1 ? read(value) : null
  return condition === null ? { unknown: values.join(',') } : { condition }
}

/** `is:done` is what people write who know it from elsewhere. */
function readIs(values: readonly string[]): Reading {
  const asStatus = readStatus(values)
  return 'condition' in asStatus ? asStatus : readEach(values, oneOf(IS_WORDS), (anyOf) => ({ field: 'is', anyOf }))
}

const readStatus = (values: readonly string[]): Reading =>
  readEach(values, statusesNamed, (found) => ({ field: 'status', anyOf: sortStatuses(found.flat()) }))

const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: string): T | null =>
    words.find((word) => word === value) ?? null

const readShape = oneOf(SHAPES)

function readSize(value: string): `${number}x${number}` | (typeof SHAPES)[number] | null {
  const [, width, height] = /^([1-9]\d{1,4})[x×*]([1-9]\d{1,4})$/.exec(value) ?? []
  if (width === undefined || height === undefined) return readShape(value)
  return `${Number(width)}x${Number(height)}`
}

function readSeconds(value: string): FilterCondition | null {
  const [, comparison = '', number] = /^(<=|>=|<|>|=)?(\d{1,6}(?:\.\d{1,6})?)s?$/i.exec(value) ?? []
  if (number === undefined) return null
  return { field: 'seconds', comparison: (comparison === '' ? '=' : comparison) as Comparison, seconds: Number(number) }
}

function readDate(relation: DateRelation, value: string, time: SearchTime): FilterCondition | null {
  const period = readPeriod(value, time)
  if (period === null) return null
  return { field: 'date', relation, period: period.written, ...boundsOf(relation, period) }
}
