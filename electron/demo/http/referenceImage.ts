import { createHash } from 'node:crypto'
import { LARGEST_REFERENCE_BYTES } from '../videos/models.ts'
import { invalidRequest } from './apiError.ts'
import type { RequestFields } from './requestFields.ts'

/** Reads the picture that starts a video and checks its type and size. Returns a hash of it, or null. */
export async function readReferenceImage(fields: RequestFields, size: string): Promise<string | null> {
  if (fields.text('input_reference[file_id]') !== null) {
    throw invalidRequest('input_reference', 'file_not_found', 'The demo provider keeps no files.')
  }
  const url = fields.text('input_reference[image_url]')
  const image = url === null ? await fields.file('input_reference') : dataUrlBytes(url)
  if (!image) return null
  if (image.length > LARGEST_REFERENCE_BYTES) {
    throw invalidRequest('input_reference', 'image_too_large', 'The reference image is too large.')
  }
  const found = imageSize(Buffer.from(image.buffer, image.byteOffset, image.byteLength))
  if (!found) {
    throw invalidRequest('input_reference', 'invalid_image', 'The reference image must be a JPEG, PNG or WebP file.')
  }
  if (`${found.width}x${found.height}` !== size) {
    const message = `Inpaint image must match the requested width and height: ${found.width}x${found.height} is not ${size}.`
    throw invalidRequest('input_reference', 'invalid_image_size', message)
  }
  return createHash('sha256').update(image).digest('hex')
}

function dataUrlBytes(url: string): Uint8Array {
  const match = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(url)
  if (match?.[1] === undefined) {
    throw invalidRequest('input_reference', 'invalid_image_url', 'The demo provider reads data URLs only, not links.')
  }
  return Buffer.from(match[1], 'base64')
}

/** Width and height from a picture's header; null for anything but JPEG, PNG and WebP. */
export function imageSize(image: Buffer): { width: number; height: number } | null {
  if (image.length < 30) return null
  if (image.readUInt32BE(0) === 0x89504e47) return { width: image.readUInt32BE(16), height: image.readUInt32BE(20) }
  if (image.readUInt16BE(0) === 0xffd8) return jpegSize(image)
  if (image.toString('latin1', 0, 4) === 'RIFF' && image.toString('latin1', 8, 12) === 'WEBP') return webpSize(image)
  return null
}

/** Walks the segments to the frame header (SOF0 to SOF15 without the three that are something else). */
function jpegSize(image: Buffer): { width: number; height: number } | null {
  let at = 2
  while (at + 9 <= image.length && image[at] === 0xff) {
    const marker = image[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: image.readUInt16BE(at + 7), height: image.readUInt16BE(at + 5) }
    at += 2 + image.readUInt16BE(at + 2)
  }
  return null
}

function webpSize(image: Buffer): { width: number; height: number } | null {
  switch (image.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: image.readUInt16LE(26) & 0x3fff, height: image.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = image.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: image.readUIntLE(24, 3) + 1, height: image.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
