import type { BitSink } from './bitSink.ts'
import { createBitSink, putBits, putSigned, putTrailingBits, putUnsigned, reserve, resetBitSink } from './bitSink.ts'
import type { MacroblockMeans, MacroblockQuality, MacroblockSamples } from './macroblock.ts'
import { createMacroblockCoder } from './macroblock.ts'
import { NAL_HEADER, nalUnit } from './nalUnit.ts'
import type { PictureSize } from './parameterSets.ts'
import { FRAME_NUMBER_BITS, INITIAL_QP } from './parameterSets.ts'

/** Where the encoder gets a picture from, macroblock by macroblock. */
export interface PictureSource {
  /** Fills in the block means and says whether the macroblock has edges that flat blocks cannot show. */
  means(column: number, row: number, out: MacroblockMeans): boolean
  /** All samples of a macroblock with such edges. */
  samples(column: number, row: number, out: MacroblockSamples): void
}

export interface PictureEncoder {
  /** A key picture codes everything and needs no other; the rest code only what has changed. */
  startPicture(isKey: boolean): void
  encodeRow(source: PictureSource, row: number): void
  /** The picture as one NAL unit, without a length or start code. */
  finishPicture(): Uint8Array
}

const QUALITY: MacroblockQuality = { flatQp: 14, detailQp: 25 }
/** The decoder's smoothing turned up, in half steps of QP, so that 4x4 steps melt into gradients. */
const DEBLOCKING_OFFSET = 6
/** A block is sent again once it is this far (in 8-bit steps) from what was sent last. */
const VISIBLE_CHANGE = 0.8
/** Where there are edges, less is visible, and coding costs ten times as much. */
const VISIBLE_CHANGE_AT_EDGES = 1.5
const ALL_I_SLICES = 7
const ALL_P_SLICES = 5
const INTRA_TYPES_IN_P = 5
const VALUES_PER_MACROBLOCK = 24

export function createPictureEncoder(size: PictureSize): PictureEncoder {
  const columns = Math.ceil(size.width / 16)
  const rows = Math.ceil(size.height / 16)
  const sink = createBitSink(1 << 16)
  const coder = createMacroblockCoder(columns, QUALITY)
  const sent = new Float32Array(columns * rows * VALUES_PER_MACROBLOCK)
  const means = { luma: new Float32Array(16), cb: new Float32Array(4), cr: new Float32Array(4) }
  const samples = { luma: new Float32Array(256), cb: new Float32Array(64), cr: new Float32Array(64) }
  let isKeyPicture = true
  let frameNumber = 0
  let keyPictureId = 0
  let skipped = 0

  return {
    startPicture(isKey) {
      isKeyPicture = isKey
      frameNumber = isKey ? 0 : (frameNumber + 1) % (1 << FRAME_NUMBER_BITS)
      if (isKey) keyPictureId = 1 - keyPictureId
      skipped = 0
      resetBitSink(sink)
      putSliceHeader(sink, isKey ? { keyPictureId } : { frameNumber })
      coder.startPicture(QUALITY.flatQp, isKey ? 0 : INTRA_TYPES_IN_P)
    },

    encodeRow(source, row) {
      coder.startRow(row)
      for (let column = 0; column < columns; column += 1) {
        const isDetailed = source.means(column, row, means)
        const sentAt = (row * columns + column) * VALUES_PER_MACROBLOCK
        const visible = isDetailed ? VISIBLE_CHANGE_AT_EDGES : VISIBLE_CHANGE
        if (!isKeyPicture && !isDifferent(sent, sentAt, means, visible)) {
          coder.skip(column)
          skipped += 1
          continue
        }
        sent.set(means.luma, sentAt)
        sent.set(means.cb, sentAt + 16)
        sent.set(means.cr, sentAt + 20)
        if (!isKeyPicture) {
          reserve(sink, 16)
          putUnsigned(sink, skipped)
          skipped = 0
        }
        if (isDetailed) {
          source.samples(column, row, samples)
          coder.codeDetailed(sink, column, samples)
        } else coder.codeFlat(sink, column, means)
      }
    },

    finishPicture() {
      reserve(sink, 16)
      if (skipped > 0) putUnsigned(sink, skipped)
      putTrailingBits(sink)
      return nalUnit(isKeyPicture ? NAL_HEADER.idrSlice : NAL_HEADER.slice, sink.bytes.subarray(0, sink.byteLength))
    },
  }
}

function isDifferent(sent: Float32Array, at: number, means: MacroblockMeans, visible: number): boolean {
  for (let index = 0; index < 16; index += 1) {
    if (Math.abs(sent[at + index]! - means.luma[index]!) > visible) return true
  }
  for (let index = 0; index < 4; index += 1) {
    if (Math.abs(sent[at + 16 + index]! - means.cb[index]!) > visible) return true
    if (Math.abs(sent[at + 20 + index]! - means.cr[index]!) > visible) return true
  }
  return false
}

/** Slice header (7.3.3) of the only slice of a picture; key pictures are told apart by alternating ids. */
function putSliceHeader(sink: BitSink, picture: { keyPictureId: number } | { frameNumber: number }): void {
  const isKey = 'keyPictureId' in picture
  putUnsigned(sink, 0)
  putUnsigned(sink, isKey ? ALL_I_SLICES : ALL_P_SLICES)
  putUnsigned(sink, 0)
  putBits(sink, isKey ? 0 : picture.frameNumber, FRAME_NUMBER_BITS)
  if (isKey) {
    putUnsigned(sink, picture.keyPictureId)
    // Neither drop earlier pictures unseen nor keep this one for long.
    putBits(sink, 0b00, 2)
  } else {
    // The default reference list, its default order, and plain first-in first-out marking.
    putBits(sink, 0b000, 3)
  }
  putSigned(sink, QUALITY.flatQp - INITIAL_QP)
  putUnsigned(sink, 0)
  putSigned(sink, DEBLOCKING_OFFSET)
  putSigned(sink, DEBLOCKING_OFFSET)
}
