import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACCENT_THEMES, accentColours, accentProperties } from '../../../../renderer/src/ui/accent.ts'
import { contrast, luminance, toHex, toOklch } from '../../../../renderer/src/ui/oklch.ts'

const css = readFileSync(new URL('../../../../renderer/src/ui/tokens.css', import.meta.url), 'utf8')
const tokens = (theme: 'light' | 'dark'): Map<string, string> =>
  new Map(
    [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
      ([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark],
    ),
  )

/** Every 17th step of each channel: 4,096 colours over the whole cube, its corners and edges with it. */
const channel = Array.from({ length: 16 }, (_, step) => (step * 17).toString(16).padStart(2, '0'))
const CUBE = channel.flatMap((red) => channel.flatMap((green) => channel.map((blue) => `#${red}${green}${blue}`)))

describe.each(['light', 'dark'] as const)('the system’s accent in the %s theme', (name) => {
  const theme = tokens(name)
  const of = (token: string): string => theme.get(token) ?? 'missing'
  const grounds = ['canvas', 'surface', 'raised', 'hover', 'field', 'warn-soft', 'bad-soft'].map(of)
  const palettes = CUBE.map((hex) => ({ hex, ...accentColours(hex)[name] }))

  it('can be read on every ground, and what stands on it too, whatever the colour', () => {
    const weak = palettes.filter(({ accent, selected, 'accent-hover': hover }) => {
      const ratios = [...grounds, selected].map((ground) => contrast(accent, ground))
      return Math.min(...ratios, contrast(of('on-accent'), accent), contrast(of('on-accent'), hover)) < 4.5
    })
    expect(weak).toEqual([])
  })

  it('can be seen as a bar in its track, at least 3 to 1', () => {
    expect(palettes.filter(({ accent }) => contrast(accent, of('track')) < 3)).toEqual([])
  })

  it('leaves every text readable on what is chosen', () => {
    const texts = ['text', 'muted', 'good', 'bad', 'warn'].map(of)
    const weak = palettes.filter(({ selected }) => Math.min(...texts.map((text) => contrast(text, selected))) < 4.5)
    expect(weak).toEqual([])
  })

  it('changes under the pointer so that it can be seen', () => {
    expect(palettes.filter(({ accent, 'accent-hover': hover }) => contrast(accent, hover) < 1.05)).toEqual([])
  })

  it('keeps the hue of colours that have one', () => {
    const turned = palettes.filter(({ hex, accent }) => {
      const [before, after] = [toOklch(hex), toOklch(accent)]
      if (before.chroma < 0.08 || after.chroma < 0.04) return false
      return Math.abs(Math.atan2(Math.sin(before.hue - after.hue), Math.cos(before.hue - after.hue))) > 0.12
    })
    expect(turned).toEqual([])
  })

  it('knows the colours that it has to fit', () => {
    const known = ACCENT_THEMES[name]
    expect([...known.grounds, ...known.grounds].toSorted()).toEqual([...known.grounds, ...new Set(grounds)].toSorted())
    expect(known).toMatchObject({ track: of('track'), onAccent: of('on-accent'), selected: of('selected') })
  })
})

describe('the system’s accent', () => {
  it('stays as it is where it can be read already', () => {
    expect(accentColours('#2458c5').light.accent).toBe('#2458c5')
    expect(accentColours('#83adff').dark.accent).toBe('#83adff')
  })

  it('leaves what is chosen as it is for a grey, which could not be told from what is pointed at', () => {
    expect(accentColours('#808080').dark.selected).toBe(ACCENT_THEMES.dark.selected)
    expect(accentColours('#808080').light.selected).toBe(ACCENT_THEMES.light.selected)
  })

  it('is written as values of the custom properties', () => {
    const properties = accentProperties('#e8590c')
    expect(Object.keys(properties)).toEqual(['--color-accent', '--color-accent-hover', '--color-selected'])
    for (const value of Object.values(properties)) expect(value).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/)
  })
})

describe('colours by lightness, chroma and hue', () => {
  it('come back as they were', () => {
    expect(CUBE.filter((hex) => toHex(toOklch(hex)) !== hex)).toEqual([])
  })

  it('have the luminance and the contrast of WCAG', () => {
    expect([luminance('#000000'), luminance('#ffffff')]).toEqual([0, 1])
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})
