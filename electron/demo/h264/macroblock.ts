import type { BitSink } from './bitSink.ts'
import { putSigned, putUnsigned, reserve } from './bitSink.ts'
import type { PlaneContext } from './planeContext.ts'
import { clearCounts, coefficientContext, createPlaneContext, predictChroma, predictLuma } from './planeContext.ts'
import { keepDetailedEdges, keepFlatEdges, putPlane, transformPlane } from './planeCoder.ts'
import type { Quantiser } from './quantiser.ts'
import { chromaQp, createQuantiser, quantise, ZIGZAG } from './quantiser.ts'
import { CHROMA_DC_CONTEXT, putResidualBlock } from './residual.ts'
import { hadamard4, restoreChromaDc, restoreLumaDc } from './transforms.ts'

/** The samples of one macroblock: 16x16 luma, 8x8 of each chroma plane; in the range 16 to 240. */
export interface MacroblockSamples {
  luma: Float32Array
  cb: Float32Array
  cr: Float32Array
}

/** The same as mean values of the 16 luma blocks and of the four blocks of each chroma plane, in raster order. */
export type MacroblockMeans = MacroblockSamples

export interface MacroblockQuality {
  /** For macroblocks of flat blocks: low, so that soft gradients come out right. */
  flatQp: number
  /** For macroblocks with edges in them. */
  detailQp: number
}

/** Codes macroblocks as Intra16x16 with DC prediction, or leaves them out. */
export interface MacroblockCoder {
  /** `typeOffset` is 0 in I slices and 5 in P slices, where intra types come behind the inter types. */
  startPicture(sliceQp: number, typeOffset: number): void
  startRow(row: number): void
  /** Notes a macroblock that is not coded: nothing predicts from it, and it has no coefficients. */
  skip(column: number): void
  codeFlat(sink: BitSink, column: number, means: MacroblockMeans): void
  codeDetailed(sink: BitSink, column: number, samples: MacroblockSamples): void
}

interface ChromaPlane {
  context: PlaneContext
  dc: Int32Array
  levels: Int32Array
  prediction: Int32Array
  counts: Uint8Array
}

/** No macroblock can take more (A.3.1 limits one to 3200 bits; ours may exceed that before they are quantised). */
const LARGEST_MACROBLOCK_BYTES = 2048
const DC_PREDICTION_TYPE = 3
const WITH_LUMA_AC = 12
const WITH_CHROMA_DC = 4
const WITH_CHROMA_AC = 8
/** Raster places of the luma blocks in the order in which they are written (figure 6-10). */
const LUMA_ORDER = new Uint8Array([0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15])
const CHROMA_ORDER = new Uint8Array([0, 1, 2, 3])

export function createMacroblockCoder(columns: number, quality: MacroblockQuality): MacroblockCoder {
  const flat = quantisers(quality.flatQp)
  const detail = quantisers(quality.detailQp)
  const luma = createPlaneContext(columns, 4)
  const cb = createChromaPlane(columns)
  const cr = createChromaPlane(columns)
  const isIntraAbove = new Uint8Array(columns)
  const sums = new Float64Array(16)
  const dc = new Int32Array(16)
  const scanned = new Int32Array(16)
  const prediction = new Int32Array(16)
  const levels = new Int32Array(256)
  const counts = new Uint8Array(16)
  const has = { inRow: false, inColumn: false }
  let isIntraLeft = false
  let qp = 0
  let typeOffset = 0

  /** From sums of 16 samples a block: levels into `scanned`, the decoder's coefficients into `dc`. */
  function prepareLumaDc(column: number, quantiser: Quantiser): void {
    const predicted = predictLuma(luma, column, isIntraAbove[column] === 1, isIntraLeft)
    prediction.fill(predicted)
    for (let index = 0; index < 16; index += 1) sums[index]! -= 16 * predicted
    hadamard4(sums)
    const factor = quantiser.dcForward / 2
    for (let index = 0; index < 16; index += 1) dc[index] = quantise(sums[index]!, factor, 0.5)
    for (let scan = 0; scan < 16; scan += 1) scanned[scan] = dc[ZIGZAG[scan]!]!
  }

  function prepareChromaDc(plane: ChromaPlane, column: number, quantiser: Quantiser): boolean {
    predictChroma(plane.context, column, isIntraAbove[column] === 1, isIntraLeft, plane.prediction)
    const a = sums[0]! - 16 * plane.prediction[0]!
    const b = sums[1]! - 16 * plane.prediction[1]!
    const c = sums[2]! - 16 * plane.prediction[2]!
    const d = sums[3]! - 16 * plane.prediction[3]!
    const { dcForward } = quantiser
    plane.dc[0] = quantise(a + b + c + d, dcForward, 0.5)
    plane.dc[1] = quantise(a - b + c - d, dcForward, 0.5)
    plane.dc[2] = quantise(a + b - c - d, dcForward, 0.5)
    plane.dc[3] = quantise(a - b - c + d, dcForward, 0.5)
    return plane.dc[0] !== 0 || plane.dc[1] !== 0 || plane.dc[2] !== 0 || plane.dc[3] !== 0
  }

  function putHeader(sink: BitSink, type: number, newQp: number): void {
    reserve(sink, LARGEST_MACROBLOCK_BYTES)
    putUnsigned(sink, typeOffset + type)
    putUnsigned(sink, 0)
    putSigned(sink, newQp - qp)
    qp = newQp
  }

  function putLumaDc(sink: BitSink, column: number, quantiser: Quantiser): void {
    const hasBoth = has.inRow && has.inColumn
    const context = coefficientContext(luma.countsLeft[0]!, luma.countsAbove[column * 4]!, hasBoth)
    putResidualBlock(sink, scanned, 0, 16, context)
    restoreLumaDc(dc, quantiser)
  }

  function putChromaDc(sink: BitSink, isCoded: boolean): void {
    for (const plane of [cb, cr]) if (isCoded) putResidualBlock(sink, plane.dc, 0, 4, CHROMA_DC_CONTEXT)
  }

  function finish(column: number): void {
    isIntraAbove[column] = 1
    isIntraLeft = true
    has.inRow = true
  }

  return {
    startPicture(sliceQp, offset) {
      qp = sliceQp
      typeOffset = offset
      isIntraAbove.fill(0)
      for (const plane of [luma, cb.context, cr.context]) plane.countsAbove.fill(0)
    },

    startRow(row) {
      isIntraLeft = false
      has.inRow = false
      has.inColumn = row > 0
      for (const plane of [luma, cb.context, cr.context]) plane.countsLeft.fill(0)
    },

    skip(column) {
      isIntraAbove[column] = 0
      isIntraLeft = false
      has.inRow = true
      for (const plane of [luma, cb.context, cr.context]) clearCounts(plane, column)
    },

    codeFlat(sink, column, means) {
      for (let index = 0; index < 16; index += 1) sums[index] = 16 * means.luma[index]!
      prepareLumaDc(column, flat.luma)
      let hasChroma = false
      for (let index = 0; index < 4; index += 1) sums[index] = 16 * means.cb[index]!
      if (prepareChromaDc(cb, column, flat.chroma)) hasChroma = true
      for (let index = 0; index < 4; index += 1) sums[index] = 16 * means.cr[index]!
      if (prepareChromaDc(cr, column, flat.chroma)) hasChroma = true
      putHeader(sink, DC_PREDICTION_TYPE + (hasChroma ? WITH_CHROMA_DC : 0), flat.luma.qp)
      putLumaDc(sink, column, flat.luma)
      putChromaDc(sink, hasChroma)
      keepFlatEdges(luma, column, dc, prediction)
      clearCounts(luma, column)
      for (const plane of [cb, cr]) {
        restoreChromaDc(plane.dc, flat.chroma)
        keepFlatEdges(plane.context, column, plane.dc, plane.prediction)
        clearCounts(plane.context, column)
      }
      finish(column)
    },

    codeDetailed(sink, column, samples) {
      const hasAc = transformPlane(samples.luma, 4, detail.luma, sums, levels)
      prepareLumaDc(column, detail.luma)
      let hasChromaAc = transformPlane(samples.cb, 2, detail.chroma, sums, cb.levels)
      let hasChroma = prepareChromaDc(cb, column, detail.chroma)
      if (transformPlane(samples.cr, 2, detail.chroma, sums, cr.levels)) hasChromaAc = true
      if (prepareChromaDc(cr, column, detail.chroma)) hasChroma = true
      const chromaType = hasChromaAc ? WITH_CHROMA_AC : hasChroma ? WITH_CHROMA_DC : 0
      putHeader(sink, DC_PREDICTION_TYPE + (hasAc ? WITH_LUMA_AC : 0) + chromaType, detail.luma.qp)
      putLumaDc(sink, column, detail.luma)
      if (hasAc) putPlane(sink, luma, column, has, levels, LUMA_ORDER, counts)
      else clearCounts(luma, column)
      putChromaDc(sink, chromaType > 0)
      for (const plane of [cb, cr]) {
        if (hasChromaAc) putPlane(sink, plane.context, column, has, plane.levels, CHROMA_ORDER, plane.counts)
        else clearCounts(plane.context, column)
        restoreChromaDc(plane.dc, detail.chroma)
        keepDetailedEdges(plane.context, column, plane.dc, plane.prediction, plane.levels, detail.chroma)
      }
      keepDetailedEdges(luma, column, dc, prediction, levels, detail.luma)
      finish(column)
    },
  }
}

function quantisers(qp: number): { luma: Quantiser; chroma: Quantiser } {
  return { luma: createQuantiser(qp), chroma: createQuantiser(chromaQp(qp)) }
}

function createChromaPlane(columns: number): ChromaPlane {
  return {
    context: createPlaneContext(columns, 2),
    dc: new Int32Array(4),
    levels: new Int32Array(64),
    prediction: new Int32Array(4),
    counts: new Uint8Array(4),
  }
}
