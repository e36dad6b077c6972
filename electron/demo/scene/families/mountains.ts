import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  {
    top: '#1d2a4f',
    middle: '#8a5a83',
    low: '#f6a56b',
    glow: '#ffd9a0',
    disc: '#fff1cf',
    far: '#c07a78',
    near: '#141428',
  },
  {
    top: '#27466b',
    middle: '#7fa3b5',
    low: '#f3d9b1',
    glow: '#fff0cc',
    disc: '#fffbe8',
    far: '#9fb4ba',
    near: '#122430',
  },
  {
    top: '#2b1b45',
    middle: '#a13d63',
    low: '#ff9a56',
    glow: '#ffc37a',
    disc: '#fff0c2',
    far: '#b1506a',
    near: '#190f26',
  },
  {
    top: '#122b3f',
    middle: '#3f7c85',
    low: '#e8c99b',
    glow: '#ffe3b0',
    disc: '#fff6da',
    far: '#6f9a96',
    near: '#0a1a22',
  },
  {
    top: '#3b2f63',
    middle: '#b77fa6',
    low: '#ffd1b8',
    glow: '#ffe9d2',
    disc: '#ffffff',
    far: '#b591b5',
    near: '#1d1a38',
  },
] as const

/** Ridge behind ridge in the haze of a low sun. */
export const mountains: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.025, 0.025)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const sunX = between(layout, -0.33, 0.33)
  const sunY = between(layout, 0.3, 0.46)
  const count = 6
  const direction = layout() < 0.5 ? -1 : 1
  const haze = tone(palette.low)
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: 0.34, colour: tone(palette.middle) },
        { at: 0.62, colour: haze },
      ],
      glow: { colour: tone(palette.glow), strength: 0.85, radius: 0.42 },
      clouds: {
        amount: between(style, 0.28, 0.5),
        lit: tone(palette.glow),
        shaded: mix(tone(palette.middle), tone(palette.top), 0.35),
        drift: 0.03 * direction,
      },
      aurora: null,
    },
    disc: {
      x: sunX,
      y: sunY,
      radius: between(style, 0.028, 0.04),
      colour: tone(palette.disc),
      drift: { x: 0.0006, y: 0.003 },
    },
    stars: 0,
    layers: Array.from({ length: count }, (_, index) => {
      const near = index / (count - 1)
      const isNearest = index === count - 1
      const crest = mix(tone(palette.far), tone(palette.near), near ** 0.85)
      return {
        kind: isNearest ? ('pines' as const) : index < 3 ? ('peaks' as const) : ('hills' as const),
        base: 0.5 + near * 0.4 + between(layout, -0.015, 0.015),
        amplitude: isNearest ? 0.05 : 0.1 - 0.03 * near,
        frequency: isNearest ? 1.6 : 2 - near * 0.7 + between(layout, -0.2, 0.2),
        pan: direction * (0.0026 + 0.018 * near ** 1.6),
        crest,
        mist: mix(crest, haze, 0.62 - 0.42 * near),
        mistDepth: 0.2 + 0.1 * near,
        relief: index < 3 ? 7 - index * 1.5 : 2,
        isBehindWater: false,
      }
    }),
    water: null,
  }
}
