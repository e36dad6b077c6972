import type { LibrarySort } from '../../../shared/library/libraryRoutes.ts'
import type { LibraryCatalog } from './libraryCatalog.ts'
import type { LibraryColumns } from './libraryColumns.ts'
import { sortInTurns } from './sortInTurns.ts'
import { sortKeysOf, type KeyedSort, type SortKeys } from './sortKeys.ts'
import type { StartTurns } from './turns.ts'
import type { VideoSizes } from './videoSizes.ts'

/** Where a row stands in an order, also after it is gone. `first` is null for rows without a value. */
export interface SortPlace {
  first: number | null
  second: number
  seq: number
}

export interface SortOrder {
  placeOf(slot: number): SortPlace
  /** Visits the slots behind a place, or all, until `visit` says false. */
  walk(direction: 'asc' | 'desc', behind: SortPlace | null, visit: (slot: number) => boolean): void
  /** Takes in what the catalog took in. To be called before each use. */
  catchUp(): void
}

export interface SortOrders {
  /** The first time in a large library this takes a while. */
  ready(by: LibrarySort): Promise<SortOrder>
}

/** The library's rows in each order on offer. An order is sorted once and then kept sorted. */
export function createSortOrders(catalog: LibraryCatalog, sizes: VideoSizes, startTurns: StartTurns): SortOrders {
  const { columns } = catalog
  const known = new Map<KeyedSort, Promise<SortOrder>>()
  const created = orderByAge(columns)

  async function build(by: KeyedSort): Promise<SortOrder> {
    const changed = new Set<number>()
    const stop = catalog.onChanged((slot) => void changed.add(slot))
    try {
      if (by === 'fileSize') await sizes.ready()
      const keys = sortKeysOf(by, columns, sizes.of)
      const sorted = await sortAll(columns.count, keys, startTurns)
      return keyedOrder(columns, keys, sorted, changed)
    } catch (error) {
      stop()
      known.delete(by)
      throw error
    }
  }

  return {
    async ready(by) {
      if (by === 'created') return created
      const order = known.get(by) ?? build(by)
      known.set(by, order)
      return await order
    },
  }
}

/** Slots are in this order by themselves. */
const orderByAge = (columns: LibraryColumns): SortOrder => ({
  placeOf: (slot) => ({ first: null, second: 0, seq: columns.seq[slot] ?? 0 }),
  walk(direction, behind, visit) {
    if (direction === 'asc') {
      let slot = behind === null ? 0 : columns.slotFrom(behind.seq + 1)
      while (slot < columns.count && visit(slot)) slot += 1
    } else {
      let slot = (behind === null ? columns.count : columns.slotFrom(behind.seq)) - 1
      while (slot >= 0 && visit(slot)) slot -= 1
    }
  },
  catchUp: () => undefined,
})

/** What is compared is copied first, since rows may change while the sorting rests. */
async function sortAll(count: number, keys: SortKeys, startTurns: StartTurns): Promise<Uint32Array> {
  const first = new Float64Array(count)
  const second = new Float64Array(count)
  // Those with a value grow from the front, the others from the end, where they lie the wrong way round.
  const slots = new Uint32Array(count)
  let valuedCount = 0
  let end = count
  const turns = startTurns()
  const step = turns.step(SLOTS_A_STEP)
  for (let slot = 0; slot < count; slot += 1) {
    if (slot % step === 0) await turns.rest()
    const value = keys.first(slot)
    first[slot] = value
    second[slot] = keys.second(slot)
    if (Number.isNaN(value)) slots[--end] = slot
    else slots[valuedCount++] = slot
  }
  const compare = (a: number, b: number): number =>
    (first[a] ?? 0) - (first[b] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0) || a - b
  const valued = await sortInTurns(slots.slice(0, valuedCount), compare, turns)
  if (!keys.isForAll) return valued
  slots.set(valued)
  slots.subarray(valuedCount).reverse()
  return slots
}

function keyedOrder(columns: LibraryColumns, keys: SortKeys, sorted: Uint32Array, changed: Set<number>): SortOrder {
  let slots = sorted
  let valuedCount = 0

  const placeOf = (slot: number): SortPlace => {
    const first = keys.first(slot)
    return { first: Number.isNaN(first) ? null : first, second: keys.second(slot), seq: columns.seq[slot] ?? 0 }
  }
  /** How many slots stand before a place, or on it. */
  function countUpTo(place: SortPlace, isIncluded: boolean, within = slots): number {
    let low = 0
    let high = within.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const compared = comparePlaces(placeOf(within[middle] ?? 0), place)
      if (compared < 0 || (isIncluded && compared === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
  const visitDown = (from: number, until: number, visit: (slot: number) => boolean): boolean => {
    for (let index = from - 1; index >= until; index -= 1) if (!visit(slots[index] ?? 0)) return false
    return true
  }
  const countValued = (): number => countUpTo(BEFORE_ALL_WITHOUT_VALUE, false)

  function catchUp(): void {
    if (changed.size === 0) return
    const isChanged = new Uint8Array(columns.count)
    for (const slot of changed) isChanged[slot] = 1
    const coming = [...changed].filter((slot) => keys.isForAll || !Number.isNaN(keys.first(slot)))
    changed.clear()
    const kept = slots.filter((slot) => isChanged[slot] === 0)
    const places = coming.map((slot) => ({ slot, place: placeOf(slot) }))
    places.sort((a, b) => comparePlaces(a.place, b.place))
    slots = new Uint32Array(kept.length + coming.length)
    let taken = 0
    for (const [index, { slot, place }] of places.entries()) {
      const until = countUpTo(place, false, kept)
      slots.set(kept.subarray(taken, until), taken + index)
      slots[until + index] = slot
      taken = until
    }
    slots.set(kept.subarray(taken), taken + coming.length)
    valuedCount = countValued()
  }
  valuedCount = countValued()

  return {
    placeOf,
    catchUp,
    walk(direction, behind, visit) {
      if (direction === 'asc') {
        let index = behind === null ? 0 : countUpTo(behind, true)
        while (index < slots.length && visit(slots[index] ?? 0)) index += 1
        return
      }
      const isAmongValued = behind === null || behind.first !== null
      const from = behind === null ? valuedCount : countUpTo(behind, false)
      if (!isAmongValued) visitDown(from, valuedCount, visit)
      else if (visitDown(from, 0, visit)) visitDown(slots.length, valuedCount, visit)
    },
  }
}

const SLOTS_A_STEP = 50_000
const BEFORE_ALL_WITHOUT_VALUE: SortPlace = { first: null, second: Number.NEGATIVE_INFINITY, seq: 0 }

/** Those without a value stand behind all others. */
function comparePlaces(a: SortPlace, b: SortPlace): number {
  if ((a.first === null) !== (b.first === null)) return a.first === null ? 1 : -1
  return (a.first ?? 0) - (b.first ?? 0) || a.second - b.second || a.seq - b.seq
}
