import { childBoxes, type Mp4Box } from './mp4Boxes.ts'
import type { Mp4Tag } from './takeTags.ts'

/**
 * A `moov` box with these tags in `udta/meta/ilst`; other tags that are there stay. Positions of samples are not
 * touched: whoever moves the data shifts them.
 * @param moov the whole box, header included
 * @returns null for an index that cannot be read
 */
export function withTags(moov: Uint8Array, box: Mp4Box, tags: readonly Mp4Tag[]): Uint8Array | null {
  const inMovie = childBoxes(moov, box)
  if (!inMovie.ok) return null
  const udta = inMovie.children.find(({ type }) => type === 'udta')
  const kept = inMovie.children.filter((child) => child !== udta).map((child) => bytesOf(moov, child))
  return makeBox('moov', [...kept, makeBox('udta', userData(udta === undefined ? null : bodyOf(moov, udta), tags))])
}

/** Everything that is there and can be read, and the tags. */
function userData(body: Uint8Array | null, tags: readonly Mp4Tag[]): Uint8Array[] {
  const data = body === null ? new Uint8Array() : withoutTerminator(body)
  const children = readChildren(data, 0) ?? []
  const meta = children.find((child) => child.type === 'meta' && isTagList(bodyOf(data, child)))
  const others = children.filter((child) => child !== meta).map((child) => bytesOf(data, child))
  return [...others, newMeta(meta === undefined ? [] : itemsOf(bodyOf(data, meta)), tags)]
}

/** QuickTime ends user data with 32 bits of zero. */
const withoutTerminator = (body: Uint8Array): Uint8Array =>
  readChildren(body, 0) === null && body.subarray(-4).every((byte) => byte === 0) ? body.subarray(0, -4) : body

const readChildren = (bytes: Uint8Array, bodyStart: number): Mp4Box[] | null => {
  const result = childBoxes(bytes, { type: 'udta', bodyStart, end: bytes.length })
  return result.ok ? result.children : null
}

/** Version and flags come before the children of `meta` (ISO/IEC 14496-12, 8.11.1). */
const META_HEADER_BYTES = 4

/** Whether a `meta` box holds a list of tags as iTunes writes it, and no other kind of metadata. */
function isTagList(meta: Uint8Array): boolean {
  const handler = (readChildren(meta, META_HEADER_BYTES) ?? []).find(({ type }) => type === 'hdlr')
  return handler !== undefined && latin1(bodyOf(meta, handler).subarray(8, 12)) === 'mdir'
}

interface TagItem {
  type: string
  bytes: Uint8Array
}

function itemsOf(meta: Uint8Array): TagItem[] {
  const list = (readChildren(meta, META_HEADER_BYTES) ?? []).find(({ type }) => type === 'ilst')
  if (list === undefined) return []
  const body = bodyOf(meta, list)
  return (readChildren(body, 0) ?? []).map((item) => ({ type: item.type, bytes: bytesOf(body, item) }))
}

function newMeta(there: readonly TagItem[], tags: readonly Mp4Tag[]): Uint8Array {
  const kept = there.filter(({ type }) => !tags.some((tag) => tag.type === type)).map(({ bytes }) => bytes)
  const made = tags.map(({ type, text }) => makeBox(type, [makeBox('data', [UTF8_TEXT, Buffer.from(text, 'utf8')])]))
  return makeBox('meta', [new Uint8Array(META_HEADER_BYTES), HANDLER, makeBox('ilst', [...kept, ...made])])
}

export function makeBox(type: string, body: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(body.reduce((sum, { length }) => sum + length, header.length))
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, ...body])
}

/** Kind of value 1 (UTF-8), no language. */
const UTF8_TEXT = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0)

const HANDLER = makeBox('hdlr', [new Uint8Array(8), Buffer.from('mdirappl', 'latin1'), new Uint8Array(9)])

const bytesOf = (bytes: Uint8Array, box: Mp4Box): Uint8Array => bytes.subarray(box.start, box.end)
const bodyOf = (bytes: Uint8Array, box: Mp4Box): Uint8Array => bytes.subarray(box.bodyStart, box.end)
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
