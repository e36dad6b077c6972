import type { BitSink } from './bitSink.ts'
import { createBitSink, putBits, putSigned, putTrailingBits, putUnsigned } from './bitSink.ts'
import { NAL_HEADER, nalUnit } from './nalUnit.ts'

export const FRAMES_PER_SECOND = 24
/** Bits of frame_num in slice headers. */
export const FRAME_NUMBER_BITS = 8
/** The quantiser from which slices count their own. */
export const INITIAL_QP = 26
/** Chroma is quantised a little finer than luma: soft gradients show their steps in colour first. */
export const CHROMA_QP_OFFSET = -2

const SQUARE_SAMPLES = 1
const BT709 = 1

export interface PictureSize {
  width: number
  height: number
}

/** The lowest level of table A-1 that carries this size at 24 frames a second, times ten. */
export function levelFor(size: PictureSize): number {
  const macroblocks = Math.ceil(size.width / 16) * Math.ceil(size.height / 16)
  if (macroblocks <= 1620) return 30
  return macroblocks <= 3600 ? 31 : 40
}

/** Constrained Baseline: what every decoder knows, and all that DC blocks, skips and CAVLC need. */
export function sequenceParameterSet(size: PictureSize): Uint8Array {
  const sink = createBitSink(128)
  const widthInMacroblocks = Math.ceil(size.width / 16)
  const heightInMacroblocks = Math.ceil(size.height / 16)
  putBits(sink, 66, 8)
  putBits(sink, 0b11000000, 8)
  putBits(sink, levelFor(size), 8)
  putUnsigned(sink, 0)
  putUnsigned(sink, FRAME_NUMBER_BITS - 4)
  // Picture order type 2: frames are shown in the order in which they are decoded.
  putUnsigned(sink, 2)
  putUnsigned(sink, 1)
  putBits(sink, 0, 1)
  putUnsigned(sink, widthInMacroblocks - 1)
  putUnsigned(sink, heightInMacroblocks - 1)
  putBits(sink, 1, 1)
  putBits(sink, 1, 1)
  putCropping(sink, widthInMacroblocks * 16 - size.width, heightInMacroblocks * 16 - size.height)
  putUsability(sink)
  putTrailingBits(sink)
  return nalUnit(NAL_HEADER.sequence, sink.bytes.subarray(0, sink.byteLength))
}

/** Cropping counts in chroma samples, so only even numbers of luma samples can be cut. */
function putCropping(sink: BitSink, right: number, bottom: number): void {
  const hasCropping = right > 0 || bottom > 0
  putBits(sink, hasCropping ? 1 : 0, 1)
  if (!hasCropping) return
  putUnsigned(sink, 0)
  putUnsigned(sink, right / 2)
  putUnsigned(sink, 0)
  putUnsigned(sink, bottom / 2)
}

/** VUI (annex E): square samples, BT.709, exact timing, and no reordering, so that players start at once. */
function putUsability(sink: BitSink): void {
  putBits(sink, 1, 1)
  putBits(sink, 1, 1)
  putBits(sink, SQUARE_SAMPLES, 8)
  putBits(sink, 0, 1)
  putBits(sink, 1, 1)
  putBits(sink, 5, 3)
  putBits(sink, 0, 1)
  putBits(sink, 1, 1)
  for (let field = 0; field < 3; field += 1) putBits(sink, BT709, 8)
  putBits(sink, 0, 1)
  putBits(sink, 1, 1)
  put32Bits(sink, 1)
  put32Bits(sink, FRAMES_PER_SECOND * 2)
  putBits(sink, 1, 1)
  putBits(sink, 0, 3)
  putBits(sink, 1, 1)
  putBits(sink, 1, 1)
  for (const limit of [0, 0, 11, 11, 0, 1]) putUnsigned(sink, limit)
}

function put32Bits(sink: BitSink, value: number): void {
  putBits(sink, value >>> 16, 16)
  putBits(sink, value & 0xffff, 16)
}

/**
 * CAVLC, deblocking steered by each slice, and constrained intra prediction: a coded macroblock never
 * looks at a skipped one, so the encoder need not know what the decoder's smoothing made of it.
 */
export function pictureParameterSet(): Uint8Array {
  const sink = createBitSink(64)
  putUnsigned(sink, 0)
  putUnsigned(sink, 0)
  putBits(sink, 0, 2)
  for (let field = 0; field < 3; field += 1) putUnsigned(sink, 0)
  putBits(sink, 0, 3)
  putSigned(sink, INITIAL_QP - 26)
  putSigned(sink, 0)
  putSigned(sink, CHROMA_QP_OFFSET)
  putBits(sink, 0b110, 3)
  putTrailingBits(sink)
  return nalUnit(NAL_HEADER.picture, sink.bytes.subarray(0, sink.byteLength))
}
