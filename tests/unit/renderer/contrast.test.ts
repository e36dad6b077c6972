import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../renderer/src/ui/tokens.css', import.meta.url), 'utf8')

/** Each colour is written once, as `light-dark(light, dark)`. */
const colours = (theme: 'light' | 'dark'): Map<string, string> =>
  new Map(
    [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
      ([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark],
    ),
  )

/** Relative luminance as WCAG 2.2 defines it. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (left: string, right: string): number => {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT = ['text', 'muted', 'accent', 'good', 'bad', 'warn']
const GROUNDS = ['canvas', 'surface', 'raised', 'hover', 'field', 'selected', 'warn-soft', 'bad-soft']

describe.each([
  ['dark', colours('dark')],
  ['light', colours('light')],
])('the %s theme', (_name, theme) => {
  const of = (name: string): string => theme.get(name) ?? 'missing'

  it('has text that can be read on every ground (WCAG AA, 4.5 to 1)', () => {
    const tooWeak = TEXT.flatMap((text) =>
      GROUNDS.map((ground) => ({ text, ground, ratio: contrast(of(text), of(ground)) })),
    ).filter(({ ratio }) => !(ratio >= 4.5))
    expect(tooWeak).toEqual([])
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('on-accent'), of('accent-hover'))).toBeGreaterThanOrEqual(4.5)
  })

  it('has control edges, bars and focus rings that can be seen (3 to 1)', () => {
    for (const ground of ['canvas', 'surface', 'raised', 'field']) {
      expect(contrast(of('control'), of(ground))).toBeGreaterThanOrEqual(3)
      expect(contrast(of('accent'), of(ground))).toBeGreaterThanOrEqual(3)
    }
    expect(contrast(of('accent'), of('track'))).toBeGreaterThanOrEqual(3)
  })
})
