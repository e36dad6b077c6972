import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  {
    top: '#16203f',
    middle: '#6b4a6e',
    low: '#e8a06a',
    glow: '#ffd8a0',
    disc: '#fff0d0',
    far: '#b0705a',
    near: '#4a2330',
    stars: 70,
  },
  {
    top: '#2f6f9f',
    middle: '#9cc7d3',
    low: '#ffe8c4',
    glow: '#fff6dc',
    disc: '#ffffff',
    far: '#e2b184',
    near: '#a45f3a',
    stars: 0,
  },
  {
    top: '#0d1430',
    middle: '#27305e',
    low: '#6a5a86',
    glow: '#c9c4ee',
    disc: '#f4f0ff',
    far: '#54507c',
    near: '#161732',
    stars: 190,
  },
  {
    top: '#4a1f3d',
    middle: '#b8435a',
    low: '#ffae6b',
    glow: '#ffd693',
    disc: '#fff2d0',
    far: '#c05a4e',
    near: '#38142a',
    stars: 0,
  },
] as const

/** Long dunes with light along their crests. */
export const desert: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.02, 0.02)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const direction = layout() < 0.5 ? -1 : 1
  const count = 5
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: 0.3, colour: tone(palette.middle) },
        { at: 0.58, colour: tone(palette.low) },
      ],
      glow: { colour: tone(palette.glow), strength: 0.75, radius: 0.4 },
      clouds:
        palette.stars > 0 ? null : { amount: 0.3, lit: tone(palette.glow), shaded: tone(palette.middle), drift: 0.03 },
      aurora: null,
    },
    disc: {
      x: between(layout, 0.1, 0.34) * (layout() < 0.5 ? -1 : 1),
      y: between(layout, 0.2, 0.38),
      radius: between(style, 0.022, 0.042),
      colour: tone(palette.disc),
      drift: { x: -0.0012, y: 0.0026 },
    },
    stars: palette.stars,
    layers: Array.from({ length: count }, (_, index) => {
      const near = index / (count - 1)
      const crest = mix(tone(palette.far), tone(palette.near), near ** 1.1)
      return {
        kind: 'dunes' as const,
        base: 0.52 + near * 0.38 + between(layout, -0.015, 0.015),
        amplitude: 0.06 + 0.05 * near,
        frequency: 1.9 - 0.9 * near + between(layout, -0.15, 0.15),
        pan: direction * (0.005 + 0.028 * near ** 1.5),
        crest: mix(crest, tone(palette.low), 0.28),
        mist: mix(crest, tone(palette.near), 0.6),
        mistDepth: 0.22 + 0.12 * near,
        relief: 24 - 8 * near,
        isBehindWater: false,
      }
    }),
    water: null,
  }
}
