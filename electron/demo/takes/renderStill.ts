import type { MacroblockSamples } from '../h264/macroblock.ts'
import type { PictureSize } from '../h264/parameterSets.ts'
import { FRAMES_PER_SECOND } from '../h264/parameterSets.ts'
import { landscapeFor } from '../scene/families.ts'
import type { Painter } from '../scene/painter.ts'
import { createPainter } from '../scene/painter.ts'
import type { StillPlanes } from '../still/jpegFile.ts'
import { jpegFile } from '../still/jpegFile.ts'
import type { TakeRecipe } from './renderTake.ts'

/** The spritesheet's grid: 100 frames, evenly spread, row by row. */
export const SPRITESHEET = { columns: 10, rows: 10, longestSide: 128 } as const
/** Where in a take its poster is taken, as a fraction of its length. */
const POSTER_AT = 0.4

const samples: MacroblockSamples = { luma: new Float32Array(256), cb: new Float32Array(64), cr: new Float32Array(64) }

/** A still of the take at half its size, as JPEG. Yields after each row of macroblocks. */
export function* renderPoster(recipe: TakeRecipe): Generator<undefined, Uint8Array> {
  const size = { width: recipe.size.width / 2, height: recipe.size.height / 2 }
  const planes = createPlanes(size)
  const painter = painterOf(recipe, size)
  painter.begin(recipe.seconds * POSTER_AT)
  yield* drawStill(painter, size, planes, 0, 0)
  return yield* jpegFile(planes, size)
}

/** Small frames of the whole take in a grid, as JPEG. */
export function* renderSpritesheet(recipe: TakeRecipe): Generator<undefined, Uint8Array> {
  const { columns, rows, longestSide } = SPRITESHEET
  const scale = longestSide / Math.max(recipe.size.width, recipe.size.height)
  const tile = { width: even(recipe.size.width * scale), height: even(recipe.size.height * scale) }
  const sheet = { width: tile.width * columns, height: tile.height * rows }
  const planes = createPlanes(sheet)
  const painter = painterOf(recipe, tile)
  const lastFrame = recipe.seconds * FRAMES_PER_SECOND - 1
  for (let index = 0; index < columns * rows; index += 1) {
    const frame = Math.round((index / (columns * rows - 1)) * lastFrame)
    painter.begin(frame / FRAMES_PER_SECOND)
    yield
    const x = (index % columns) * tile.width
    yield* drawStill(painter, tile, planes, x, Math.floor(index / columns) * tile.height)
  }
  return yield* jpegFile(planes, sheet)
}

function painterOf(recipe: TakeRecipe, size: PictureSize): Painter {
  return createPainter(landscapeFor(recipe.scene), size, recipe.scene.layout)
}

function even(value: number): number {
  return Math.round(value / 2) * 2
}

function createPlanes(size: PictureSize): StillPlanes {
  const width = Math.ceil(size.width / 16) * 16
  const height = Math.ceil(size.height / 16) * 16
  return {
    width,
    height,
    luma: new Float32Array(width * height),
    cb: new Float32Array((width * height) / 4).fill(128),
    cr: new Float32Array((width * height) / 4).fill(128),
  }
}

/** Paints one moment into the planes with its upper left corner at x0, y0 (even numbers). */
function* drawStill(
  painter: Painter,
  size: PictureSize,
  planes: StillPlanes,
  x0: number,
  y0: number,
): Generator<undefined> {
  for (let row = 0; row < painter.rows; row += 1) painter.prepareRow(row)
  yield
  for (let row = 0; row < painter.rows; row += 1) {
    for (let column = 0; column < painter.columns; column += 1) {
      painter.samples(column, row, samples)
      for (let index = 0; index < 64; index += 1) {
        const x = column * 16 + (index & 7) * 2
        const y = row * 16 + (index >> 3) * 2
        if (x < size.width && y < size.height) convertQuad(index, planes, x0 + x, y0 + y)
      }
    }
    yield
  }
}

/** Four luma samples and their chroma, from BT.709 in video's range to BT.601 in the full one. */
function convertQuad(index: number, planes: StillPlanes, x: number, y: number): void {
  const blue = (samples.cb[index]! - 128) * (255 / 224)
  const red = (samples.cr[index]! - 128) * (255 / 224)
  const chromaAt = (y / 2) * (planes.width / 2) + x / 2
  // Differences do not depend on luma, so they are converted once for all four.
  const redPart = 1.5748 * red
  const greenPart = -0.1873 * blue - 0.4681 * red
  const bluePart = 1.8556 * blue
  const lumaPart = 0.299 * redPart + 0.587 * greenPart + 0.114 * bluePart
  planes.cb[chromaAt] = 128 + (bluePart - lumaPart) / 1.772
  planes.cr[chromaAt] = 128 + (redPart - lumaPart) / 1.402
  const from = (index >> 3) * 32 + (index & 7) * 2
  for (const [dx, dy] of QUAD) {
    const luma = (samples.luma[from + dy * 16 + dx]! - 16) * (255 / 219) + lumaPart
    planes.luma[(y + dy) * planes.width + x + dx] = luma < 0 ? 0 : luma > 255 ? 255 : luma
  }
}

const QUAD = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const
