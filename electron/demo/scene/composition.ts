import type { MacroblockSamples } from '../h264/macroblock.ts'
import type { VideoColour } from './colour.ts'
import type { LayerColours } from './layerColours.ts'
import { entryAt } from './layerColours.ts'
import type { PlacedDisc, Star } from './lights.ts'
import { discCover, starLight } from './lights.ts'
import type { Ridge } from './ridges.ts'
import type { SoftPlanes } from './softPlanes.ts'
import { softAt } from './softPlanes.ts'

/** What a picture is put together from, back to front: soft planes, stars, the disc, layers. */
export interface Composition {
  soft: SoftPlanes
  /** From the farthest to the nearest. */
  ridges: readonly Ridge[]
  colours: readonly LayerColours[]
  /** Where each layer ends, in pixels from the top. */
  bottoms: readonly number[]
  discColour: VideoColour
  /** Nothing of the disc is seen below it. */
  horizon: number
}

export interface Lights {
  disc: PlacedDisc
  stars: readonly Star[]
  time: number
}

/** Below this share what is behind cannot be seen. */
const UNSEEN = 0.003

/** Draws every sample of the macroblock whose upper left corner is at x, y. */
export function drawSamples(
  composition: Composition,
  x: number,
  y: number,
  lights: Lights,
  out: MacroblockSamples,
): void {
  const seen = seenLayers(composition, x, y)
  for (let column = 0; column < 16; column += 1) drawLumaColumn(composition, seen, x, y, column, lights, out.luma)
  for (let column = 0; column < 8; column += 1) drawChromaColumn(composition, seen, x, y, column, lights, out)
}

/** The layers that show in a macroblock, nearest first; a layer that fills it hides all behind it. */
function seenLayers(composition: Composition, x: number, y: number): number[] {
  const seen: number[] = []
  const block = x >> 2
  for (let index = composition.ridges.length - 1; index >= 0; index -= 1) {
    const { edgeMin, edgeMax } = composition.ridges[index]!
    if (y >= composition.bottoms[index]!) continue
    const top = Math.min(edgeMin[block]!, edgeMin[block + 1]!, edgeMin[block + 2]!, edgeMin[block + 3]!)
    if (top >= y + 16) continue
    seen.push(index)
    const lowest = Math.max(edgeMax[block]!, edgeMax[block + 1]!, edgeMax[block + 2]!, edgeMax[block + 3]!)
    if (lowest <= y && composition.bottoms[index]! >= y + 16) break
  }
  return seen
}

function drawLumaColumn(
  composition: Composition,
  seen: readonly number[],
  x0: number,
  y0: number,
  column: number,
  lights: Lights,
  out: Float32Array,
): void {
  const x = x0 + column
  const block = x >> 2
  const { soft, discColour } = composition
  for (let row = 0; row < 16; row += 1) {
    const y = y0 + row
    let left = 1
    let luma = 0
    for (let place = 0; place < seen.length; place += 1) {
      const index = seen[place]!
      const ridge = composition.ridges[index]!
      const reach = y + 1 - ridge.edge[x]!
      if (reach <= 0 || y >= composition.bottoms[index]!) continue
      const colours = composition.colours[index]!
      const entry = entryAt(colours.entriesPerPixel, y + 0.5 - ridge.ground[block]!)
      const share = reach >= 1 ? left : left * reach
      luma += share * (colours.luma[entry]! + ridge.light[block]! * colours.relief[entry]!)
      left -= share
      if (left <= UNSEEN) break
    }
    if (left > UNSEEN) {
      let behind = softAt(soft.luma, soft, x + 0.5, y + 0.5)
      for (const star of lights.stars) behind += starLight(star, x + 0.5, y + 0.5, lights.time)
      const cover = y < composition.horizon ? discCover(lights.disc, x + 0.5, y + 0.5, 1) : 0
      luma += left * (behind + (discColour[0] - behind) * cover)
    }
    out[row * 16 + column] = luma < 16 ? 16 : luma > 235 ? 235 : luma
  }
}

/** Chroma has one sample for four of luma; it is taken at their centre. */
function drawChromaColumn(
  composition: Composition,
  seen: readonly number[],
  x0: number,
  y0: number,
  column: number,
  lights: Lights,
  out: MacroblockSamples,
): void {
  const x = x0 + column * 2
  const block = x >> 2
  const { soft, discColour } = composition
  for (let row = 0; row < 8; row += 1) {
    const y = y0 + row * 2
    let left = 1
    let cb = 0
    let cr = 0
    for (let place = 0; place < seen.length; place += 1) {
      const index = seen[place]!
      const ridge = composition.ridges[index]!
      const reach = (y + 2 - (ridge.edge[x]! + ridge.edge[x + 1]!) / 2) / 2
      if (reach <= 0 || y >= composition.bottoms[index]!) continue
      const colours = composition.colours[index]!
      const entry = entryAt(colours.entriesPerPixel, y + 1 - ridge.ground[block]!)
      const share = reach >= 1 ? left : left * reach
      cb += share * colours.cb[entry]!
      cr += share * colours.cr[entry]!
      left -= share
      if (left <= UNSEEN) break
    }
    if (left > UNSEEN) {
      const behindCb = softAt(soft.cb, soft, x + 1, y + 1)
      const behindCr = softAt(soft.cr, soft, x + 1, y + 1)
      const cover = y < composition.horizon ? discCover(lights.disc, x + 1, y + 1, 2) : 0
      cb += left * (behindCb + (discColour[1] - behindCb) * cover)
      cr += left * (behindCr + (discColour[2] - behindCr) * cover)
    }
    out.cb[row * 8 + column] = cb
    out.cr[row * 8 + column] = cr
  }
}

/** The mean colour of one 4x4 block, and whether an outline passes through it. */
export interface BlockColour {
  luma: number
  cb: number
  cr: number
  hasEdge: boolean
}

export function drawBlock(
  composition: Composition,
  block: number,
  blockRow: number,
  disc: PlacedDisc,
  out: BlockColour,
): void {
  const { soft, ridges, bottoms, discColour } = composition
  const y = blockRow * 4
  let left = 1
  let luma = 0
  let cb = 0
  let cr = 0
  let hasEdge = false
  for (let index = ridges.length - 1; index >= 0; index -= 1) {
    const ridge = ridges[index]!
    if (y + 4 <= ridge.edgeMin[block]! || y >= bottoms[index]!) continue
    const cover = y >= ridge.edgeMax[block]! ? 1 : blockCover(ridge.edge, block * 4, y)
    if (cover < 1) hasEdge = true
    const colours = composition.colours[index]!
    const entry = entryAt(colours.entriesPerPixel, y + 2 - ridge.ground[block]!)
    const share = left * cover
    luma += share * (colours.luma[entry]! + ridge.light[block]! * colours.relief[entry]!)
    cb += share * colours.cb[entry]!
    cr += share * colours.cr[entry]!
    left -= share
    if (left <= UNSEEN) break
  }
  if (left > UNSEEN) {
    const at = blockRow * soft.columns + block
    const cover = y < composition.horizon ? discCover(disc, block * 4 + 2, y + 2, 4) : 0
    if (cover > 0 && cover < 1) hasEdge = true
    luma += left * (soft.luma[at]! + (discColour[0] - soft.luma[at]!) * cover)
    cb += left * (soft.cb[at]! + (discColour[1] - soft.cb[at]!) * cover)
    cr += left * (soft.cr[at]! + (discColour[2] - soft.cr[at]!) * cover)
  }
  out.luma = luma
  out.cb = cb
  out.cr = cr
  out.hasEdge = hasEdge
}

function blockCover(edge: Float32Array, x: number, y: number): number {
  let cover = 0
  for (let column = x; column < x + 4; column += 1) {
    const reach = y + 4 - edge[column]!
    cover += reach <= 0 ? 0 : reach >= 4 ? 4 : reach
  }
  return cover / 16
}
