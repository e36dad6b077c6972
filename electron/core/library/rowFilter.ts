import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { Comparison, Filter, FilterCondition, HasWord, IsWord, Shape } from '../../../shared/search/searchQuery.ts'
import type { LibraryColumns } from './libraryColumns.ts'
import { FLAGS, LISTED_STATUSES, relationCode, statusCode } from './rowTraits.ts'

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
 * What rows must be like, as a test of slots. To be made anew once the catalog has taken something in.
 * @param accountNames by id, those of removed accounts too
 */
export function createRowFilter(
  { statuses, batchId, filters }: RowConditions,
  columns: LibraryColumns,
  accountNames: ReadonlyMap<string, string>,
): SlotTest {
  const { status, batch, names } = columns
  const isWanted = new Uint8Array(256)
  for (const one of statuses) isWanted[statusCode(one)] = 1
  const tests = filters.map((filter): SlotTest => {
    const test = createTest(filter, columns, accountNames)
    return filter.isNegated ? (slot) => !test(slot) : test
  })
  if (batchId !== null) {
    const code = names.batch.names.indexOf(batchId, 1)
    tests.unshift((slot) => batch[slot] === code)
  }
  return (slot) => {
    if (isWanted[status[slot] ?? LISTED_STATUSES] !== 1) return false
    for (const test of tests) if (!test(slot)) return false
    return true
  }
}

function createTest(
  condition: FilterCondition,
  columns: LibraryColumns,
  accountNames: ReadonlyMap<string, string>,
): SlotTest {
  const { flags, relation, seconds, createdAt, names } = columns
  switch (condition.field) {
    case 'model':
      return byName(columns.model, names.model.names, containsAny(condition.anyOf))
    case 'account': {
      const contains = containsAny(condition.anyOf)
      return byName(columns.account, names.account.names, (id) => contains(accountNames.get(id) ?? id))
    }
    case 'size':
      return byName(columns.size, names.size.names, (size) => condition.anyOf.some((one) => isOfSize(size, one)))
    case 'status': {
      const codes = condition.anyOf.map(statusCode)
      return (slot) => codes.includes(columns.status[slot] ?? LISTED_STATUSES)
    }
    case 'seconds': {
      const compare = COMPARE[condition.comparison]
      return (slot) => compare(seconds[slot] ?? Number.NaN, condition.seconds)
    }
    case 'has': {
      const mask = condition.anyOf.reduce((sum, word) => sum | HAS_FLAGS[word], 0)
      return (slot) => ((flags[slot] ?? 0) & mask) !== 0
    }
    case 'is': {
      const isDerived = condition.anyOf.includes('derived')
      const codes = condition.anyOf
        .filter((word) => word !== 'derived')
        .map((word: Exclude<IsWord, 'derived'>) => relationCode(word))
      return (slot) => (isDerived && ((flags[slot] ?? 0) & FLAGS.parent) !== 0) || codes.includes(relation[slot] ?? 0)
    }
    case 'date': {
      const from = condition.fromMs ?? Number.NEGATIVE_INFINITY
      const until = condition.untilMs ?? Number.POSITIVE_INFINITY
      return (slot) => {
        const at = createdAt[slot] ?? Number.NaN
        return at >= from && at < until
      }
    }
  }
}

/** There are few names, so each is judged once. */
function byName(codes: Uint32Array, names: readonly string[], isMeant: (name: string) => boolean): SlotTest {
  const isWanted = Uint8Array.from(names, (name, code) => (code > 0 && isMeant(name) ? 1 : 0))
  return (slot) => isWanted[codes[slot] ?? 0] === 1
}

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

const HAS_FLAGS: Readonly<Record<HasWord, number>> = {
  reference: FLAGS.reference,
  error: FLAGS.error,
  batch: FLAGS.batch,
}
