import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

type RowKey = string | number

interface WindowedListProps<Item> {
  /** Read out by screen readers. */
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => RowKey
  /** Pixels of a row until it has been measured. */
  rowHeight: number
  /** One of its buttons is marked `data-main`: arrow keys walk between these. Every control takes this `tabIndex`. */
  renderItem: (item: Item, tabIndex: 0 | -1) => ReactNode
  /** The last rows are near: more can be loaded. */
  onEnd?: () => void
  onTop?: (isAtTop: boolean) => void
  /** Stands below the last row. */
  end?: ReactNode
}

/**
 * A list of any length with rows of different heights, such as a log whose lines open. Only rows in sight exist.
 * Up, Down, Home and End walk; the list is one stop for Tab. While rows come above, what is in sight stays.
 */
export const WindowedList = <Item,>(props: WindowedListProps<Item>) => {
  'use no memo' // The virtualizer changes inside; memoised output would go stale.
  const { items, keyOf, onEnd } = props
  const viewport = useRef<HTMLDivElement>(null)
  const [activeKey, setActiveKey] = useState<RowKey | null>(null)
  const found = activeKey === null ? -1 : items.findIndex((item) => keyOf(item) === activeKey)
  const activeIndex = found < 0 ? 0 : found
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => props.rowHeight,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: 8,
    // The row with the focus stays, or the keyboard would lose its place when it scrolls out of sight.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range)
      if (found < 0 || rows.includes(found)) return rows
      return found < (rows[0] ?? 0) ? [found, ...rows] : [...rows, found]
    },
  })
  const rows = virtualizer.getVirtualItems()
  useSteadyRows(viewport, rows, (key) => virtualizer.measurementsCache.find((row) => row.key === key))

  const isNearEnd = (rows.at(-1)?.index ?? 0) >= items.length - NEAR_END
  const { length } = items
  useEffect(() => {
    if (isNearEnd && length > 0) onEnd?.()
    // The callback may be new at each render; what counts is where the list stands.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNearEnd, length])

  const focusRow = (index: number): void => {
    virtualizer.scrollToIndex(index, { align: 'auto' })
    // The row may come into being with this scroll, so it is focused once it has been painted.
    requestAnimationFrame(() =>
      viewport.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-main]`)?.focus(),
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['main'] === undefined) return
    const row = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'])
    const next = stepInList(event.key, row, items.length)
    if (next === null) return
    event.preventDefault()
    focusRow(next)
  }
  return (
    <div
      ref={viewport}
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-auto [overflow-anchor:none]"
      onScroll={(event) => props.onTop?.(event.currentTarget.scrollTop < AT_TOP)}
    >
      <ul
        role="list"
        aria-label={props.label}
        className="relative w-full"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            <li
              key={row.key}
              ref={virtualizer.measureElement}
              data-index={row.index}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className="absolute start-0 top-0 w-full"
              style={{ transform: `translateY(${row.start}px)` }}
              onFocus={() => setActiveKey(keyOf(item))}
            >
              {props.renderItem(item, row.index === activeIndex ? 0 : -1)}
            </li>
          )
        })}
      </ul>
      {props.end}
    </div>
  )
}

const NEAR_END = 10
/** Pixels within which a list counts as being at its top. */
const AT_TOP = 8

/** Where a key leads from a row; null for keys that do not walk. */
export const stepInList = (key: string, index: number, total: number): number | null => {
  if (total === 0 || Number.isNaN(index)) return null
  if (key === 'ArrowDown') return Math.min(index + 1, total - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? total - 1 : null
}

type Key = RowKey | bigint
interface Row {
  key: Key
  index: number
  start: number
}

/**
 * Scrolls along when rows come or go above the first one in sight. At the very top, what is new shows. Rows that turn
 * out higher or lower than expected are the virtualizer's own matter.
 */
const useSteadyRows = (
  viewport: { readonly current: HTMLDivElement | null },
  rows: readonly (Row & { end: number })[],
  find: (key: Key) => Row | undefined,
): void => {
  const seen = useRef<Row | null>(null)
  useLayoutEffect(() => {
    const element = viewport.current
    if (element === null) return
    const known = seen.current
    const now = known === null ? undefined : find(known.key)
    if (known !== null && now !== undefined && now.index !== known.index && element.scrollTop >= AT_TOP)
      element.scrollBy({ top: now.start - known.start, behavior: 'instant' })
    const top = element.scrollTop
    const row = rows.find(({ end }) => end > top)
    seen.current = row === undefined ? null : { key: row.key, index: row.index, start: row.start }
  })
}
