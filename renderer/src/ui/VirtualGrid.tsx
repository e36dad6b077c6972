import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { cx } from './classNames.ts'
import { layOutGrid, type GridGroup, type GridLayout, type GridPlace } from './gridLayout.ts'
import { offsetOf, usePlace, useRange, useSteadyView, type GridLines } from './gridSight.ts'
import { stepInGrid } from './gridSteps.ts'

/** How an item was chosen: alone, added to or taken from the choice, or everything up to it. */
export type ChoiceMode = 'one' | 'toggle' | 'range'

interface VirtualGridProps {
  /** Read out by screen readers. */
  label: string
  total: number
  /** 1 makes a list. */
  columns?: number
  /** Pixels from one line of items to the next, gap included. */
  lineHeight: number
  groups?: readonly GridGroup[]
  groupHeight?: number
  /** Names an item while its place changes; null while it is not loaded. */
  keyAt: (index: number) => string | null
  /** What an item shows. It must fit its cell: heights are fixed so that nothing jumps. */
  renderItem: (index: number, state: { isActive: boolean; isChosen: boolean }) => ReactNode
  renderGroup?: (group: GridGroup) => ReactNode
  isChosen: (index: number) => boolean
  /** The item that the keyboard is at; -1 for none yet. */
  activeIndex: number
  onActivate: (index: number) => void
  onChoose: (index: number, mode: ChoiceMode) => void
  onOpen: (index: number) => void
  /** Which items are in sight (end excluded), so that they can be loaded. */
  onRange: (start: number, end: number) => void
  /** Keys that the grid does not know, while an item has the focus. */
  onItemKey?: (event: KeyboardEvent, index: number) => void
  /** Keys that a command has taken over, so that they do not walk. */
  isForeignKey?: (event: KeyboardEvent) => boolean
  /** Takes the keyboard as soon as there is something. */
  hasFocusOnMount?: boolean
  itemClassName?: string
  /** Pixels left free below the last item, for what floats above the list. */
  endSpace?: number
  /** What is to stand at the top at the start, to restore a view; null for the very top. Told as it changes. */
  recallPlace?: () => GridPlace | null
  onPlace?: (place: GridPlace | null) => void
  /** Attributes such as `data-status`, for styles and tests. */
  itemAttributes?: (index: number) => Record<`data-${string}`, string | undefined>
  /** Filled with the way to bring an item into sight and give it the keyboard. */
  focusRef?: RefObject<((index: number) => void) | null>
}

/**
 * A list or grid over any number of items of one height, of which only those in sight exist. Arrow keys, Home,
 * End and Page walk; Shift extends, Ctrl or Cmd toggles, Space chooses, Enter opens. While items come and go
 * above, what is in sight stays where it is.
 */
export const VirtualGrid = (props: VirtualGridProps) => {
  'use no memo' // The virtualizer changes inside; memoised output would go stale.
  const { label, total, columns = 1, lineHeight, groups = NO_GROUPS, groupHeight = 36, activeIndex, keyAt } = props
  const viewport = useRef<HTMLDivElement>(null)
  const layout = layOutGrid(total, columns, groups)
  const overscan = Math.max(2, Math.min(6, Math.ceil(OVERSCAN_PIXELS / lineHeight)))
  const activeLine = activeIndex >= 0 && activeIndex < total ? layout.lineOf(activeIndex) : -1
  const virtualizer = useVirtualizer({
    count: layout.lineCount,
    getScrollElement: () => viewport.current,
    estimateSize: (line) => (layout.lineAt(line)?.kind === 'group' ? groupHeight : lineHeight),
    overscan,
    initialOffset: () => offsetOf(props.recallPlace?.() ?? null, total, layout, { lineHeight, groupHeight }),
    paddingEnd: props.endSpace ?? 0,
    // The line with the focus stays, or the keyboard would lose its place when it scrolls out of sight.
    rangeExtractor: (range) => {
      const lines = defaultRangeExtractor(range)
      if (activeLine < 0 || lines.includes(activeLine)) return lines
      return activeLine < (lines[0] ?? 0) ? [activeLine, ...lines] : [...lines, activeLine]
    },
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, lineHeight, groupHeight, columns, groups])
  useLayoutEffect(() => {
    // A list that has become shorter may not reach as far as it was to begin; nothing scrolls then, so nothing tells.
    const element = viewport.current
    if (element !== null && element.scrollTop < (virtualizer.scrollOffset ?? 0))
      element.dispatchEvent(new Event('scroll'))
  }, [virtualizer])

  const lines = virtualizer.getVirtualItems()
  // Without the line that is kept for the keyboard alone, which may be far away.
  const { range } = virtualizer
  const inSight = lines.filter(
    ({ index }) => range === null || (index >= range.startIndex - overscan && index <= range.endIndex + overscan),
  )
  useRange(inSight, layout, total, props.onRange)
  const top = virtualizer.scrollOffset ?? 0
  usePlace(top, lines, layout, props.onPlace)
  useSteadyView(
    viewport,
    top,
    layout,
    lines,
    keyAt,
    (line) => virtualizer.getOffsetForIndex(line, 'start')?.[0] ?? null,
  )

  const onTheWay = useRef<number | null>(null)
  const focusItem = (index: number): void => {
    virtualizer.scrollToIndex(layout.lineOf(index), { align: 'auto' })
    const item = (): HTMLElement | null | undefined =>
      viewport.current?.querySelector<HTMLElement>(`[role="gridcell"][data-index="${index}"]`)
    // The item may come into being with this scroll: then it is focused once it has been painted. Keys that come
    // before go on from it all the same.
    onTheWay.current = index
    item()?.focus({ preventScroll: true })
    requestAnimationFrame(() => {
      item()?.focus({ preventScroll: true })
      if (onTheWay.current === index) onTheWay.current = null
    })
  }
  const { focusRef } = props
  useEffect(() => {
    if (focusRef !== undefined) focusRef.current = focusItem
  })
  const keptFocus = useKeptFocus((lost) => {
    // A leap leaves the old item behind before the new one can take the keyboard.
    if (onTheWay.current !== null) return
    const index = Math.min(lost, total - 1)
    props.onActivate(index)
    props.onChoose(index, 'one')
    focusItem(index)
  }, total)
  useEffect(() => {
    if (props.hasFocusOnMount === true && total > 0) focusItem(Math.max(0, activeIndex))
    // Once, when the first items are there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [total > 0])

  const moveTo = (index: number, event: KeyboardEvent): void => {
    event.preventDefault()
    props.onActivate(index)
    if (event.shiftKey) props.onChoose(index, 'range')
    else if (!(event.ctrlKey || event.metaKey)) props.onChoose(index, 'one')
    focusItem(index)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const element = event.target as HTMLElement
    const index = onTheWay.current ?? Number(element.dataset['index'] ?? Number.NaN)
    if (element.role !== 'gridcell' || Number.isNaN(index) || props.isForeignKey?.(event) === true) return
    const linesInSight = Math.max(1, Math.floor((viewport.current?.clientHeight ?? 0) / lineHeight) - 1)
    const next = stepInGrid({ key: event.key, index, total, columns, layout, linesInSight })
    if (next !== null && !event.altKey) moveTo(next, event)
    else if (event.key === 'Enter' && !event.altKey && !event.ctrlKey && !event.metaKey) props.onOpen(index)
    else if (event.key === ' ' && (event.ctrlKey || event.shiftKey)) {
      event.preventDefault()
      props.onChoose(index, 'toggle')
    } else props.onItemKey?.(event, index)
  }

  const choose = (event: MouseEvent, index: number): void => {
    if ((event.target as HTMLElement).closest('button, a, input, label, [role="menuitem"]') !== null) return
    props.onActivate(index)
    props.onChoose(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one')
  }

  const tabStop = activeLine < 0 ? (firstItem(lines, layout) ?? 0) : activeIndex
  return (
    <div
      ref={viewport}
      className="min-h-0 flex-1 overflow-auto [contain:strict] [overflow-anchor:none] [scrollbar-gutter:stable]"
      tabIndex={-1}
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={layout.lineCount}
        aria-colcount={columns}
        aria-multiselectable="true"
        className="relative w-full"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        {...keptFocus}
      >
        {lines.map((line) => {
          const content = layout.lineAt(line.index)
          if (content === null) return null
          const place = { transform: `translateY(${line.start}px)`, height: line.size }
          if (content.kind === 'group')
            return (
              <div
                key={`g:${content.group.key}`}
                role="row"
                aria-rowindex={line.index + 1}
                className={LINE}
                style={place}
              >
                <div role="gridcell" aria-colindex={1} className="h-full">
                  {props.renderGroup?.(content.group)}
                </div>
              </div>
            )
          const indexes = Array.from({ length: content.count }, (_, column) => content.start + column)
          return (
            <div
              key={columns === 1 ? (keyAt(content.start) ?? `i:${content.start}`) : `l:${content.start}`}
              role="row"
              aria-rowindex={line.index + 1}
              className={cx(LINE, 'grid grid-rows-[minmax(0,1fr)]')}
              style={{ ...place, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {indexes.map((index, column) => (
                <div
                  key={keyAt(index) ?? `i:${index}`}
                  role="gridcell"
                  aria-colindex={column + 1}
                  aria-selected={props.isChosen(index)}
                  data-index={index}
                  {...props.itemAttributes?.(index)}
                  tabIndex={index === tabStop ? 0 : -1}
                  className={cx('min-w-0 focus-visible:-outline-offset-2', props.itemClassName)}
                  onFocus={(event) =>
                    event.target === event.currentTarget && index !== activeIndex && props.onActivate(index)
                  }
                  onClick={(event) => choose(event, index)}
                  onDoubleClick={(event) =>
                    (event.target as HTMLElement).closest('button, a, input') === null && props.onOpen(index)
                  }
                >
                  {props.renderItem(index, { isActive: index === activeIndex, isChosen: props.isChosen(index) })}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const NO_GROUPS: readonly GridGroup[] = []
/** How far beyond its edges a grid is drawn, about. */
const OVERSCAN_PIXELS = 300
const LINE = 'absolute start-0 top-0 w-full [contain:strict]'

const firstItem = (lines: GridLines, layout: GridLayout): number | null => {
  for (const { index } of lines) {
    const line = layout.lineAt(index)
    if (line?.kind === 'items') return line.start
  }
  return null
}

/** When the item with the keyboard goes (to the trash, say), the one that takes its place gets the keyboard. */
const useKeptFocus = (refocus: (index: number) => void, total: number) => {
  const focused = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const item = focused.current
    if (item === null || item.isConnected || total === 0) return
    focused.current = null
    if (document.activeElement === document.body) refocus(Number(item.dataset['index']))
  })
  return {
    onFocus: (event: FocusEvent): void => {
      focused.current = (event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"][data-index]')
    },
    // Without a next element the item may just have been removed.
    onBlur: (event: FocusEvent): void => {
      if (event.relatedTarget !== null) focused.current = null
    },
  }
}
