/** A frame number as black and white blocks, so large that no compression changes what they say. */
export const PATTERN = { width: 128, height: 96, blockSize: 32, columns: 4 } as const
const NUMBER_BITS = 9
const BLOCKS = 12

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Nine bits of number and three of check, so that a mixed picture of two frames reads as none. */
const bitsOf = (number: number): boolean[] => {
  const word = number | (((number * 5 + 3) % 8) << NUMBER_BITS)
  return Array.from({ length: BLOCKS }, (_, bit) => ((word >> bit) & 1) === 1)
}

export const drawNumber = (context: Context, number: number): void => {
  const { blockSize, columns } = PATTERN
  for (const [bit, isWhite] of bitsOf(number).entries()) {
    context.fillStyle = isWhite ? '#fff' : '#000'
    context.fillRect((bit % columns) * blockSize, Math.floor(bit / columns) * blockSize, blockSize, blockSize)
  }
}

/** The number in a picture that was drawn at any size onto a context of the pattern's; null when it shows none. */
export const readNumber = (context: Context): number | null => {
  const { width, height, blockSize, columns } = PATTERN
  const { data } = context.getImageData(0, 0, width, height)
  let word = 0
  for (let bit = 0; bit < BLOCKS; bit += 1) {
    const x = ((bit % columns) + 0.5) * blockSize
    const y = (Math.floor(bit / columns) + 0.5) * blockSize
    const brightness = data[(y * width + x) * 4] ?? 0
    if (brightness > 80 && brightness < 176) return null
    if (brightness >= 176) word |= 1 << bit
  }
  const number = word & ((1 << NUMBER_BITS) - 1)
  return word >> NUMBER_BITS === (number * 5 + 3) % 8 ? number : null
}

export const patternContext = (): OffscreenCanvasRenderingContext2D => {
  const context = new OffscreenCanvas(PATTERN.width, PATTERN.height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('No canvas here.')
  return context
}
