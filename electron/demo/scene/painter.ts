import type { MacroblockMeans, MacroblockSamples } from '../h264/macroblock.ts'
import type { PictureSize } from '../h264/parameterSets.ts'
import type { PictureSource } from '../h264/pictureEncoder.ts'
import { videoColour } from './colour.ts'
import type { BlockColour, Composition } from './composition.ts'
import { drawBlock, drawSamples } from './composition.ts'
import type { Landscape } from './landscape.ts'
import { createLayerColours } from './layerColours.ts'
import type { PlacedDisc, Star, StarMap } from './lights.ts'
import { placeDisc, scatterStars, starMean } from './lights.ts'
import { clamp, createNoise, seededRandom } from './noise.ts'
import { createRidge, moveRidge } from './ridges.ts'
import { createSkyPainter } from './sky.ts'
import { createSoftPlanes, fillFromGrid } from './softPlanes.ts'
import { createWaterPainter, horizonOf } from './water.ts'

/** Paints a landscape at one moment after the other, as block means and, where there are edges, as samples. */
export interface Painter extends PictureSource {
  /** Macroblocks. */
  columns: number
  rows: number
  /** Sets the moment. Then each row is prepared from the top down before any is read. */
  begin(timeSeconds: number): void
  prepareRow(row: number): void
}

/** Neighbouring blocks further apart than this (in luma steps) are drawn as a slope instead of a stair. */
const STEEP = 4
const LOWEST_STAR = 0.75
const NO_STARS: readonly Star[] = []

export function createPainter(landscape: Landscape, size: PictureSize, seed: string): Painter {
  const columns = Math.ceil(size.width / 16)
  const rows = Math.ceil(size.height / 16)
  const outline = { ...size, unit: Math.sqrt(size.width * size.height) }
  const noise = createNoise(seededRandom(`${seed}/noise`))
  const soft = createSoftPlanes(columns * 4, rows * 4)
  const ridges = landscape.layers.map(() => createRidge(columns * 16))
  const colours = landscape.layers.map((layer) => createLayerColours(layer, outline.unit))
  const sky = createSkyPainter(landscape, noise, outline)
  const water = createWaterPainter(landscape, noise, outline, soft, ridges, colours)
  const horizon = horizonOf(landscape, size.height)
  const bottoms = landscape.layers.map((layer) => (layer.isBehindWater ? horizon : Infinity))
  const starMap: StarMap = scatterStars(seededRandom(`${seed}/stars`), landscape.stars, outline, LOWEST_STAR)
  const discColour = videoColour(landscape.disc?.colour ?? [0, 0, 0])
  const composition: Composition = { soft, ridges, colours, bottoms, discColour, horizon }
  const dither = ditherTable()
  const drawn: BlockColour = { luma: 0, cb: 0, cr: 0, hasEdge: false }
  let time = 0
  let disc: PlacedDisc = { x: 0, y: 0, radius: 0 }

  const starsAt = (column: number, row: number): readonly Star[] =>
    (row * 16 < horizon ? starMap.get(row * columns + column) : undefined) ?? NO_STARS

  return {
    columns,
    rows,

    begin(timeSeconds) {
      time = timeSeconds
      disc = placeDisc(landscape.disc, outline, time)
      sky.begin(time, disc)
      ridges.forEach((ridge, index) => moveRidge(ridge, landscape, index, noise, outline, time))
    },

    prepareRow(row) {
      if (row * 16 < horizon) {
        if (row === 0) sky.paintGridRow(0)
        sky.paintGridRow(row * 2 + 1)
        sky.paintGridRow(row * 2 + 2)
      }
      for (let blockRow = row * 4; blockRow < row * 4 + 4; blockRow += 1) {
        if (water && blockRow * 4 >= horizon) water.paintBlockRow(blockRow, time, disc)
        else fillFromGrid(soft, sky.grid, blockRow)
      }
    },

    means(column, row, out: MacroblockMeans) {
      let hasEdge = false
      let lowest = 255
      let highest = 0
      out.cb.fill(0)
      out.cr.fill(0)
      for (let index = 0; index < 16; index += 1) {
        const x = index & 3
        const y = index >> 2
        drawBlock(composition, column * 4 + x, row * 4 + y, disc, drawn)
        const { luma } = drawn
        if (drawn.hasEdge) hasEdge = true
        if (luma < lowest) lowest = luma
        if (luma > highest) highest = luma
        out.luma[index] = luma + dither[((row * 4 + y) & 63) * 64 + ((column * 4 + x) & 63)]!
        const half = (y >> 1) * 2 + (x >> 1)
        out.cb[half]! += drawn.cb / 4
        out.cr[half]! += drawn.cr / 4
      }
      for (const star of starsAt(column, row)) {
        const index = ((star.y & 15) >> 2) * 4 + ((star.x & 15) >> 2)
        out.luma[index]! += starMean(star, time)
        hasEdge = true
      }
      return hasEdge || highest - lowest > STEEP * 3
    },

    samples(column, row, out: MacroblockSamples) {
      const stars = starsAt(column, row)
      drawSamples(composition, column * 16, row * 16, { disc, stars, time }, out)
    },
  }
}

/**
 * Up to half a step up or down, a fresh value for each block but no two neighbours alike: it breaks up the
 * bands of dark gradients without making a pattern of its own.
 */
function ditherTable(): Float32Array {
  const random = seededRandom('dither')
  const white = Float32Array.from({ length: 64 * 64 }, () => random() - 0.5)
  return white.map((value, index) => {
    const right = white[(index & ~63) | ((index + 1) & 63)]!
    const left = white[(index & ~63) | ((index - 1) & 63)]!
    const above = white[(index - 64) & 4095]!
    const below = white[(index + 64) & 4095]!
    return clamp((value - (left + right + above + below) / 4) * 0.75, -0.5, 0.5)
  })
}
