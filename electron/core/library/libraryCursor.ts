import type { LibrarySort } from '../../../shared/library/libraryRoutes.ts'
import { brokenCursor, decodeCursor, encodeCursor } from '../ipc/cursor.ts'
import type { SortPlace } from './sortOrders.ts'

/** An opaque place in one of the library's orders. By age it is the same as in the other lists. */
export const encodeSortPlace = (by: LibrarySort, { first, second, seq }: SortPlace): string =>
  by === 'created'
    ? encodeCursor(seq)
    : Buffer.from(`${by}:${first ?? ''}:${second === 0 ? '' : second}:${seq}`).toString('base64url')

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodeSortPlace` did not make for this order. */
export function decodeSortPlace(by: LibrarySort, cursor: string): SortPlace {
  if (by === 'created') return { first: null, second: 0, seq: decodeCursor(cursor) }
  const found = PLACE.exec(Buffer.from(cursor, 'base64url').toString())
  const [, first = '', second = '', seq = ''] = found ?? []
  const place = { first: first === '' ? null : Number(first), second: Number(second), seq: Number(seq) }
  if (found === null || Number.isNaN(place.first) || Number.isNaN(place.second)) throw brokenCursor()
  if (encodeSortPlace(by, place) !== cursor) throw brokenCursor()
  return place
}

const PLACE = /^[a-zA-Z]+:(-?[\d.e+-]{0,30}):(-?[\d.e+-]{0,30}):(\d{1,15})$/
