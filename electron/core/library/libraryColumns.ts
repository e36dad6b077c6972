import type { LibraryRow, RowNames } from './libraryRowRepository.ts'
import { createNameCodes, type NameCodes } from './nameCodes.ts'
import { GONE, readTraits } from './rowTraits.ts'

/**
 * One number of each row, by slot. Slots follow the sequence, so walking them is walking from the oldest to the
 * newest. Absent numbers are NaN. Arrays are replaced as they grow: read them anew after each change.
 */
export interface LibraryColumns {
  /** Slots in use. */
  readonly count: number
  readonly seq: Float64Array
  readonly status: Uint8Array
  readonly flags: Uint8Array
  readonly relation: Uint8Array
  readonly seconds: Float64Array
  readonly createdAt: Float64Array
  readonly finishedAt: Float64Array
  readonly priority: Int16Array
  readonly position: Float64Array
  /** Codes of names. */
  readonly model: Uint32Array
  readonly account: Uint32Array
  readonly size: Uint32Array
  readonly batch: Uint32Array
  readonly names: Readonly<Record<'model' | 'account' | 'size' | 'batch', NameCodes>>
  /** The first slot whose row is as new as `seq`, or newer; `count` when there is none. */
  slotFrom(seq: number): number
  /** -1 when there is none. */
  slotOf(seq: number): number
  /** Takes a row in, or what became of it. @returns its slot */
  put(row: LibraryRow): number
  /** The names of a row that was taken in. */
  putNames(names: RowNames): void
  /** A row that was deleted. @returns its slot, -1 when it was never known */
  drop(seq: number): number
}

export function createLibraryColumns(): LibraryColumns {
  const names = {
    model: createNameCodes(),
    account: createNameCodes(),
    size: createNameCodes(),
    batch: createNameCodes(),
  }
  const columns = { ...emptyArrays(FIRST_CAPACITY), count: 0 }

  function slotFrom(seq: number): number {
    // Mostly it is a new one, or the newest.
    if (seq > (columns.seq[columns.count - 1] ?? -1)) return columns.count
    let low = 0
    let high = columns.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((columns.seq[middle] ?? 0) < seq) low = middle + 1
      else high = middle
    }
    return low
  }

  function slotOf(seq: number): number {
    const slot = slotFrom(seq)
    return slot < columns.count && columns.seq[slot] === seq ? slot : -1
  }

  function slotFor(seq: number): number {
    const slot = slotFrom(seq)
    // SQLite numbers a new row one above the highest there is: what is known behind it was deleted, and makes room.
    if (slot < columns.count) return slot
    if (slot === columns.seq.length) grow(columns, slot * 2)
    columns.count += 1
    return slot
  }

  // Without destructuring: this runs a million times.
  function put(row: LibraryRow): number {
    const slot = slotFor(row[0])
    const traits = readTraits(row[1])
    columns.seq[slot] = row[0]
    columns.status[slot] = traits.status
    columns.flags[slot] = traits.flags
    columns.relation[slot] = traits.relation
    columns.seconds[slot] = row[2] ?? Number.NaN
    columns.createdAt[slot] = row[3]
    columns.finishedAt[slot] = row[4] ?? Number.NaN
    columns.priority[slot] = row[5]
    columns.position[slot] = row[6]
    return slot
  }

  function putNames(row: RowNames): void {
    const slot = slotOf(row[0])
    if (slot === -1) return
    columns.model[slot] = names.model.codeOf(row[1])
    columns.account[slot] = names.account.codeOf(row[2])
    columns.size[slot] = names.size.codeOf(row[3])
    columns.batch[slot] = names.batch.codeOf(row[4])
  }

  function drop(seq: number): number {
    const slot = slotOf(seq)
    if (slot !== -1) columns.status[slot] = GONE
    return slot
  }

  return Object.assign(columns, { names, slotFrom, slotOf, put, putNames, drop })
}

const FIRST_CAPACITY = 1024

const emptyArrays = (capacity: number) => ({
  seq: new Float64Array(capacity),
  status: new Uint8Array(capacity),
  flags: new Uint8Array(capacity),
  relation: new Uint8Array(capacity),
  seconds: new Float64Array(capacity),
  createdAt: new Float64Array(capacity),
  finishedAt: new Float64Array(capacity),
  priority: new Int16Array(capacity),
  position: new Float64Array(capacity),
  model: new Uint32Array(capacity),
  account: new Uint32Array(capacity),
  size: new Uint32Array(capacity),
  batch: new Uint32Array(capacity),
})
type Arrays = ReturnType<typeof emptyArrays>

function grow(arrays: Arrays, capacity: number): void {
  const larger = emptyArrays(capacity)
  for (const name of Object.keys(larger) as (keyof Arrays)[]) {
    larger[name].set(arrays[name])
    Object.assign(arrays, { [name]: larger[name] })
  }
}
