import { CHROMA_QP_OFFSET } from './parameterSets.ts'

/** Where the coefficients of a 4x4 block stand, in the order in which they are written (6.4, figure 8-8). */
export const ZIGZAG = new Uint8Array([0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15])

// Multipliers for quantising and scaling by qp % 6, for the three kinds of place in a 4x4 block (8.5.9).
const FORWARD = [
  13107, 5243, 8066, 11916, 4660, 7490, 10082, 4194, 6554, 9362, 3647, 5825, 8192, 3355, 5243, 7282, 2893, 4559,
]
const BACKWARD = [10, 16, 13, 11, 18, 14, 13, 20, 16, 14, 23, 18, 16, 25, 20, 18, 29, 23]
const PLACE = [0, 2, 0, 2, 2, 1, 2, 1, 0, 2, 0, 2, 2, 1, 2, 1]

// QP of chroma for luma QP from 30 (table 8-15); below, they are the same.
const CHROMA_QP = [29, 30, 31, 32, 32, 33, 34, 34, 35, 35, 36, 36, 37, 37, 37, 38, 38, 38, 39, 39, 39, 39]

/** Everything about one quantiser that the macroblock coder looks up, in the raster order of a 4x4 block. */
export interface Quantiser {
  qp: number
  /** Factor from a transformed coefficient to its level. */
  forward: Float64Array
  /** Factor from a level back to a coefficient. */
  backward: Int32Array
  /** The same for DC coefficients that went through a second transform. */
  dcForward: number
  dcBackward: number
  /** qp / 6, rounded down. */
  shift: number
}

export function createQuantiser(qp: number): Quantiser {
  const shift = Math.floor(qp / 6)
  const row = (qp % 6) * 3
  const forward = Float64Array.from(PLACE, (place) => FORWARD[row + place]! / 2 ** (15 + shift))
  const backward = Int32Array.from(PLACE, (place) => BACKWARD[row + place]! << shift)
  const dcBackward = BACKWARD[row]! * 16
  return { qp, forward, backward, dcForward: FORWARD[row]! / 2 ** (16 + shift), dcBackward, shift }
}

export function chromaQp(lumaQp: number): number {
  const index = Math.min(51, Math.max(0, lumaQp + CHROMA_QP_OFFSET))
  return index < 30 ? index : CHROMA_QP[index - 30]!
}

/** `rounding` is 0.5 for the nearest level; less makes small coefficients vanish and the file smaller. */
export function quantise(coefficient: number, factor: number, rounding: number): number {
  return coefficient < 0 ? -((-coefficient * factor + rounding) | 0) : (coefficient * factor + rounding) | 0
}
