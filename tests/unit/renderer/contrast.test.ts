import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../renderer/src/base.css', import.meta.url), 'utf8')
const [darkBlock = '', lightBlock = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((match) => match[1])

const colours = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))

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
const GROUNDS = ['background', 'surface', 'raised', 'hover', 'field', 'attention']

describe.each([
  ['dark', colours(darkBlock)],
  ['light', colours(lightBlock)],
])('the %s theme', (_name, theme) => {
  const of = (name: string): string => theme.get(name) ?? 'missing'

  it('has text that can be read on every ground (WCAG AA, 4.5 to 1)', () => {
    const tooWeak = TEXT.flatMap((text) =>
      GROUNDS.map((ground) => ({ text, ground, ratio: contrast(of(text), of(ground)) })),
    ).filter(({ ratio }) => !(ratio >= 4.5))
    expect(tooWeak).toEqual([])
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('on-accent'), of('accent-strong'))).toBeGreaterThanOrEqual(4.5)
  })

  it('has control edges, bars and focus rings that can be seen (3 to 1)', () => {
    for (const ground of ['background', 'surface', 'field']) {
      expect(contrast(of('control-border'), of(ground))).toBeGreaterThanOrEqual(3)
      expect(contrast(of('accent'), of(ground))).toBeGreaterThanOrEqual(3)
    }
    expect(contrast(of('accent'), of('track'))).toBeGreaterThanOrEqual(3)
  })
})
