import type { Colour } from './colour.ts'

/**
 * A moving landscape as data. Lengths are in units of the geometric mean of the picture's sides, heights
 * above as fractions of the picture's height from its top, speeds per second.
 */
export interface Landscape {
  sky: Sky
  /** The sun or the moon. */
  disc: Disc | null
  /** Stars per square unit. */
  stars: number
  /** From the farthest to the nearest. */
  layers: readonly Layer[]
  water: Water | null
}

export interface Sky {
  /** Colours from the top down, each with where it stands. */
  stops: readonly { at: number; colour: Colour }[]
  glow: { colour: Colour; strength: number; radius: number }
  clouds: { amount: number; lit: Colour; shaded: Colour; drift: number } | null
  aurora: { colours: readonly [Colour, Colour]; curtains: number; strength: number } | null
}

export interface Disc {
  /** From the middle, as a fraction of the picture's width. */
  x: number
  y: number
  radius: number
  colour: Colour
  drift: { x: number; y: number }
}

export type RidgeKind = 'hills' | 'peaks' | 'dunes' | 'pines'

export interface Layer {
  kind: RidgeKind
  /** Mean height of the ridge. */
  base: number
  amplitude: number
  /** Waves of the coarsest shape in one unit. */
  frequency: number
  /** How fast the view drifts along it. */
  pan: number
  crest: Colour
  /** The colour it fades into downwards, over `mistDepth`. */
  mist: Colour
  mistDepth: number
  /** How much slopes that face the light are brighter, in steps of luma. */
  relief: number
  /** Ends at the water, or goes on to the lower edge of the picture. */
  isBehindWater: boolean
}

export interface Water {
  horizon: number
  deep: Colour
  /** How much of the deep colour shows at the lower edge. */
  depth: number
  glitter: number
  roughness: number
}
