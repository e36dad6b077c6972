/*
 * What hangs at the mouse while takes are dragged: the poster of the first, small, and how many there are. Drawn into
 * raw pixels, because the main process has no canvas. Only greys, so the order of the colours does not matter.
 */

export interface Size {
  width: number
  height: number
}

export const LARGEST_DRAG_IMAGE = 160

/** As large as fits into a square, in whole pixels, never larger than it was. */
export const fitInside = ({ width, height }: Size, largest: number): Size => {
  const scale = Math.min(1, largest / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Draws `count` onto the lower right corner of four-byte pixels; leaves pictures alone that are too small for it. */
export const drawCount = (pixels: Uint8Array, { width, height }: Size, count: number): void => {
  const text = count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count)
  const badge = {
    width: text.length * (GLYPH_WIDTH + 1) * DOT - DOT + 2 * PADDING,
    height: GLYPH_HEIGHT * DOT + 2 * PADDING,
  }
  const [left, top] = [width - badge.width - MARGIN, height - badge.height - MARGIN]
  if (left < 0 || top < 0) return
  const fill = (x: number, y: number, size: Size, grey: number): void => {
    for (let row = y; row < y + size.height; row += 1) {
      const start = (row * width + x) * 4
      for (let at = start; at < start + size.width * 4; at += 4) pixels.set([grey, grey, grey, 0xff], at)
    }
  }
  fill(left, top, badge, BADGE_GREY)
  ;[...text].forEach((character, index) => {
    const x = left + PADDING + index * (GLYPH_WIDTH + 1) * DOT
    for (const [row, line] of (GLYPHS[character] ?? []).entries()) {
      for (const [column, dot] of [...line].entries()) {
        if (dot !== '#') continue
        fill(x + column * DOT, top + PADDING + row * DOT, { width: DOT, height: DOT }, DIGIT_GREY)
      }
    }
  })
}

const MOST_SHOWN = 99
const DOT = 2
const PADDING = 6
const MARGIN = 4
const BADGE_GREY = 0x20
const DIGIT_GREY = 0xff
const GLYPH_WIDTH = 3
const GLYPH_HEIGHT = 5

const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  '0': ['###', '# #', '# #', '# #', '###'],
  '1': [' # ', '## ', ' # ', ' # ', '###'],
  '2': ['###', '  #', '###', '#  ', '###'],
  '3': ['###', '  #', ' ##', '  #', '###'],
  '4': ['# #', '# #', '###', '  #', '  #'],
  '5': ['###', '#  ', '###', '  #', '###'],
  '6': ['###', '#  ', '###', '# #', '###'],
  '7': ['###', '  #', ' # ', ' # ', ' # '],
  '8': ['###', '# #', '###', '# #', '###'],
  '9': ['###', '# #', '###', '  #', '###'],
  '+': ['   ', ' # ', '###', ' # ', '   '],
}
