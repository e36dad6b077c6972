import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { LibraryColumns } from './libraryColumns.ts'
import { LISTED_STATUSES, statusCode } from './rowTraits.ts'

export interface LibraryFacets {
  models: { value: string; count: number }[]
  accounts: { accountId: string; name: string; count: number }[]
  sizes: { value: string; count: number }[]
}

/**
 * How many jobs outside the trash have which model, account and size; the most frequent first. No `statuses`: every
 * state counts.
 */
export function countFacets(
  columns: LibraryColumns,
  accountNames: ReadonlyMap<string, string>,
  statuses: readonly JobStatus[] = [],
): LibraryFacets {
  const { status, names } = columns
  const isCounted = new Uint8Array(256)
  if (statuses.length === 0) isCounted.fill(1, 0, LISTED_STATUSES)
  for (const wanted of statuses) isCounted[statusCode(wanted)] = 1
  const counted = (column: 'model' | 'account' | 'size'): { value: string; count: number }[] => {
    const codes = columns[column]
    const counts = new Uint32Array(names[column].names.length)
    for (let slot = 0; slot < columns.count; slot += 1) {
      const code = codes[slot] ?? 0
      if (isCounted[status[slot] ?? LISTED_STATUSES] === 1) counts[code] = (counts[code] ?? 0) + 1
    }
    return names[column].names
      .map((value, code) => ({ value, count: counts[code] ?? 0 }))
      .filter(({ count }, code) => code > 0 && count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  return {
    models: counted('model'),
    accounts: counted('account').map(({ value, count }) => ({
      accountId: value,
      name: accountNames.get(value) ?? value,
      count,
    })),
    sizes: counted('size'),
  }
}
