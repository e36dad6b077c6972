import { videoColour } from './colour.ts'
import type { Landscape } from './landscape.ts'
import type { Noise } from './noise.ts'
import { clamp, smoothstep } from './noise.ts'
import type { Outline, Ridge } from './ridges.ts'
import type { SoftPlanes } from './softPlanes.ts'
import type { LayerColours } from './layerColours.ts'
import { entryAt } from './layerColours.ts'

export interface WaterPainter {
  /** First pixel row of the water; a multiple of four. */
  horizon: number
  /** Paints one row of 4x4 blocks into the soft planes. The sky above must be there already. */
  paintBlockRow(blockRow: number, time: number, disc: { x: number; y: number }): void
}

export function horizonOf(landscape: Landscape, height: number): number {
  return landscape.water ? Math.round((landscape.water.horizon * height) / 4) * 4 : Infinity
}

/** Water as a rippled mirror of what stands behind it, with a path of light under the sun or the moon. */
export function createWaterPainter(
  landscape: Landscape,
  noise: Noise,
  outline: Outline,
  soft: SoftPlanes,
  ridges: readonly Ridge[],
  colours: readonly LayerColours[],
): WaterPainter | null {
  const { water } = landscape
  if (!water) return null
  const horizon = horizonOf(landscape, outline.height)
  const deep = videoColour(water.deep)
  const light = videoColour(landscape.disc?.colour ?? [255, 255, 255])
  const mirrored = landscape.layers.flatMap((layer, index) => (layer.isBehindWater ? [index] : [])).toReversed()
  const { unit } = outline
  const blur = unit * 0.014

  return {
    horizon,
    paintBlockRow(blockRow, time, disc) {
      const y = blockRow * 4 + 2
      const near = (y - horizon) / (outline.height - horizon)
      const distance = 1 / (near + 0.07)
      // Waves get longer towards the viewer, but never so long that the foreground lies still.
      const depthPhase = distance * 2.2 - near * 9
      const swing = (0.004 + 0.05 * near) * unit * water.roughness
      const dim = water.depth * (0.2 + 0.8 * Math.sqrt(near))
      const pathWidth = unit * (0.02 + 0.13 * near)
      const steadiness = smoothstep(0, 0.12, near)
      for (let block = 0; block < soft.columns; block += 1) {
        const x = block * 4 + 2
        const u = (x - outline.width / 2) / unit
        const swell = noise.plane(u * distance * 1.6 + time * 0.14, depthPhase * 2.6 + time * 0.35)
        const ripple = noise.plane(u * distance * 5.2 - time * 0.25, depthPhase * 8 - time * 0.8)
        const wave = swell * 0.5 + ripple * 0.5
        let source = 2 * horizon - y + wave * swing
        if (source > horizon - 1) source = horizon - 1
        if (source < 0) source = 0
        const at = blockRow * soft.columns + block
        mirror(at, block, source)
        const across = (x - disc.x) / pathWidth
        const path = across > 3 || across < -3 ? 0 : Math.exp(-across * across)
        const sparkle = 0.25 + smoothstep(-0.05, 0.6, wave) * 0.75 * steadiness + (1 - steadiness) * 0.3
        const shine = water.glitter * path * sparkle
        const tint = 1 - dim
        const luma = deep[0] + (soft.luma[at]! - deep[0]) * tint + wave * steadiness * 5
        const cb = deep[1] + (soft.cb[at]! - deep[1]) * tint
        const cr = deep[2] + (soft.cr[at]! - deep[2]) * tint
        soft.luma[at] = luma + (light[0] - luma) * shine
        soft.cb[at] = cb + (light[1] - cb) * shine
        soft.cr[at] = cr + (light[2] - cr) * shine
      }
    },
  }

  /** The colour that stands `source` pixels from the top in this column: layers before the sky, blurred. */
  function mirror(at: number, block: number, source: number): void {
    const from = (source >> 2) * soft.columns + block
    let left = 1
    let luma = 0
    let cb = 0
    let cr = 0
    for (const index of mirrored) {
      const ridge = ridges[index]!
      const edge = (ridge.edgeMin[block]! + ridge.edgeMax[block]!) / 2
      const cover = clamp((source - edge) / blur + 0.5, 0, 1)
      if (cover <= 0) continue
      const layer = colours[index]!
      const entry = entryAt(layer.entriesPerPixel, source - ridge.ground[block]!)
      const share = left * cover
      luma += share * (layer.luma[entry]! + ridge.light[block]! * layer.relief[entry]!)
      cb += share * layer.cb[entry]!
      cr += share * layer.cr[entry]!
      left -= share
      if (left <= 0) break
    }
    soft.luma[at] = luma + left * soft.luma[from]!
    soft.cb[at] = cb + left * soft.cb[from]!
    soft.cr[at] = cr + left * soft.cr[from]!
  }
}
