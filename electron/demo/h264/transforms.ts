import type { Quantiser } from './quantiser.ts'

/** The 4x4 core transform of 8.5.12's inverse, forward; `input` has rows of `stride`. */
export function forwardTransform(input: Float32Array, offset: number, stride: number, out: Float64Array): void {
  for (let row = 0; row < 4; row += 1) {
    const at = offset + row * stride
    const a = input[at]!
    const b = input[at + 1]!
    const c = input[at + 2]!
    const d = input[at + 3]!
    out[row * 4] = a + b + c + d
    out[row * 4 + 1] = 2 * (a - d) + b - c
    out[row * 4 + 2] = a - b - c + d
    out[row * 4 + 3] = a - d - 2 * (b - c)
  }
  for (let column = 0; column < 4; column += 1) {
    const a = out[column]!
    const b = out[column + 4]!
    const c = out[column + 8]!
    const d = out[column + 12]!
    out[column] = a + b + c + d
    out[column + 4] = 2 * (a - d) + b - c
    out[column + 8] = a - b - c + d
    out[column + 12] = a - d - 2 * (b - c)
  }
}

/** Exactly the decoder's arithmetic (8.5.12): coefficients in, differences to the prediction out, in place. */
export function inverseTransform(block: Int32Array): void {
  for (let row = 0; row < 16; row += 4) {
    const even = block[row]! + block[row + 2]!
    const odd = block[row]! - block[row + 2]!
    const low = (block[row + 1]! >> 1) - block[row + 3]!
    const high = block[row + 1]! + (block[row + 3]! >> 1)
    block[row] = even + high
    block[row + 1] = odd + low
    block[row + 2] = odd - low
    block[row + 3] = even - high
  }
  for (let column = 0; column < 4; column += 1) {
    const even = block[column]! + block[column + 8]!
    const odd = block[column]! - block[column + 8]!
    const low = (block[column + 4]! >> 1) - block[column + 12]!
    const high = block[column + 4]! + (block[column + 12]! >> 1)
    block[column] = (even + high + 32) >> 6
    block[column + 4] = (odd + low + 32) >> 6
    block[column + 8] = (odd - low + 32) >> 6
    block[column + 12] = (even - high + 32) >> 6
  }
}

/** The 4x4 Hadamard transform, in place; its own inverse up to a factor of 16. */
export function hadamard4(block: Float64Array | Int32Array): void {
  for (let row = 0; row < 16; row += 4) hadamardLine(block, row, 1)
  for (let column = 0; column < 4; column += 1) hadamardLine(block, column, 4)
}

function hadamardLine(block: Float64Array | Int32Array, at: number, step: number): void {
  const a = block[at]!
  const b = block[at + step]!
  const c = block[at + 2 * step]!
  const d = block[at + 3 * step]!
  block[at] = a + b + c + d
  block[at + step] = a + b - c - d
  block[at + 2 * step] = a - b - c + d
  block[at + 3 * step] = a - b + c - d
}

/** Levels of the luma DC block (raster) to the DC coefficients of the 16 blocks, in place (8.5.10). */
export function restoreLumaDc(levels: Int32Array, quantiser: Quantiser): void {
  hadamard4(levels)
  const { dcBackward, shift } = quantiser
  for (let index = 0; index < 16; index += 1) {
    const scaled = levels[index]! * dcBackward
    levels[index] = shift >= 6 ? scaled << (shift - 6) : (scaled + (1 << (5 - shift))) >> (6 - shift)
  }
}

/** Levels of a chroma plane's four DC coefficients to the coefficients, in place (8.5.11). */
export function restoreChromaDc(levels: Int32Array, quantiser: Quantiser): void {
  const [a, b, c, d] = [levels[0]!, levels[1]!, levels[2]!, levels[3]!]
  const { dcBackward, shift } = quantiser
  levels[0] = (((a + b + c + d) * dcBackward) << shift) >> 5
  levels[1] = (((a - b + c - d) * dcBackward) << shift) >> 5
  levels[2] = (((a + b - c - d) * dcBackward) << shift) >> 5
  levels[3] = (((a - b - c + d) * dcBackward) << shift) >> 5
}
