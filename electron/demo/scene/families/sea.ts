import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  {
    top: '#20386b',
    middle: '#c0668a',
    low: '#ffb070',
    glow: '#ffe0a3',
    disc: '#fff4d6',
    land: '#4a3358',
    deep: '#152344',
  },
  {
    top: '#0f4c75',
    middle: '#5fb0b7',
    low: '#ffe3b3',
    glow: '#fff3d0',
    disc: '#fffdf0',
    land: '#2f5663',
    deep: '#0a3048',
  },
  {
    top: '#33204f',
    middle: '#d1495b',
    low: '#ff9f4a',
    glow: '#ffcf86',
    disc: '#fff3cf',
    land: '#3d2038',
    deep: '#221338',
  },
  {
    top: '#4a6fa5',
    middle: '#a9c4de',
    low: '#fbe4d5',
    glow: '#fff5e6',
    disc: '#ffffff',
    land: '#6f83a3',
    deep: '#2c4a70',
  },
] as const

/** A sun low over open water, banks of cloud and a line of islands. */
export const sea: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.025, 0.025)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const horizon = between(layout, 0.54, 0.64)
  const drift = layout() < 0.5 ? -1 : 1
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: horizon * 0.62, colour: tone(palette.middle) },
        { at: horizon, colour: tone(palette.low) },
      ],
      glow: { colour: tone(palette.glow), strength: 0.9, radius: 0.4 },
      clouds: {
        amount: between(style, 0.42, 0.62),
        lit: mix(tone(palette.low), tone(palette.glow), 0.5),
        shaded: mix(tone(palette.middle), tone(palette.top), 0.5),
        drift: 0.034 * drift,
      },
      aurora: null,
    },
    disc: {
      x: between(layout, -0.28, 0.28),
      y: horizon - between(layout, 0.1, 0.17),
      radius: between(style, 0.032, 0.046),
      colour: tone(palette.disc),
      drift: { x: 0, y: 0.003 },
    },
    stars: 0,
    layers: [0, 1].map((index) => ({
      kind: 'hills' as const,
      base: horizon + 0.028 - index * 0.006,
      amplitude: index === 0 ? 0.075 : 0.06,
      frequency: index === 0 ? 0.9 : 1.7,
      pan: drift * (0.0016 + index * 0.002),
      crest: mix(tone(palette.land), tone(palette.low), index === 0 ? 0.45 : 0.12),
      mist: mix(tone(palette.land), tone(palette.low), index === 0 ? 0.62 : 0.3),
      mistDepth: 0.08,
      relief: 3,
      isBehindWater: true,
    })),
    water: { horizon, deep: tone(palette.deep), depth: 0.62, glitter: 0.85, roughness: 1.1 },
  }
}
