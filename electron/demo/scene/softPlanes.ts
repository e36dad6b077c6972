import type { SkyGrid } from './sky.ts'

/** What has no edges (sky and water): one colour for every 4x4 block of the picture. */
export interface SoftPlanes {
  /** Blocks in a row. */
  columns: number
  rows: number
  luma: Float32Array
  cb: Float32Array
  cr: Float32Array
}

export function createSoftPlanes(columns: number, rows: number): SoftPlanes {
  const length = columns * rows
  return { columns, rows, luma: new Float32Array(length), cb: new Float32Array(length), cr: new Float32Array(length) }
}

/** Interpolates one row of blocks from the grid of the sky, which has a value at every eighth pixel. */
export function fillFromGrid(soft: SoftPlanes, grid: SkyGrid, blockRow: number): void {
  const upper = (blockRow >> 1) * grid.columns
  const down = blockRow & 1 ? 0.75 : 0.25
  interpolateRow(soft.luma, grid.luma, soft.columns, blockRow * soft.columns, upper, grid.columns, down)
  interpolateRow(soft.cb, grid.cb, soft.columns, blockRow * soft.columns, upper, grid.columns, down)
  interpolateRow(soft.cr, grid.cr, soft.columns, blockRow * soft.columns, upper, grid.columns, down)
}

function interpolateRow(
  out: Float32Array,
  from: Float32Array,
  columns: number,
  outAt: number,
  upper: number,
  stride: number,
  down: number,
): void {
  const lower = upper + stride
  let left = from[upper]! + (from[lower]! - from[upper]!) * down
  for (let pair = 0; pair < columns / 2; pair += 1) {
    const right = from[upper + pair + 1]! + (from[lower + pair + 1]! - from[upper + pair + 1]!) * down
    out[outAt + pair * 2] = left * 0.75 + right * 0.25
    out[outAt + pair * 2 + 1] = left * 0.25 + right * 0.75
    left = right
  }
}

/** The value at a point given in pixels, between the centres of the four blocks around it. */
export function softAt(plane: Float32Array, soft: SoftPlanes, x: number, y: number): number {
  const column = (x - 2) / 4
  const row = (y - 2) / 4
  const left = column < 0 ? 0 : column | 0
  const upper = row < 0 ? 0 : row | 0
  const right = left + 1 < soft.columns ? left + 1 : left
  const lower = upper + 1 < soft.rows ? upper + 1 : upper
  const fx = column < 0 ? 0 : column - left
  const fy = row < 0 ? 0 : row - upper
  const a = plane[upper * soft.columns + left]!
  const b = plane[upper * soft.columns + right]!
  const c = plane[lower * soft.columns + left]!
  const d = plane[lower * soft.columns + right]!
  const above = a + (b - a) * fx
  return above + (c + (d - c) * fx - above) * fy
}
