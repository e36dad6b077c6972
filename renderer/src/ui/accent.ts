import { contrast, luminance, toHex, toOklch, type Oklch } from './oklch.ts'

/** What of a theme follows the accent colour. The names are those of `tokens.css`. */
export interface AccentColours {
  accent: string
  'accent-hover': string
  selected: string
}

interface Theme {
  /** Everything that text in the accent colour may stand on, but for what is chosen. */
  grounds: readonly string[]
  /** Where a bar in the accent colour runs. */
  track: string
  /** Written on the accent colour. */
  onAccent: string
  /** Of what is chosen, with Dailies' own accent. */
  selected: string
  /** Towards more contrast with the grounds. */
  away: 1 | -1
}

/** The colours of `tokens.css`; a test keeps them the same. */
export const ACCENT_THEMES = {
  light: {
    grounds: ['#f3f4f6', '#fbfbfc', '#ffffff', '#e8ebf0', '#fdf4df', '#fdecea'],
    track: '#dadfe6',
    onAccent: '#ffffff',
    selected: '#dfe9fb',
    away: -1,
  },
  dark: {
    grounds: ['#0f1216', '#15191e', '#1c2127', '#101317', '#242a32', '#2b2415', '#331b1a'],
    track: '#2e353f',
    onAccent: '#0a1424',
    selected: '#1d2c45',
    away: 1,
  },
} as const satisfies Record<string, Theme>

/** WCAG 2.2 AA for text, and for what has to be seen but not read. */
const TEXT_CONTRAST = 4.5
const PART_CONTRAST = 3

const STEP = 0.005
const HOVER_STEP = 0.06
/** Beyond these no difference can be seen: there the pointer brings the colour back a little. */
const DARKEST_HOVER = 0.14
const LIGHTEST_HOVER = 0.97
const BACK_STEP = 0.16
/** With less colour than this, what is chosen could not be told from what is pointed at. */
const GREY_CHROMA = 0.03

const at = (colour: Oklch, lightness: number): Oklch => ({ ...colour, lightness: Math.min(Math.max(lightness, 0), 1) })

/** As light as Dailies' own, so that all text that can be read on that can be read on this too. */
const selectedFor = (system: Oklch, { selected, away }: Theme): string => {
  if (system.chroma < GREY_CHROMA) return selected
  const own = toOklch(selected)
  const limit = luminance(selected)
  let colour = { ...system, lightness: own.lightness, chroma: Math.min(system.chroma, own.chroma) }
  while (away * (luminance(toHex(colour)) - limit) > 0) colour = at(colour, colour.lightness - away * STEP)
  return toHex(colour)
}

const accentFor = (system: Oklch, theme: Theme): AccentColours => {
  const selected = selectedFor(system, theme)
  const isReadable = (hex: string): boolean =>
    [...theme.grounds, selected, theme.onAccent].every((ground) => contrast(hex, ground) >= TEXT_CONTRAST) &&
    contrast(hex, theme.track) >= PART_CONTRAST
  let colour = system
  const end = theme.away === 1 ? 1 : 0
  // Black or white at the latest can be read everywhere.
  while (!isReadable(toHex(colour)) && colour.lightness !== end)
    colour = at(colour, colour.lightness + theme.away * STEP)
  const farther = colour.lightness + theme.away * HOVER_STEP
  const hover =
    farther > DARKEST_HOVER && farther < LIGHTEST_HOVER ? farther : colour.lightness - theme.away * BACK_STEP
  return { accent: toHex(colour), 'accent-hover': toHex(at(colour, hover)), selected }
}

/**
 * The system's accent colour for both themes: its hue, as light or dark as it takes for every pairing to keep
 * WCAG AA (4.5 to 1 for text, 3 to 1 for bars and rings).
 *
 * @param hex as `#rrggbb`
 */
export const accentColours = (hex: string): Record<'light' | 'dark', AccentColours> => {
  const system = toOklch(hex)
  return { light: accentFor(system, ACCENT_THEMES.light), dark: accentFor(system, ACCENT_THEMES.dark) }
}

const NAMES = ['accent', 'accent-hover', 'selected'] as const satisfies (keyof AccentColours)[]
/** The custom properties of `tokens.css` that follow the accent. */
export const ACCENT_PROPERTIES: readonly string[] = NAMES.map((name) => `--color-${name}`)

/** The same as values for these custom properties. */
export const accentProperties = (hex: string): Record<string, string> => {
  const { light, dark } = accentColours(hex)
  return Object.fromEntries(NAMES.map((name) => [`--color-${name}`, `light-dark(${light[name]}, ${dark[name]})`]))
}
