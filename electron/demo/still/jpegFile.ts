import { createEntropyWriter, HUFFMAN_SEGMENTS } from './jpegEntropy.ts'

/** A picture as rows of samples in BT.601 full range, as JFIF wants them; sides are multiples of 16. */
export interface StillPlanes {
  width: number
  height: number
  luma: Float32Array
  /** Half as many samples in each direction. */
  cb: Float32Array
  cr: Float32Array
}

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
]

// Our own flat-ish steps rather than the standard's examples: soft gradients need fine low frequencies.
const LUMA_STEPS = quantisers((frequency) => 2 + frequency * 0.9 + frequency ** 2 * 0.09)
const CHROMA_STEPS = quantisers((frequency) => 2.5 + frequency * 1.6 + frequency ** 2 * 0.2)

const COSINES = Float64Array.from({ length: 64 }, (_, index) => {
  const frequency = index >> 3
  const scale = frequency === 0 ? Math.SQRT1_2 : 1
  return (scale / 2) * Math.cos((((index & 7) * 2 + 1) * frequency * Math.PI) / 16)
})

/**
 * A baseline JPEG (ITU-T T.81) with 4:2:0 chroma; `visible` cuts the picture to its true size. Yields after
 * each row of 16 samples.
 */
export function* jpegFile(
  planes: StillPlanes,
  visible: { width: number; height: number },
): Generator<undefined, Uint8Array> {
  const writer = createEntropyWriter()
  const block = new Int32Array(64)
  const chromaWidth = planes.width / 2
  for (let y = 0; y < planes.height; y += 16) {
    for (let x = 0; x < planes.width; x += 16) {
      for (const [dx, dy] of [
        [0, 0],
        [8, 0],
        [0, 8],
        [8, 8],
      ] as const) {
        transformBlock(planes.luma, (y + dy) * planes.width + x + dx, planes.width, LUMA_STEPS, block)
        writer.putBlock(block, 0)
      }
      transformBlock(planes.cb, (y / 2) * chromaWidth + x / 2, chromaWidth, CHROMA_STEPS, block)
      writer.putBlock(block, 1)
      transformBlock(planes.cr, (y / 2) * chromaWidth + x / 2, chromaWidth, CHROMA_STEPS, block)
      writer.putBlock(block, 2)
    }
    yield
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...ZIGZAG.map((place) => LUMA_STEPS[place]!), 1, ...ZIGZAG.map((place) => CHROMA_STEPS[place]!)]),
    segment(0xc0, [8, ...number16(visible.height), ...number16(visible.width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
    ...HUFFMAN_SEGMENTS.map((content) => segment(0xc4, content)),
    segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
    writer.finish(),
    Buffer.from([0xff, 0xd9]),
  ])
}

function quantisers(step: (frequency: number) => number): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, place) => Math.min(255, Math.round(step((place >> 3) + (place & 7)))))
}

/** The 8x8 cosine transform and its quantisation; levels come out in the order in which they are written. */
function transformBlock(plane: Float32Array, offset: number, stride: number, steps: Uint8Array, out: Int32Array): void {
  for (let row = 0; row < 8; row += 1) {
    for (let frequency = 0; frequency < 8; frequency += 1) {
      let sum = 0
      for (let x = 0; x < 8; x += 1) sum += (plane[offset + row * stride + x]! - 128) * COSINES[frequency * 8 + x]!
      rows[row * 8 + frequency] = sum
    }
  }
  for (let scan = 0; scan < 64; scan += 1) {
    const place = ZIGZAG[scan]!
    const vertical = (place >> 3) * 8
    const horizontal = place & 7
    let sum = 0
    for (let y = 0; y < 8; y += 1) sum += rows[y * 8 + horizontal]! * COSINES[vertical + y]!
    out[scan] = Math.round(sum / steps[place]!)
  }
}

const rows = new Float64Array(64)

function segment(marker: number, content: readonly number[]): Buffer {
  return Buffer.from([0xff, marker, ...number16(content.length + 2), ...content])
}

function number16(value: number): [number, number] {
  return [value >> 8, value & 255]
}
