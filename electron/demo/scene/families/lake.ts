import type { Colour } from '../colour.ts'
import { colour, mix, turnHue } from '../colour.ts'
import type { Family } from '../families.ts'
import { between, pick } from '../noise.ts'

const PALETTES = [
  {
    top: '#2b4f81',
    middle: '#8fb3cf',
    low: '#ffdcbc',
    glow: '#fff1d8',
    disc: '#fffaf0',
    far: '#a3b1c9',
    near: '#16303a',
    deep: '#10283a',
  },
  {
    top: '#2a2350',
    middle: '#8b5c93',
    low: '#ffb59a',
    glow: '#ffdcb8',
    disc: '#fff2dc',
    far: '#a3769c',
    near: '#171833',
    deep: '#1a1a3c',
  },
  {
    top: '#134058',
    middle: '#5d9ea6',
    low: '#f5e2ae',
    glow: '#fff5cf',
    disc: '#fffde8',
    far: '#86aeb0',
    near: '#0c2a2c',
    deep: '#0b2c36',
  },
  {
    top: '#0f1a3c',
    middle: '#32427a',
    low: '#8f86b8',
    glow: '#d7d4f2',
    disc: '#f6f4ff',
    far: '#5d6296',
    near: '#0b1024',
    deep: '#0b1230',
  },
] as const

/** High peaks standing on their heads in a still lake. */
export const lake: Family = (style, layout) => {
  const palette = pick(style, PALETTES)
  const turn = between(style, -0.025, 0.025)
  const tone = (hex: string): Colour => turnHue(colour(hex), turn)
  const horizon = between(layout, 0.6, 0.67)
  const direction = layout() < 0.5 ? -1 : 1
  const count = 4
  return {
    sky: {
      stops: [
        { at: 0, colour: tone(palette.top) },
        { at: horizon * 0.55, colour: tone(palette.middle) },
        { at: horizon * 0.95, colour: tone(palette.low) },
      ],
      glow: { colour: tone(palette.glow), strength: 0.8, radius: 0.36 },
      clouds: {
        amount: between(style, 0.3, 0.5),
        lit: tone(palette.glow),
        shaded: mix(tone(palette.middle), tone(palette.top), 0.4),
        drift: 0.03 * direction,
      },
      aurora: null,
    },
    disc: {
      x: between(layout, -0.32, 0.32),
      y: horizon - between(layout, 0.3, 0.36),
      radius: between(style, 0.024, 0.034),
      colour: tone(palette.disc),
      drift: { x: 0.0008, y: 0.002 },
    },
    stars: 0,
    layers: Array.from({ length: count }, (_, index) => {
      const near = index / (count - 1)
      const isShore = index === count - 1
      const crest = mix(tone(palette.far), tone(palette.near), near ** 1.1)
      return {
        kind: isShore ? ('pines' as const) : ('peaks' as const),
        base: isShore ? horizon + 0.008 : horizon - 0.14 + near * 0.13,
        amplitude: isShore ? 0.024 : 0.15 - 0.08 * near,
        frequency: isShore ? 1.9 : 1.3 + near * 0.7 + between(layout, -0.15, 0.15),
        pan: direction * (0.0016 + 0.006 * near),
        crest,
        mist: mix(crest, tone(palette.low), 0.6 - 0.45 * near),
        mistDepth: 0.2,
        relief: isShore ? 0 : 9 - 4 * near,
        isBehindWater: true,
      }
    }),
    water: { horizon, deep: tone(palette.deep), depth: 0.45, glitter: 0.5, roughness: 0.7 },
  }
}
