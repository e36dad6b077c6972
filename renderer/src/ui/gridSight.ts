import { useEffect, useLayoutEffect, useRef } from 'react'
import type { GridLayout, GridPlace, LineHeights } from './gridLayout.ts'

/** The lines that exist at present, with their pixels from the top. */
export type GridLines = readonly { index: number; start: number }[]

const isItems = (layout: GridLayout, line: number): boolean => layout.lineAt(line)?.kind === 'items'

/** Tells which items are in sight, end excluded. */
export const useRange = (
  lines: GridLines,
  layout: GridLayout,
  total: number,
  onRange: (start: number, end: number) => void,
): void => {
  const shown = lines.map(({ index }) => layout.lineAt(index)).filter((line) => line?.kind === 'items')
  const first = shown[0]
  const last = shown.at(-1)
  const start = first?.kind === 'items' ? first.start : 0
  const end = last?.kind === 'items' ? last.start + last.count : 0
  useEffect(() => {
    if (end > start) onRange(start, end)
    // What is in sight and how much there is decide; the callback may be new at each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [start, end, total])
}

/** Pixels to scroll so that a place stands where it stood; the nearest one when the list has become shorter. */
export const offsetOf = (place: GridPlace | null, total: number, layout: GridLayout, heights: LineHeights): number =>
  place === null || total === 0
    ? 0
    : Math.max(0, layout.topOf(Math.min(place.index, total - 1), heights) - place.offset)

/** Tells what stands at the top, also where only the rows around it have changed. */
export const usePlace = (
  top: number,
  lines: GridLines,
  layout: GridLayout,
  onPlace: ((place: GridPlace | null) => void) | undefined,
): void => {
  const line = top <= 0 ? undefined : lines.find(({ index, start }) => start >= top && isItems(layout, index))
  const content = line === undefined ? null : layout.lineAt(line.index)
  const index = content?.kind === 'items' ? content.start : -1
  const offset = line === undefined ? 0 : line.start - top
  useEffect(() => {
    if (index >= 0 || top <= 0) onPlace?.(index < 0 ? null : { index, offset })
    // The callback may be new at each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [index, offset, top <= 0])
}

/** How far an item may move between two renders and still be found again. */
const SEARCH_RADIUS = 300

/** Scrolls along when items come or go above the first one in sight. At the very top, what is new shows. */
export const useSteadyView = (
  viewport: { readonly current: HTMLDivElement | null },
  /** As the last scroll told it: asking the element would make the browser lay everything out at once. */
  top: number,
  layout: GridLayout,
  lines: GridLines,
  keyAt: (index: number) => string | null,
  startOf: (line: number) => number | null,
): void => {
  const seen = useRef<{ key: string; index: number; offset: number } | null>(null)
  useLayoutEffect(() => {
    const element = viewport.current
    const known = seen.current
    if (element === null) return
    if (known !== null && keyAt(known.index) !== known.key && element.scrollTop > 0) {
      const now = findNear(known, keyAt)
      const offset = now === null ? null : startOf(layout.lineOf(now))
      if (offset !== null && offset !== known.offset)
        element.scrollBy({ top: offset - known.offset, behavior: 'instant' })
    }
    const line = lines.find(({ index, start }) => start >= top && isItems(layout, index))
    const content = line === undefined ? null : layout.lineAt(line.index)
    const key = content?.kind === 'items' ? keyAt(content.start) : null
    seen.current =
      line === undefined || content?.kind !== 'items' || key === null
        ? null
        : { key, index: content.start, offset: line.start }
  })
}

const findNear = (known: { key: string; index: number }, keyAt: (index: number) => string | null): number | null => {
  for (let distance = 1; distance <= SEARCH_RADIUS; distance += 1) {
    if (keyAt(known.index + distance) === known.key) return known.index + distance
    if (known.index >= distance && keyAt(known.index - distance) === known.key) return known.index - distance
  }
  return null
}
