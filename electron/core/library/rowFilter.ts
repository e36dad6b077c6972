import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { Comparison, Filter, FilterCondition, Shape } from '../../../shared/search/searchQuery.ts'
import type { LibraryColumns } from './libraryColumns.ts'
import { FLAGS, relationCode, statusCode } from './rowTraits.ts'

export type SlotTest = (slot: number) => boolean

/** Whether names have to be there to judge by. */
export const needsNames = ({ batchId, filters }: RowConditions): boolean =>
  batchId !== null || filters.some(({ field }) => field === 'model' || field === 'account' || field === 'size')

export interface RowConditions {
  statuses: readonly JobStatus[]
  batchId: string | null
  filters: readonly Filter[]
}

/**
 * What rows must be like, as a test of slots. To be made anew once the catalog has taken something in. Asked about many
 * slots it judges them all at once, condition by condition, which is several times faster.
 * @param accountNames by id, those of removed accounts too
 */
export function createRowFilter(
  { statuses, batchId, filters }: RowConditions,
  columns: LibraryColumns,
  accountNames: ReadonlyMap<string, string>,
): SlotTest {
  const conditions = filters.map((filter): Condition => {
    const condition = createCondition(filter, columns, accountNames)
    return { ...condition, isNegated: filter.isNegated }
  })
  const wantedStatuses = new Uint8Array(256)
  for (const one of statuses) wantedStatuses[statusCode(one)] = 1
  conditions.unshift({ codes: columns.status, wanted: wantedStatuses, isNegated: false })
  if (batchId !== null) {
    const { names } = columns.names.batch
    conditions.push({ ...byName(columns.batch, names, (name) => name === batchId), isNegated: false })
  }
  let asked = 0
  let marks: Uint8Array | null = null

  return (slot) => {
    if (marks !== null) return marks[slot] === 1
    asked += 1
    if (asked === FEW_QUESTIONS) marks = markAll(conditions, columns.count)
    for (const condition of conditions) if (!meets(condition, slot)) return false
    return true
  }
}

/** Judging all rows costs about as much. */
const FEW_QUESTIONS = 20_000

/** Some code of the row is among those wanted, or its number is as it should be. */
type Condition = { isNegated: boolean } & ({ codes: Uint8Array | Uint32Array; wanted: Uint8Array } | { test: SlotTest })
type Unsigned<T> = T extends unknown ? Omit<T, 'isNegated'> : never

const meets = (condition: Condition, slot: number): boolean => {
  const isMet = 'test' in condition ? condition.test(slot) : condition.wanted[condition.codes[slot] ?? 0] === 1
  return isMet !== condition.isNegated
}

function markAll(conditions: readonly Condition[], count: number): Uint8Array {
  const marks = new Uint8Array(count).fill(1)
  for (const condition of conditions) {
    const kept = condition.isNegated ? 0 : 1
    if ('test' in condition) {
      const { test } = condition
      for (let slot = 0; slot < count; slot += 1) {
        if (marks[slot] === 1 && Number(test(slot)) !== kept) marks[slot] = 0
      }
    } else if (condition.codes instanceof Uint8Array) markByte(marks, condition.codes, condition.wanted, kept)
    else markWord(marks, condition.codes, condition.wanted, kept)
  }
  return marks
}

// Twice the same, so that each runs on one type of array: mixed ones are several times slower.
function markByte(marks: Uint8Array, codes: Uint8Array, wanted: Uint8Array, kept: 0 | 1): void {
  for (let slot = 0; slot < marks.length; slot += 1) if (wanted[codes[slot] ?? 0] !== kept) marks[slot] = 0
}
function markWord(marks: Uint8Array, codes: Uint32Array, wanted: Uint8Array, kept: 0 | 1): void {
  for (let slot = 0; slot < marks.length; slot += 1) if (wanted[codes[slot] ?? 0] !== kept) marks[slot] = 0
}

function createCondition(
  condition: FilterCondition,
  columns: LibraryColumns,
  accountNames: ReadonlyMap<string, string>,
): Unsigned<Condition> {
  const { seconds, createdAt, names } = columns
  switch (condition.field) {
    case 'model':
      return byName(columns.model, names.model.names, containsAny(condition.anyOf))
    case 'account': {
      const contains = containsAny(condition.anyOf)
      return byName(columns.account, names.account.names, (id) => contains(accountNames.get(id) ?? id))
    }
    case 'size':
      return byName(columns.size, names.size.names, (size) => condition.anyOf.some((one) => isOfSize(size, one)))
    case 'status':
      return byCode(columns.status, (code) => condition.anyOf.some((status) => statusCode(status) === code))
    case 'has':
      return byCode(columns.flags, (flags) => condition.anyOf.some((word) => (flags & FLAGS[word]) !== 0))
    case 'is':
      return byCode(columns.relation, (code) =>
        condition.anyOf.some((word) => (word === 'derived' ? code > 0 : relationCode(word) === code)),
      )
    case 'seconds': {
      const compare = COMPARE[condition.comparison]
      return { test: (slot) => compare(seconds[slot] ?? Number.NaN, condition.seconds) }
    }
    case 'date': {
      const from = condition.fromMs ?? Number.NEGATIVE_INFINITY
      const until = condition.untilMs ?? Number.POSITIVE_INFINITY
      return {
        test: (slot) => {
          const at = createdAt[slot] ?? Number.NaN
          return at >= from && at < until
        },
      }
    }
  }
}

const byCode = (codes: Uint8Array, isMeant: (code: number) => boolean) => ({
  codes,
  wanted: Uint8Array.from({ length: 256 }, (_, code) => (isMeant(code) ? 1 : 0)),
})

/** There are few names, so each is judged once; 0 is none. */
const byName = (codes: Uint32Array, names: readonly string[], isMeant: (name: string) => boolean) => ({
  codes,
  wanted: Uint8Array.from(names, (name, code) => (code > 0 && isMeant(name) ? 1 : 0)),
})

function containsAny(parts: readonly string[]): (name: string) => boolean {
  const sought = parts.map((part) => part.toLowerCase())
  return (name) => sought.some((part) => name.toLowerCase().includes(part))
}

function isOfSize(size: string, wanted: string): boolean {
  if (size === wanted) return true
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? []
  if (width === undefined || height === undefined) return false
  return shapeOf(Number(width), Number(height)) === wanted
}

const shapeOf = (width: number, height: number): Shape =>
  width === height ? 'square' : width > height ? 'landscape' : 'portrait'

/** What has no length compares with nothing: every comparison with NaN is false. */
const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
}
