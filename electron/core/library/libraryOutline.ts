import type { LibraryColumns } from './libraryColumns.ts'

export interface OutlineGroup {
  key: string
  start: number
  count: number
}

/** What rows of one group have in common: a number, and what it is called. */
export interface Grouping {
  /** Two neighbours with the same number belong together. */
  of(slot: number): number
  nameOf(group: number, firstSlot: number): string
}

/** Collects an outline from slots given one by one, in their order. */
export function createOutline(pageSize: number, cursorOf: (slot: number) => string, grouping: Grouping | null) {
  const anchors: string[] = []
  const groups: OutlineGroup[] = []
  let total = 0
  let last = -1
  let group: OutlineGroup = { key: '', start: 0, count: 0 }
  let groupNumber = Number.NaN

  return {
    add(slot: number): void {
      // The page before ends with the slot before, now that something follows it.
      if (total > 0 && total % pageSize === 0) anchors.push(cursorOf(last))
      if (grouping !== null) {
        const number = grouping.of(slot)
        if (number !== groupNumber) {
          groupNumber = number
          group = { key: grouping.nameOf(number, slot), start: total, count: 0 }
          groups.push(group)
        }
        group.count += 1
      }
      total += 1
      last = slot
    },
    result: () => ({ total, pageSize, anchors, groups }),
  }
}

/** Whole days where the person is; rows without a time have -Infinity for a day. */
export function dayGrouping(times: Float64Array, utcOffsetMinutes: number): Grouping {
  return {
    of(slot) {
      const at = times[slot] ?? Number.NaN
      return Number.isNaN(at) ? NO_DAY : Math.floor((at + utcOffsetMinutes * 60_000) / DAY_MS)
    },
    nameOf: (day) => (day === NO_DAY ? 'none' : new Date(day * DAY_MS).toISOString().slice(0, 10)),
  }
}

/** Batches; a job without one is a group of its own. */
export function batchGrouping(columns: LibraryColumns, jobIdOf: (slot: number) => string): Grouping {
  const { batch, names } = columns
  return {
    of(slot) {
      const code = batch[slot] ?? 0
      return code === 0 ? -1 - slot : code
    },
    nameOf: (group, slot) => (group < 0 ? `none:${jobIdOf(slot)}` : (names.batch.names[group] ?? '')),
  }
}

/** Batches; jobs without one that follow each other are one group. */
export function runGrouping({ batch, names }: LibraryColumns): Grouping {
  return {
    of: (slot) => batch[slot] ?? 0,
    nameOf: (group) => (group === 0 ? 'none' : (names.batch.names[group] ?? '')),
  }
}

const NO_DAY = Number.NEGATIVE_INFINITY
const DAY_MS = 86_400_000
