/** One box of an MP4 (ISO/IEC 14496-12). Positions are bytes from the start of what was walked. */
export interface Mp4Box {
  type: string
  start: number
  bodyStart: number
  end: number
}

export type BoxHeader = { ok: true; box: Mp4Box } | { ok: false; reason: string }

/** Size and type, plus the 64-bit size where there is one. */
export const LONGEST_BOX_HEADER_BYTES = 16

/**
 * Reads the header of the box at `start`. `bytes` begin there and hold at least the header; the box must
 * end at or before `end`. A 32-bit size of 1 means a 64-bit size follows; 0 means "to the end", which only
 * the outermost level allows.
 */
export function readBoxHeader(
  bytes: Uint8Array,
  { start, end, mayBeOpen }: { start: number; end: number; mayBeOpen: boolean },
): BoxHeader {
  const bad = (what: string): BoxHeader => ({ ok: false, reason: `${what} at byte ${start}` })
  if (end - start < 8 || bytes.length < 8) return bad('the file ends inside a box header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = readType(view, 4)
  if (type === null) return bad('something that is no box')
  const shortSize = view.getUint32(0)
  if (shortSize === 0) {
    if (!mayBeOpen) return bad(`a ${type} box without a size`)
    return { ok: true, box: { type, start, bodyStart: start + 8, end } }
  }
  const headerBytes = shortSize === 1 ? 16 : 8
  if (bytes.length < headerBytes) return bad('the file ends inside a box header')
  const size = shortSize === 1 ? Number(view.getBigUint64(8)) : shortSize
  if (size < headerBytes) return bad(`a ${type} box smaller than its own header`)
  if (size > end - start) return bad(`a ${type} box that is cut off`)
  return { ok: true, box: { type, start, bodyStart: start + headerBytes, end: start + size } }
}

/** The boxes inside `parent`, which must tile it exactly; a reason when they do not. */
export function childBoxes(
  bytes: Uint8Array,
  parent: Pick<Mp4Box, 'type' | 'bodyStart' | 'end'>,
): { ok: true; children: Mp4Box[] } | { ok: false; reason: string } {
  const children: Mp4Box[] = []
  for (let start = parent.bodyStart; start < parent.end;) {
    const header = readBoxHeader(bytes.subarray(start, start + LONGEST_BOX_HEADER_BYTES), {
      start,
      end: parent.end,
      mayBeOpen: false,
    })
    if (!header.ok) return { ok: false, reason: `inside ${parent.type}: ${header.reason}` }
    children.push(header.box)
    start = header.box.end
  }
  return { ok: true, children }
}

/** Four printable characters (QuickTime also has names that start with the copyright sign); null otherwise. */
function readType(view: DataView, offset: number): string | null {
  let type = ''
  for (let index = 0; index < 4; index++) {
    const code = view.getUint8(offset + index)
    if ((code < 0x20 || code > 0x7e) && code !== 0xa9) return null
    type += String.fromCharCode(code)
  }
  return type
}
