import type { BitSink } from './bitSink.ts'
import type { PlaneContext } from './planeContext.ts'
import { coefficientContext } from './planeContext.ts'
import type { Quantiser } from './quantiser.ts'
import { quantise, ZIGZAG } from './quantiser.ts'
import { putResidualBlock } from './residual.ts'
import { forwardTransform, inverseTransform } from './transforms.ts'

/** Below 0.5, so that what the eye does not miss is not sent. */
const AC_ROUNDING = 0.3

const transformed = new Float64Array(16)
const block = new Int32Array(16)

/**
 * Transforms every 4x4 block of one plane. DC coefficients go to `dc` (sums of 16 samples), the levels of
 * the others to `levels`, 16 a block in the order in which they are written. True when any is not zero.
 */
export function transformPlane(
  samples: Float32Array,
  side: number,
  quantiser: Quantiser,
  dc: Float64Array,
  levels: Int32Array,
): boolean {
  let hasLevels = false
  const stride = side * 4
  for (let index = 0; index < side * side; index += 1) {
    const x = index % side
    const y = (index / side) | 0
    forwardTransform(samples, y * 4 * stride + x * 4, stride, transformed)
    dc[index] = transformed[0]!
    for (let scan = 1; scan < 16; scan += 1) {
      const place = ZIGZAG[scan]!
      const level = quantise(transformed[place]!, quantiser.forward[place]!, AC_ROUNDING)
      levels[index * 16 + scan] = level
      if (level !== 0) hasLevels = true
    }
  }
  return hasLevels
}

/** Writes the AC blocks in `order` and remembers their counts for the macroblocks to come. */
export function putPlane(
  sink: BitSink,
  plane: PlaneContext,
  column: number,
  hasBoth: { inRow: boolean; inColumn: boolean },
  levels: Int32Array,
  order: Uint8Array,
  counts: Uint8Array,
): void {
  const { side, countsAbove, countsLeft } = plane
  for (const index of order) {
    const x = index % side
    const y = (index / side) | 0
    const left = x > 0 ? counts[index - 1]! : countsLeft[y]!
    const above = y > 0 ? counts[index - side]! : countsAbove[column * side + x]!
    const context = coefficientContext(left, above, (x > 0 || hasBoth.inRow) && (y > 0 || hasBoth.inColumn))
    counts[index] = putResidualBlock(sink, levels, index * 16 + 1, 15, context)
  }
  for (let index = 0; index < side; index += 1) {
    countsAbove[column * side + index] = counts[side * (side - 1) + index]!
    countsLeft[index] = counts[index * side + side - 1]!
  }
}

/** Keeps the edge sums of a macroblock whose blocks are all flat. `prediction` has one value a block. */
export function keepFlatEdges(plane: PlaneContext, column: number, dc: Int32Array, prediction: Int32Array): void {
  const { side, edgeAbove, edgeLeft } = plane
  for (let index = 0; index < side; index += 1) {
    const lower = side * (side - 1) + index
    const right = index * side + side - 1
    edgeAbove[column * side + index] = 4 * sample(prediction[lower]! + ((dc[lower]! + 32) >> 6))
    edgeLeft[index] = 4 * sample(prediction[right]! + ((dc[right]! + 32) >> 6))
  }
}

/** The same for blocks with AC coefficients: only those at the lower and right edge are reconstructed. */
export function keepDetailedEdges(
  plane: PlaneContext,
  column: number,
  dc: Int32Array,
  prediction: Int32Array,
  levels: Int32Array,
  quantiser: Quantiser,
): void {
  const { side, edgeAbove, edgeLeft } = plane
  for (let index = 0; index < side * side; index += 1) {
    const x = index % side
    const y = (index / side) | 0
    const isLower = y === side - 1
    const isRight = x === side - 1
    if (!isLower && !isRight) continue
    block[0] = dc[index]!
    for (let scan = 1; scan < 16; scan += 1) {
      const place = ZIGZAG[scan]!
      block[place] = levels[index * 16 + scan]! * quantiser.backward[place]!
    }
    inverseTransform(block)
    const base = prediction[index]!
    if (isLower) edgeAbove[column * side + x] = lineSum(base, 12, 1)
    if (isRight) edgeLeft[y] = lineSum(base, 3, 4)
  }
}

function lineSum(base: number, at: number, step: number): number {
  return (
    sample(base + block[at]!) +
    sample(base + block[at + step]!) +
    sample(base + block[at + 2 * step]!) +
    sample(base + block[at + 3 * step]!)
  )
}

function sample(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
