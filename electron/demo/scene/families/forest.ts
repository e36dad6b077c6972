import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  { top: '#7f9aa6', low: '#dfe6df', glow: '#fff6e2', far: '#a9bdb9', near: '#12252a' },
  { top: '#8a7f9a', low: '#f2d6c2', glow: '#ffeeda', far: '#b79fa9', near: '#1e1a2c' },
  { top: '#3f5f6b', low: '#bcd0c0', glow: '#f4f3d4', far: '#86a79f', near: '#0c1f20' },
  { top: '#2b3a5c', low: '#8fa5c0', glow: '#dfe8f4', far: '#6d84a6', near: '#0b1426' },
] as const

/** Row behind row of pines in the fog of an early morning. */
export const forest: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.04, 0.04)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const direction = layout() < 0.5 ? -1 : 1
  const count = 6
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: 0.55, colour: tone(palette.low) },
      ],
      glow: { colour: tone(palette.glow), strength: 0.8, radius: 0.45 },
      clouds: {
        amount: 0.36,
        lit: tone(palette.glow),
        shaded: mix(tone(palette.top), tone(palette.low), 0.4),
        drift: 0.026 * direction,
      },
      aurora: null,
    },
    disc: {
      x: between(layout, -0.32, 0.32),
      y: between(layout, 0.2, 0.34),
      radius: between(style, 0.02, 0.032),
      colour: mix(tone(palette.glow), [255, 255, 255], 0.7),
      drift: { x: 0.001, y: -0.0012 },
    },
    stars: 0,
    layers: Array.from({ length: count }, (_, index) => {
      const near = index / (count - 1)
      const crest = mix(tone(palette.far), tone(palette.near), near ** 1.15)
      return {
        kind: index === 0 ? ('hills' as const) : ('pines' as const),
        base: 0.4 + near * 0.5 + between(layout, -0.02, 0.02),
        amplitude: 0.07,
        // Lower frequency means nearer: broader slopes and taller trees.
        frequency: 2.4 - 2.05 * near ** 0.6,
        pan: direction * (0.002 + 0.02 * near ** 1.8),
        crest,
        mist: mix(crest, tone(palette.low), 0.82 - 0.5 * near),
        mistDepth: 0.16 + 0.08 * near,
        relief: 0,
        isBehindWater: false,
      }
    }),
    water: null,
  }
}
