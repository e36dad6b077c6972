export interface ImageFacts {
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  extension: 'png' | 'jpg' | 'webp'
  /** Pixels as stored; a JPEG's rotation hint is not applied. */
  width: number
  height: number
}

/** What an image is by its own bytes, never by its name; null for anything but a readable PNG, JPEG or WebP. */
export function readImageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const facts = readPng(view) ?? readJpeg(view) ?? readWebp(view)
    return facts !== null && facts.width > 0 && facts.height > 0 ? facts : null
  } catch (error) {
    // Reading behind the end: the image is cut off.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** PNG 1.2: signature, then IHDR with width and height. */
function readPng(view: DataView): ImageFacts | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || ascii(view, 12) !== 'IHDR') return null
  return { type: 'image/png', extension: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** ITU-T T.81: walk the segments up to the start of frame (SOF0..15 without DHT, JPG and DAC). */
function readJpeg(view: DataView): ImageFacts | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFill = marker === 0xff
    if (isFill) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { type: 'image/jpeg', extension: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    if (marker === 0xd9 || marker === 0xda) return null
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
}

/** RFC 9649: RIFF container with a lossy (VP8), lossless (VP8L) or extended (VP8X) first chunk. */
function readWebp(view: DataView): ImageFacts | null {
  if (ascii(view, 0) !== 'RIFF' || ascii(view, 8) !== 'WEBP') return null
  const found = (width: number, height: number): ImageFacts => ({
    type: 'image/webp',
    extension: 'webp',
    width,
    height,
  })
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (ascii(view, 12)) {
    case 'VP8 ': {
      const hasStartCode = view.getUint8(23) === 0x9d && view.getUint8(24) === 0x01 && view.getUint8(25) === 0x2a
      return hasStartCode ? found(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff) : null
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return view.getUint8(20) === 0x2f ? found((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1) : null
    }
    case 'VP8X':
      return found(uint24(24) + 1, uint24(27) + 1)
    default:
      return null
  }
}

const ascii = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
