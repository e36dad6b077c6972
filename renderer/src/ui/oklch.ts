/**
 * Colours by lightness, chroma and hue, as the eye orders them. The matrices are Björn Ottosson's
 * (https://bottosson.github.io/posts/oklab/), the transfer function that of sRGB.
 */
export interface Oklch {
  /** 0 for black to 1 for white. */
  lightness: number
  /** 0 for grey; about 0.32 at most on a screen. */
  chroma: number
  /** Radians. */
  hue: number
}

type Triple = readonly [number, number, number]

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const fromLinear = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055

/** Red, green and blue of `#rrggbb` as light, 0 to 1. */
const linearOf = (hex: string): Triple => {
  const channel = (start: number): number => toLinear(parseInt(hex.slice(start, start + 2), 16) / 255)
  return [channel(1), channel(3), channel(5)]
}

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it. */
export const luminance = (hex: string): number => {
  const [red, green, blue] = linearOf(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21, as WCAG 2.2 defines it. */
export const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

export const toOklch = (hex: string): Oklch => {
  const [red, green, blue] = linearOf(hex)
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  return {
    lightness: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  }
}

const toLinearRgb = ({ lightness, chroma, hue }: Oklch): Triple => {
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const isOnScreen = (rgb: Triple): boolean => rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001)

/** The nearest colour of that lightness and hue that a screen can show, as `#rrggbb`. */
export const toHex = (colour: Oklch): string => {
  let chroma = colour.chroma
  while (chroma > 0 && !isOnScreen(toLinearRgb({ ...colour, chroma }))) chroma = chroma < 0.004 ? 0 : chroma - 0.004
  return `#${toLinearRgb({ ...colour, chroma })
    .map((channel) => Math.round(255 * fromLinear(Math.min(Math.max(channel, 0), 1))))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`
}
