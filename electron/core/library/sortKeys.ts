import type { LibrarySort } from '../../../shared/library/libraryRoutes.ts'
import type { LibraryColumns } from './libraryColumns.ts'
import { statusCode } from './rowTraits.ts'

export type KeyedSort = Exclude<LibrarySort, 'created'>

/** What one order compares: two numbers of each row, and then its age. */
export interface SortKeys {
  /** NaN: this row has no value, and comes behind all that have one. */
  first(slot: number): number
  second(slot: number): number
  /** Whether rows without a value belong to the order at all. */
  isForAll: boolean
}

/** @param videoBytes sizes of videos by slot; NaN where there is none */
export function sortKeysOf(by: KeyedSort, columns: LibraryColumns, videoBytes: (slot: number) => number): SortKeys {
  switch (by) {
    case 'finished':
      return { first: (slot) => columns.finishedAt[slot] ?? Number.NaN, second: none, isForAll: true }
    case 'seconds':
      return { first: (slot) => columns.seconds[slot] ?? Number.NaN, second: none, isForAll: true }
    case 'fileSize':
      return {
        first: (slot) => (columns.status[slot] === COMPLETED ? videoBytes(slot) : Number.NaN),
        second: none,
        isForAll: true,
      }
    case 'sendOrder':
      return {
        first: (slot) => (columns.status[slot] === QUEUED ? -(columns.priority[slot] ?? 0) : Number.NaN),
        second: (slot) => columns.position[slot] ?? 0,
        isForAll: false,
      }
  }
}

const none = (): number => 0
const COMPLETED = statusCode('completed')
const QUEUED = statusCode('queued')
