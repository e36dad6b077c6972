/**
 * What later macroblocks need to know of earlier ones in one plane. Because only the mean of a
 * neighbour's edge is ever predicted from, sums of edge samples stand in for a reconstructed picture.
 */
export interface PlaneContext {
  /** 4x4 blocks along one side of a macroblock: 4 for luma, 2 for chroma. */
  side: number
  /** Sums of the four samples of each block at the lower edge of the macroblock above, `side` a column. */
  edgeAbove: Int32Array
  edgeLeft: Int32Array
  /** Coefficients that are not zero in each of those blocks (total_coeff), the context for CAVLC. */
  countsAbove: Uint8Array
  countsLeft: Uint8Array
}

export function createPlaneContext(columns: number, side: number): PlaneContext {
  return {
    side,
    edgeAbove: new Int32Array(columns * side),
    edgeLeft: new Int32Array(side),
    countsAbove: new Uint8Array(columns * side),
    countsLeft: new Uint8Array(side),
  }
}

/** nC of 9.2.1: counts outside the picture are kept as zero, so a sum serves where only one side exists. */
export function coefficientContext(left: number, above: number, hasBoth: boolean): number {
  return hasBoth ? (left + above + 1) >> 1 : left + above
}

/** Forgets the coefficients of one macroblock: it was skipped or all its blocks are flat. */
export function clearCounts(plane: PlaneContext, column: number): void {
  const at = column * plane.side
  for (let index = 0; index < plane.side; index += 1) {
    plane.countsAbove[at + index] = 0
    plane.countsLeft[index] = 0
  }
}

/** Intra_16x16 DC prediction (8.3.3.3). */
export function predictLuma(plane: PlaneContext, column: number, hasAbove: boolean, hasLeft: boolean): number {
  const at = column * 4
  const { edgeAbove, edgeLeft } = plane
  const above = edgeAbove[at]! + edgeAbove[at + 1]! + edgeAbove[at + 2]! + edgeAbove[at + 3]!
  const left = edgeLeft[0]! + edgeLeft[1]! + edgeLeft[2]! + edgeLeft[3]!
  if (hasAbove && hasLeft) return (above + left + 16) >> 5
  if (hasAbove) return (above + 8) >> 4
  return hasLeft ? (left + 8) >> 4 : 128
}

/** Chroma DC prediction (8.3.4.1 to 8.3.4.3): each of the four blocks has its own preferred neighbour. */
export function predictChroma(
  plane: PlaneContext,
  column: number,
  hasAbove: boolean,
  hasLeft: boolean,
  out: Int32Array,
): void {
  const at = column * 2
  for (let block = 0; block < 4; block += 1) {
    const above = plane.edgeAbove[at + (block & 1)]!
    const left = plane.edgeLeft[block >> 1]!
    const prefersAbove = block === 1
    const prefersLeft = block === 2
    if (hasAbove && hasLeft && !prefersAbove && !prefersLeft) out[block] = (above + left + 4) >> 3
    else if (hasAbove && (prefersAbove || !hasLeft || !prefersLeft)) out[block] = (above + 2) >> 2
    else if (hasLeft) out[block] = (left + 2) >> 2
    else out[block] = 128
  }
}
