import { createHash } from 'node:crypto'

/** Uniform in [0, 1), the same row of numbers for the same text on every machine. */
export type SeededRandom = () => number

export function seededRandom(text: string): SeededRandom {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function between(random: SeededRandom, low: number, high: number): number {
  return low + random() * (high - low)
}

export function pick<const Items extends readonly [unknown, ...unknown[]]>(
  random: SeededRandom,
  items: Items,
): Items[number] {
  return items[Math.floor(random() * items.length)] ?? items[0]
}

/** Smooth random values in about -1 to 1, over a line and over a plane. */
export interface Noise {
  line(x: number): number
  plane(x: number, y: number): number
}

const LATTICE = 64

export function createNoise(random: SeededRandom): Noise {
  const values = Float32Array.from({ length: LATTICE * LATTICE }, () => random() * 2 - 1)
  return {
    line(x) {
      const cell = Math.floor(x)
      const f = x - cell
      const a = values[cell & 4095]!
      return a + (values[(cell + 1) & 4095]! - a) * f * f * (3 - 2 * f)
    },
    plane(x, y) {
      const column = Math.floor(x)
      const row = Math.floor(y)
      let fx = x - column
      let fy = y - row
      fx = fx * fx * (3 - 2 * fx)
      fy = fy * fy * (3 - 2 * fy)
      const left = column & 63
      const right = (column + 1) & 63
      const upper = (row & 63) << 6
      const lower = ((row + 1) & 63) << 6
      const above = values[upper + left]! + (values[upper + right]! - values[upper + left]!) * fx
      const below = values[lower + left]! + (values[lower + right]! - values[lower + left]!) * fx
      return above + (below - above) * fy
    },
  }
}

export function smoothstep(low: number, high: number, value: number): number {
  const x = value <= low ? 0 : value >= high ? 1 : (value - low) / (high - low)
  return x * x * (3 - 2 * x)
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
