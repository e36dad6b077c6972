import type { Disc } from './landscape.ts'
import type { SeededRandom } from './noise.ts'
import { between, clamp } from './noise.ts'
import type { Outline } from './ridges.ts'

export interface Star {
  x: number
  y: number
  /** Added luma at the centre, before it twinkles. */
  brightness: number
  /** Pixels. */
  radius: number
  phase: number
  pace: number
}

/** Stars by macroblock, where each is wholly inside one so that its neighbours need not know. */
export type StarMap = ReadonlyMap<number, readonly Star[]>

export function scatterStars(random: SeededRandom, perSquareUnit: number, outline: Outline, lowest: number): StarMap {
  const macroblocks = Math.ceil(outline.width / 16)
  const area = (outline.width * outline.height * lowest) / outline.unit ** 2
  const map = new Map<number, Star[]>()
  for (let count = Math.round(perSquareUnit * area); count > 0; count -= 1) {
    const radius = clamp(outline.unit * between(random, 0.0006, 0.0013), 0.55, 2.2)
    const margin = Math.ceil(radius * 2)
    // Denser towards the zenith, as haze hides those near the ground.
    const x = random() * outline.width
    const y = random() ** 1.5 * lowest * outline.height
    const column = Math.floor(x / 16)
    const row = Math.floor(y / 16)
    const star = {
      x: clamp(x, column * 16 + margin, column * 16 + 16 - margin),
      y: clamp(y, row * 16 + margin, row * 16 + 16 - margin),
      brightness: between(random, 0.25, 1) ** 2.2 * 190,
      radius,
      phase: random() * 6.3,
      pace: between(random, 0.6, 1.9),
    }
    const key = row * macroblocks + column
    map.set(key, [...(map.get(key) ?? []), star])
  }
  return map
}

export function starLight(star: Star, x: number, y: number, time: number): number {
  const square = ((x - star.x) ** 2 + (y - star.y) ** 2) / (star.radius * star.radius)
  if (square > 4) return 0
  return star.brightness * twinkle(star, time) * (1 - square / 4) ** 3
}

/** What one star adds to the mean of the 16 samples of the block it is in. */
export function starMean(star: Star, time: number): number {
  return (star.brightness * twinkle(star, time) * star.radius * star.radius * Math.PI) / 16
}

function twinkle(star: Star, time: number): number {
  return 0.82 + 0.18 * Math.sin(star.phase + time * star.pace)
}

export interface PlacedDisc {
  x: number
  y: number
  radius: number
}

export function placeDisc(disc: Disc | null, outline: Outline, time: number): PlacedDisc {
  if (!disc) return { x: outline.width / 2, y: outline.height, radius: 0 }
  return {
    x: outline.width * (0.5 + disc.x) + disc.drift.x * time * outline.unit,
    y: disc.y * outline.height + disc.drift.y * time * outline.unit,
    radius: disc.radius * outline.unit,
  }
}

/** How much of a square of `size` pixels around a point the disc covers. */
export function discCover(disc: PlacedDisc, x: number, y: number, size: number): number {
  const across = x - disc.x
  const down = y - disc.y
  const reach = disc.radius + size
  if (across > reach || across < -reach || down > reach || down < -reach || disc.radius === 0) return 0
  return clamp((disc.radius - Math.sqrt(across * across + down * down)) / size + 0.5, 0, 1)
}
