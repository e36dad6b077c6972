import type { Buffer } from 'node:buffer'

interface Size {
  width: number
  height: number
}

const PNG_SIGNATURE = '89504e470d0a1a0a'

const pngSize = (data: Buffer): Size | null =>
  data.length >= 24 && data.toString('hex', 0, 8) === PNG_SIGNATURE
    ? { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
    : null

/** Start-of-frame markers carry the size; the three others in their range mean something else. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

const jpegSize = (data: Buffer): Size | null => {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < data.length; at += 2 + data.readUInt16BE(at + 2)) {
    if (data[at] !== 0xff) return null
    if (isStartOfFrame(data[at + 1] ?? 0))
      return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) }
  }
  return null
}

/** Pixels of a PNG or a JPEG, which is all that Electron reads on every system; null for anything else. */
export const imageSize = (data: Buffer): Size | null => pngSize(data) ?? jpegSize(data)
