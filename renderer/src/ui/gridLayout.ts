/** A run of items under one heading. */
export interface GridGroup {
  key: string
  start: number
  count: number
  /** False for a run that has no heading of its own; by default it has one. */
  hasHeading?: boolean
}

export type GridLine = { kind: 'group'; group: GridGroup } | { kind: 'items'; start: number; count: number }

/** What stands at the top of what is in sight: an item, and how many pixels below the edge its line begins. */
export interface GridPlace {
  index: number
  offset: number
}

/** Pixels of a line of items and of a heading, from one to the next. */
export interface LineHeights {
  lineHeight: number
  groupHeight: number
}

/** Where items and headings of a grid stand, line by line. Nothing is held per item, so a million cost nothing. */
export interface GridLayout {
  lineCount: number
  lineAt(line: number): GridLine | null
  /** The line that holds an item. */
  lineOf(index: number): number
  /** Pixels from the top to the line that holds an item. */
  topOf(index: number, heights: LineHeights): number
}

/** @param groups cover all items in their order; none for a grid without headings. */
export const layOutGrid = (total: number, columns: number, groups: readonly GridGroup[]): GridLayout => {
  if (groups.length === 0) return layOutPlain(total, columns)
  const firstLines: number[] = []
  let lineCount = 0
  for (const group of groups) {
    firstLines.push(lineCount)
    lineCount += headingLines(group) + Math.ceil(group.count / columns)
  }
  const groupAtLine = (line: number): number => lastAtMost(firstLines, line)
  const starts = groups.map((group) => group.start)
  const lineOf = (index: number): number => {
    const at = lastAtMost(starts, index)
    const group = groups[at]
    const heading = group === undefined ? 0 : headingLines(group)
    return (firstLines[at] ?? 0) + heading + Math.floor((index - (starts[at] ?? 0)) / columns)
  }
  return {
    lineCount,
    lineAt: (line) => {
      const at = groupAtLine(line)
      const group = groups[at]
      if (group === undefined || line >= lineCount) return null
      const row = line - (firstLines[at] ?? 0) - headingLines(group)
      if (row < 0) return { kind: 'group', group }
      const start = group.start + row * columns
      return { kind: 'items', start, count: Math.min(columns, group.start + group.count - start) }
    },
    lineOf,
    topOf: (index, { lineHeight, groupHeight }) => {
      let headings = 0
      for (const group of groups) {
        if (group.start > index) break
        headings += headingLines(group)
      }
      return (lineOf(index) - headings) * lineHeight + headings * groupHeight
    },
  }
}

const headingLines = (group: GridGroup): number => (group.hasHeading === false ? 0 : 1)

const layOutPlain = (total: number, columns: number): GridLayout => ({
  lineCount: Math.ceil(total / columns),
  lineAt: (line) => {
    const start = line * columns
    return start >= total ? null : { kind: 'items', start, count: Math.min(columns, total - start) }
  },
  lineOf: (index) => Math.floor(index / columns),
  topOf: (index, { lineHeight }) => Math.floor(index / columns) * lineHeight,
})

/** The place of the last number that is not greater, in a rising list that begins at or below it. */
const lastAtMost = (numbers: readonly number[], wanted: number): number => {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? Infinity) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
