import { childBoxes, type Mp4Box } from './mp4Boxes.ts'
import { readBoxes, readWholeBox, type Mp4Source } from './mp4Check.ts'
import { withTags } from './mp4Tags.ts'
import type { Mp4Tag } from './takeTags.ts'

export type CopyPiece = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'file'; start: number; end: number }

/** A file that is made while it is read: pieces of another one, and what is new. */
export interface TaggedCopy {
  sizeBytes: number
  pieces: CopyPiece[]
  /** The index with the tags: what tells this copy from another one of the same file. */
  moov: Uint8Array
}

/**
 * Plans a copy with tags. No sample is touched: only the index is written anew, and where it stands before the data,
 * the positions in it are shifted by what it grew. Reads nothing but boxes.
 * @returns null for a file whose form does not allow that
 */
export async function planTaggedCopy(source: Mp4Source, tags: readonly Mp4Tag[]): Promise<TaggedCopy | null> {
  const walk = await readBoxes(source)
  const moov = walk.ok ? walk.boxes.find(({ type }) => type === 'moov') : undefined
  const old = moov === undefined ? null : await readWholeBox(source, moov)
  if (!walk.ok || moov === undefined || old === null) return null
  const inOld = { type: 'moov', start: 0, bodyStart: moov.bodyStart - moov.start, end: old.length }
  const tagged = withTags(old, inOld, tags)
  if (tagged === null) return null
  const after = walk.boxes.filter(({ start }) => start > moov.start)
  const shift = { from: moov.end, by: tagged.length - old.length }
  const isFragmented = walk.boxes.some(({ type }) => type === 'moof')
  if (isFragmented) {
    const isMovable = shiftOffsets(tagged, shift) && (await canMove(source, walk.boxes, after))
    return isMovable ? inPlace(source, moov, tagged, after) : null
  }
  const hasOtherOffsets =
    walk.boxes.some(({ type }) => type === 'meta') || OTHER_OFFSETS.some((name) => holds(old, name))
  if (after.length === 0) return inPlace(source, moov, tagged, [])
  if (!hasOtherOffsets && shiftOffsets(tagged, shift)) return inPlace(source, moov, tagged, [])
  const atEnd = withTags(old, inOld, tags)
  return atEnd === null ? null : await behindAll(source, moov, walk.boxes, atEnd)
}

/** Boxes inside `moov` that name positions in the file besides the two that are shifted. */
const OTHER_OFFSETS = ['saio', 'iloc']
const holds = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)

/** The index stays where it is; a random access index behind it would point to old places, so it becomes free space. */
function inPlace(source: Mp4Source, moov: Mp4Box, tagged: Uint8Array, after: readonly Mp4Box[]): TaggedCopy {
  const pieces: CopyPiece[] = [filePiece(0, moov.start), { kind: 'bytes', bytes: tagged }]
  let position = moov.end
  for (const box of after.filter(({ type }) => type === 'mfra')) {
    pieces.push(filePiece(position, box.start + 4), { kind: 'bytes', bytes: FREE })
    position = box.start + 8
  }
  return toCopy([...pieces, filePiece(position, source.size)], tagged)
}

/** Nothing moves: the old index becomes free space, and the new one goes to the end. */
async function behindAll(
  source: Mp4Source,
  moov: Mp4Box,
  boxes: readonly Mp4Box[],
  tagged: Uint8Array,
): Promise<TaggedCopy | null> {
  const last = boxes.at(-1)
  if (last === undefined || (await isOpenEnded(source, last))) return null
  const pieces: CopyPiece[] = [
    filePiece(0, moov.start + 4),
    { kind: 'bytes', bytes: FREE },
    filePiece(moov.start + 8, source.size),
    { kind: 'bytes', bytes: tagged },
  ]
  return toCopy(pieces, tagged)
}

const FREE = Buffer.from('free', 'latin1')

const filePiece = (start: number, end: number): CopyPiece => ({ kind: 'file', start, end })

export const pieceBytes = (piece: CopyPiece): number =>
  piece.kind === 'bytes' ? piece.bytes.length : piece.end - piece.start

const toCopy = (pieces: readonly CopyPiece[], moov: Uint8Array): TaggedCopy => ({
  sizeBytes: pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0),
  pieces: pieces.filter((piece) => pieceBytes(piece) > 0),
  moov,
})

/** A size of zero means "to the end of the file", whatever comes. */
async function isOpenEnded(source: Mp4Source, box: Mp4Box): Promise<boolean> {
  return (await source.readAt(box.start, 4)).every((byte) => byte === 0)
}

/** Fragments can be moved unless they, or a segment index before them, say where they are in the file. */
async function canMove(source: Mp4Source, boxes: readonly Mp4Box[], after: readonly Mp4Box[]): Promise<boolean> {
  if (boxes.some((box) => (box.type === 'sidx' || box.type === 'moof') && !after.includes(box))) return false
  for (const box of after.filter(({ type }) => type === 'moof')) {
    const bytes = await readWholeBox(source, box)
    if (bytes === null || namesPosition(bytes, box.bodyStart - box.start)) return false
  }
  return true
}

const BASE_DATA_OFFSET_PRESENT = 1

/** ISO/IEC 14496-12, 8.8.7: a track fragment may name its data by a position in the file. */
function namesPosition(moof: Uint8Array, bodyStart: number): boolean {
  const inFragment = childBoxes(moof, { type: 'moof', bodyStart, end: moof.length })
  if (!inFragment.ok) return true
  return inFragment.children
    .filter(({ type }) => type === 'traf')
    .some((traf) => {
      const inTrack = childBoxes(moof, traf)
      if (!inTrack.ok || inTrack.children.some(({ type }) => type === 'saio')) return true
      const header = inTrack.children.find(({ type }) => type === 'tfhd')
      return header === undefined || ((moof[header.bodyStart + 3] ?? 0) & BASE_DATA_OFFSET_PRESENT) !== 0
    })
}

/** Shifts the chunk offsets of all tracks, in place. @returns false when one does not fit any more */
function shiftOffsets(moov: Uint8Array, shift: { from: number; by: number }): boolean {
  const tables = tablesOf(moov, { type: 'moov', bodyStart: 8, end: moov.length }, [...PATH])
  return tables !== null && tables.every((table) => shiftTable(moov, table, shift))
}

const PATH = ['trak', 'mdia', 'minf', 'stbl'] as const

/** All `stco` and `co64` boxes; null when an index on the way cannot be read. */
function tablesOf(
  bytes: Uint8Array,
  parent: Pick<Mp4Box, 'type' | 'bodyStart' | 'end'>,
  path: readonly string[],
): Mp4Box[] | null {
  const result = childBoxes(bytes, parent)
  if (!result.ok) return null
  const [next, ...rest] = path
  if (next === undefined) return result.children.filter(({ type }) => type === 'stco' || type === 'co64')
  const found: Mp4Box[] = []
  for (const child of result.children.filter(({ type }) => type === next)) {
    const inChild = tablesOf(bytes, child, rest)
    if (inChild === null) return null
    found.push(...inChild)
  }
  return found
}

function shiftTable(bytes: Uint8Array, table: Mp4Box, { from, by }: { from: number; by: number }): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset + table.bodyStart, table.end - table.bodyStart)
  const entryBytes = table.type === 'co64' ? 8 : 4
  const count = view.byteLength < 8 ? 0 : view.getUint32(4)
  if (8 + count * entryBytes > view.byteLength) return false
  for (let at = 8; at < 8 + count * entryBytes; at += entryBytes) {
    const offset = entryBytes === 8 ? Number(view.getBigUint64(at)) : view.getUint32(at)
    if (offset < from) continue
    if (entryBytes === 8) view.setBigUint64(at, BigInt(offset + by))
    else if (offset + by <= LARGEST_UINT32) view.setUint32(at, offset + by)
    else return false
  }
  return true
}

const LARGEST_UINT32 = 0xffffffff
