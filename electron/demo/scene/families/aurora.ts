import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  { top: '#050b1f', low: '#16324a', lower: '#3df2a0', upper: '#6a4bd8', land: '#0a1526' },
  { top: '#070a24', low: '#1f2c5a', lower: '#4fe3d0', upper: '#c04bd0', land: '#0b1026' },
  { top: '#04121c', low: '#123a44', lower: '#9cf06a', upper: '#2a9fb0', land: '#06161c' },
  { top: '#0c0a26', low: '#33265c', lower: '#ff7fb0', upper: '#5b4be0', land: '#100c24' },
] as const

/** Northern lights over a dark lake. */
export const aurora: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.03, 0.03)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const horizon = between(layout, 0.66, 0.74)
  const direction = layout() < 0.5 ? -1 : 1
  const ridge = (index: number) => ({
    kind: index === 0 ? ('peaks' as const) : ('pines' as const),
    base: index === 0 ? horizon - 0.05 : horizon + 0.012,
    amplitude: index === 0 ? 0.1 : 0.03,
    frequency: index === 0 ? 1.5 : 1.2,
    pan: direction * (index === 0 ? 0.0018 : 0.005),
    crest: mix(tone(palette.land), tone(palette.low), index === 0 ? 0.42 : 0),
    mist: mix(tone(palette.land), tone(palette.low), index === 0 ? 0.8 : 0.15),
    mistDepth: 0.15,
    relief: index === 0 ? 5 : 0,
    isBehindWater: true,
  })
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: horizon, colour: tone(palette.low) },
      ],
      glow: { colour: tone(palette.low), strength: 0.3, radius: 0.7 },
      clouds: null,
      aurora: {
        colours: [tone(palette.lower), tone(palette.upper)],
        curtains: layout() < 0.5 ? 2 : 3,
        strength: between(style, 0.8, 1.05),
      },
    },
    disc: null,
    stars: between(style, 180, 280),
    layers: [ridge(0), ridge(1)],
    water: { horizon, deep: mix(tone(palette.top), tone(palette.land), 0.5), depth: 0.5, glitter: 0, roughness: 0.8 },
  }
}
