/** Pixels around the picture within its cell, each side. */
export const CELL_PADDING = 8
/** In rem, so that it grows with the person's text size: two lines of text and the gap to the picture. */
const CAPTION_REM = 2.5
const ROW_REM = 2.75

export interface GridMeasure {
  columns: number
  /** Pixels from one line to the next. */
  lineHeight: number
  pictureHeight: number
}

/** As many pictures as fill the line at about the wanted width; at least one. */
export const measureGrid = (width: number, wantedWidth: number, remPixels: number): GridMeasure => {
  const columns = Math.max(1, Math.round(width / (wantedWidth + 2 * CELL_PADDING)))
  const pictureWidth = Math.max(1, width / columns - 2 * CELL_PADDING)
  const pictureHeight = Math.round((pictureWidth * 9) / 16)
  return { columns, pictureHeight, lineHeight: Math.ceil(pictureHeight + CAPTION_REM * remPixels + 2 * CELL_PADDING) }
}

export const rowHeight = (remPixels: number): number => Math.round(ROW_REM * remPixels)

/** Midday of a day written `YYYY-MM-DD`, where the person is, as Unix ms; null for anything else. */
export const middayOf = (day: string): number | null => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(date), 12).getTime()
}
