/** Red, green, blue from 0 to 255, as displayed. */
export type Colour = readonly [number, number, number]

export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function mix(from: Colour, to: Colour, amount: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ]
}

/** Turns the hue by a small part of a circle and leaves lightness about as it is. */
export function turnHue(from: Colour, turn: number): Colour {
  const cos = Math.cos(turn * 2 * Math.PI)
  const sin = Math.sin(turn * 2 * Math.PI)
  const third = (1 - cos) / 3
  const root = Math.sqrt(1 / 3) * sin
  const [r, g, b] = from
  const channel = (first: number, second: number, other: number): number =>
    Math.min(255, Math.max(0, first * (cos + third) + second * (third - root) + other * (third + root)))
  return [channel(r, g, b), channel(g, b, r), channel(b, r, g)]
}

// ITU-R BT.709 in the limited range of video (16 to 235, 16 to 240).
export function lumaOf(r: number, g: number, b: number): number {
  return 16 + (0.2126 * r + 0.7152 * g + 0.0722 * b) * (219 / 255)
}

export function cbOf(r: number, g: number, b: number): number {
  return 128 + (-0.2126 * r - 0.7152 * g + 0.9278 * b) * (224 / 255 / 1.8556)
}

export function crOf(r: number, g: number, b: number): number {
  return 128 + (0.7874 * r - 0.7152 * g - 0.0722 * b) * (224 / 255 / 1.5748)
}

/** A colour as video carries it: luma, blue difference, red difference. */
export type VideoColour = readonly [number, number, number]

export function videoColour(from: Colour): VideoColour {
  return [lumaOf(...from), cbOf(...from), crOf(...from)]
}
