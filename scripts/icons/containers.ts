/** One picture of a container: its width, its PNG, and its pixels as premultiplied RGBA. */
export interface IconImage {
  size: number
  png: Buffer
  pixels: Buffer
}

/** Straight (not premultiplied) RGBA. */
const straight = (pixels: Buffer): Buffer => {
  const result = Buffer.from(pixels)
  for (let at = 0; at < result.length; at += 4) {
    const alpha = result.readUInt8(at + 3)
    if (alpha === 0 || alpha === 255) continue
    for (let channel = 0; channel < 3; channel += 1) {
      const value = Math.round((result.readUInt8(at + channel) * 255) / alpha)
      result.writeUInt8(Math.min(255, value), at + channel)
    }
  }
  return result
}

/** A bitmap as .ico files hold them: header, rows from the bottom as BGRA, and a mask that alpha makes needless. */
const icoBitmap = ({ size, pixels }: IconImage): Buffer => {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const source = straight(pixels)
  const rows: Buffer[] = []
  for (let y = size - 1; y >= 0; y -= 1) {
    const row = Buffer.from(source.subarray(y * size * 4, (y + 1) * size * 4))
    rows.push(row.swap32())
    for (let at = 0; at < row.length; at += 4) row.writeUInt32LE(bgra(row.readUInt32LE(at)), at)
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size)
  return Buffer.concat([header, ...rows, mask])
}

/** From the bytes A, B, G, R (RGBA swapped) to B, G, R, A. */
const bgra = (abgr: number): number => ((abgr >>> 8) | (abgr << 24)) >>> 0

/** Windows' container. Pictures of 256 are PNG in it, smaller ones bitmaps, which every reader knows. */
export const makeIco = (images: readonly IconImage[]): Buffer => {
  const bodies = images.map((image) => (image.size >= 256 ? image.png : icoBitmap(image)))
  const directory = Buffer.alloc(6 + 16 * images.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(images.length, 4)
  let offset = directory.length
  for (const [index, { size }] of images.entries()) {
    const at = 6 + 16 * index
    const sizeBytes = bodies[index]?.length ?? 0
    directory.writeUInt8(size % 256, at)
    directory.writeUInt8(size % 256, at + 1)
    directory.writeUInt16LE(1, at + 4)
    directory.writeUInt16LE(32, at + 6)
    directory.writeUInt32LE(sizeBytes, at + 8)
    directory.writeUInt32LE(offset, at + 12)
    offset += sizeBytes
  }
  return Buffer.concat([directory, ...bodies])
}

/** The run lengths of Apple's icons: up to 128 bytes as they are, or one byte 3 to 130 times. */
const packBytes = (bytes: Buffer): Buffer => {
  const parts: number[] = []
  const runAt = (start: number): number => {
    let end = start + 1
    while (end < bytes.length && end - start < 130 && bytes[end] === bytes[start]) end += 1
    return end - start
  }
  for (let at = 0; at < bytes.length;) {
    const run = runAt(at)
    if (run >= 3) {
      parts.push(0x80 + run - 3, bytes.readUInt8(at))
      at += run
      continue
    }
    let end = at
    while (end < bytes.length && end - at < 128 && runAt(end) < 3) end += 1
    parts.push(end - at - 1, ...bytes.subarray(at, end))
    at = end
  }
  return Buffer.from(parts)
}

/** Sizes 16 and 32 as channels: macOS shows PNGs of these sizes wrongly in some places. */
const argb = ({ pixels }: IconImage): Buffer => {
  const source = straight(pixels)
  const channel = (index: number) => Buffer.from(source.filter((_, at) => at % 4 === index))
  return Buffer.concat([Buffer.from('ARGB'), ...[3, 0, 1, 2].map((index) => packBytes(channel(index)))])
}

/** Which sizes Apple's container has, by its four-letter types; the second number of a pair is for Retina. */
export const ICNS_TYPES: readonly (readonly [type: string, size: number])[] = [
  ['ic04', 16],
  ['ic05', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

export const makeIcns = (imageOf: (size: number) => IconImage): Buffer => {
  const entries = ICNS_TYPES.map(([type, size]) => {
    const image = imageOf(size)
    const body = type === 'ic04' || type === 'ic05' ? argb(image) : image.png
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(body.length + 8, 4)
    return Buffer.concat([head, body])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(8 + entries.reduce((sum, entry) => sum + entry.length, 0), 4)
  return Buffer.concat([head, ...entries])
}
