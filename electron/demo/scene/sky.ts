import type { Colour } from './colour.ts'
import { cbOf, crOf, lumaOf, mix } from './colour.ts'
import type { Landscape, Sky } from './landscape.ts'
import type { Noise } from './noise.ts'
import { smoothstep } from './noise.ts'
import type { Outline } from './ridges.ts'

/** Colours of the sky at every eighth pixel, from which everything between is interpolated. */
export interface SkyGrid {
  columns: number
  luma: Float32Array
  cb: Float32Array
  cr: Float32Array
}

export interface SkyPainter {
  grid: SkyGrid
  /** Sets the moment; `disc` is where the light stands, in pixels. */
  begin(time: number, disc: { x: number; y: number }): void
  paintGridRow(row: number): void
}

export function createSkyPainter(landscape: Landscape, noise: Noise, outline: Outline): SkyPainter {
  const { sky } = landscape
  const columns = Math.ceil(outline.width / 16) * 2 + 1
  const rows = Math.ceil(outline.height / 16) * 2 + 1
  const grid = gridOf(columns, rows)
  const aurora = sky.aurora ? createAurora(sky.aurora, noise, outline, columns) : null
  const rgb = new Float64Array(3)
  let time = 0
  let disc = { x: 0, y: 0 }

  return {
    grid,
    begin(now, at) {
      time = now
      disc = at
      aurora?.begin(now)
    },
    paintGridRow(row) {
      const y = row * 8
      const v = y / outline.height
      const base = gradient(sky, v)
      const radius = sky.glow.radius * outline.unit
      for (let column = 0; column < columns; column += 1) {
        const x = column * 8
        rgb.set(base)
        const far = ((x - disc.x) ** 2 * 0.6 + (y - disc.y) ** 2) / (radius * radius)
        const glow = sky.glow.strength * (0.65 / (1 + far * 3) + 0.35 / (1 + far * 40))
        blend(rgb, sky.glow.colour, glow > 0.95 ? 0.95 : glow)
        if (sky.clouds) paintCloud(rgb, sky.clouds, noise, (x - outline.width / 2) / outline.unit, v, time, glow)
        aurora?.paint(rgb, column, v)
        const at = row * columns + column
        grid.luma[at] = lumaOf(rgb[0]!, rgb[1]!, rgb[2]!)
        grid.cb[at] = cbOf(rgb[0]!, rgb[1]!, rgb[2]!)
        grid.cr[at] = crOf(rgb[0]!, rgb[1]!, rgb[2]!)
      }
    },
  }
}

function gridOf(columns: number, rows: number): SkyGrid {
  const length = columns * rows
  return { columns, luma: new Float32Array(length), cb: new Float32Array(length), cr: new Float32Array(length) }
}

function gradient(sky: Sky, v: number): Colour {
  let above = sky.stops[0]!
  for (const below of sky.stops) {
    if (v <= below.at) {
      const amount = smoothstep(above.at, below.at, v)
      return mix(above.colour, below.colour, amount)
    }
    above = below
  }
  return above.colour
}

function blend(rgb: Float64Array, colour: Colour, amount: number): void {
  rgb[0]! += (colour[0] - rgb[0]!) * amount
  rgb[1]! += (colour[1] - rgb[1]!) * amount
  rgb[2]! += (colour[2] - rgb[2]!) * amount
}

/** Long, flat banks of cloud, thinner towards the top, brighter where the light is near. */
function paintCloud(
  rgb: Float64Array,
  clouds: NonNullable<Sky['clouds']>,
  noise: Noise,
  u: number,
  v: number,
  time: number,
  glow: number,
): void {
  const x = u * 1.7 + time * clouds.drift
  const y = v * 7
  const warp = noise.plane(x * 0.7 + 9, y * 0.5 + time * 0.02)
  const shape =
    noise.plane(x + warp * 0.5, y + warp * 0.4) * 0.55 +
    noise.plane(x * 2.3 + 31, y * 2.1 + time * 0.03) * 0.28 +
    noise.plane(x * 5.2 - 17, y * 4.3) * 0.13
  const cover = smoothstep(0.62 - clouds.amount, 1.15 - clouds.amount, shape + 0.25) * clouds.amount * 1.3
  if (cover <= 0) return
  const lit = Math.min(1, 0.25 + glow * 1.5 - shape * 0.35)
  const opacity = cover > 0.9 ? 0.9 : cover
  for (let channel = 0; channel < 3; channel += 1) {
    const shade = clouds.shaded[channel]! + (clouds.lit[channel]! - clouds.shaded[channel]!) * (lit < 0 ? 0 : lit)
    rgb[channel]! += (shade - rgb[channel]!) * opacity
  }
}

interface Aurora {
  begin(time: number): void
  paint(rgb: Float64Array, column: number, v: number): void
}

/** Curtains of light: a wavy lower hem, rays that reach up from it, and slow patches of brightness. */
function createAurora(aurora: NonNullable<Sky['aurora']>, noise: Noise, outline: Outline, columns: number): Aurora {
  const count = aurora.curtains
  const hem = new Float32Array(columns * count)
  const brightness = new Float32Array(columns * count)
  const reach = new Float32Array(columns * count)
  return {
    begin(time) {
      for (let curtain = 0; curtain < count; curtain += 1) {
        for (let column = 0; column < columns; column += 1) {
          const u = (column * 8 - outline.width / 2) / outline.unit
          const at = curtain * columns + column
          const fold =
            noise.line(u * 1.1 + curtain * 31 + time * 0.05) * 0.13 +
            noise.line(u * 3.1 + curtain * 17 - time * 0.08) * 0.035
          hem[at] = 0.5 - curtain * 0.13 + fold
          const patch = 0.28 + 0.72 * smoothstep(-0.6, 0.6, noise.line(u * 2 + curtain * 7.7 - time * 0.11))
          const rays =
            0.6 + 0.4 * noise.line(u * 17 + curtain * 3.3 + time * 0.35) + 0.22 * noise.line(u * 37 - time * 0.5)
          brightness[at] = aurora.strength * patch * Math.max(0.1, rays)
          reach[at] = 1 / (0.1 + 0.13 * patch + 0.04 * noise.line(u * 9 + time * 0.2 + 50))
        }
      }
    },
    paint(rgb, column, v) {
      for (let curtain = 0; curtain < count; curtain += 1) {
        const at = curtain * columns + column
        const above = hem[at]! - v
        if (above < -0.05) continue
        const rise = above < 0 ? 1 + above * 20 : 1
        const up = above < 0 ? 0 : above * reach[at]!
        if (up > 5) continue
        const light = brightness[at]! * rise * rise * Math.exp(-up)
        const upper = up > 2 ? 1 : up / 2
        const [low, high] = aurora.colours
        rgb[0] = screen(rgb[0]!, (low[0] + (high[0] - low[0]) * upper) * light)
        rgb[1] = screen(rgb[1]!, (low[1] + (high[1] - low[1]) * upper) * light)
        rgb[2] = screen(rgb[2]!, (low[2] + (high[2] - low[2]) * upper) * light)
      }
    },
  }
}

/** Adds light without ever passing white. */
function screen(base: number, light: number): number {
  return base + light * (1 - base / 255)
}
