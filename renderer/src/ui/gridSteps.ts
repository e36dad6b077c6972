import type { GridLayout } from './gridLayout.ts'

interface GridStep {
  key: string
  index: number
  total: number
  columns: number
  layout: GridLayout
  linesInSight: number
}

/** Where a key leads from an item; null for keys that do not walk. */
export const stepInGrid = ({ key, index, total, columns, layout, linesInSight }: GridStep): number | null => {
  const within = (wanted: number): number => Math.min(Math.max(wanted, 0), total - 1)
  switch (key) {
    case 'ArrowDown':
      return stepLines(index, 1, total, layout)
    case 'ArrowUp':
      return stepLines(index, -1, total, layout)
    case 'ArrowRight':
      return columns === 1 ? null : within(index + 1)
    case 'ArrowLeft':
      return columns === 1 ? null : within(index - 1)
    case 'PageDown':
      return stepLines(index, linesInSight, total, layout)
    case 'PageUp':
      return stepLines(index, -linesInSight, total, layout)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/** Straight up or down by lines of items, headings not counted, to the item nearest to the same column. */
const stepLines = (index: number, lines: number, total: number, layout: GridLayout): number => {
  const direction = Math.sign(lines)
  let line = layout.lineOf(index)
  const from = layout.lineAt(line)
  const column = from?.kind === 'items' ? index - from.start : 0
  let left = Math.abs(lines)
  let reached = index
  while (left > 0) {
    line += direction
    const content = line < 0 ? null : layout.lineAt(line)
    if (content === null) break
    if (content.kind === 'group') continue
    reached = content.start + Math.min(column, content.count - 1)
    left -= 1
  }
  return Math.min(Math.max(reached, 0), total - 1)
}
