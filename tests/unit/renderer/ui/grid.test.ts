import { describe, expect, it } from 'vitest'
import { layOutGrid, type GridGroup } from '../../../../renderer/src/ui/gridLayout.ts'
import { offsetOf } from '../../../../renderer/src/ui/gridSight.ts'
import { stepInGrid } from '../../../../renderer/src/ui/gridSteps.ts'

const GROUPS: GridGroup[] = [
  { key: 'a', start: 0, count: 5 },
  { key: 'b', start: 5, count: 1 },
  { key: 'c', start: 6, count: 4 },
]

describe('a grid’s layout', () => {
  it('puts items into lines, the last one perhaps not full', () => {
    const layout = layOutGrid(10, 4, [])
    expect(layout.lineCount).toBe(3)
    expect(layout.lineAt(2)).toEqual({ kind: 'items', start: 8, count: 2 })
    expect(layout.lineAt(3)).toBeNull()
    expect(layout.lineOf(7)).toBe(1)
  })

  it('begins each group with its heading on a line of its own', () => {
    const layout = layOutGrid(10, 3, GROUPS)
    const lines = Array.from({ length: layout.lineCount }, (_, line) => layout.lineAt(line))
    expect(lines.map((line) => (line?.kind === 'group' ? line.group.key : `${line?.start}+${line?.count}`))).toEqual([
      'a',
      '0+3',
      '3+2',
      'b',
      '5+1',
      'c',
      '6+3',
      '9+1',
    ])
  })

  it('leaves the heading out where a group has none', () => {
    const layout = layOutGrid(6, 1, [
      { key: 'singles', start: 0, count: 2, hasHeading: false },
      { key: 'batch', start: 2, count: 4 },
    ])
    expect(layout.lineCount).toBe(7)
    expect(layout.lineAt(0)).toEqual({ kind: 'items', start: 0, count: 1 })
    expect(layout.lineAt(2)).toMatchObject({ kind: 'group' })
    expect(layout.lineOf(2)).toBe(3)
  })

  it('finds every item on the line that shows it', () => {
    for (const columns of [1, 2, 3, 7]) {
      const layout = layOutGrid(10, columns, GROUPS)
      for (let index = 0; index < 10; index += 1) {
        const line = layout.lineAt(layout.lineOf(index))
        if (line?.kind !== 'items') throw new Error(`Item ${index} is on no line of items`)
        expect(index >= line.start && index < line.start + line.count).toBe(true)
      }
    }
  })

  it('tells how far down the line of an item is, whatever the arrangement', () => {
    const heights = { lineHeight: 200, groupHeight: 36 }
    const grouped = layOutGrid(10, 3, GROUPS)
    expect([0, 2, 3, 5, 6, 9].map((index) => grouped.topOf(index, heights))).toEqual([36, 36, 236, 472, 708, 908])
    expect(layOutGrid(10, 3, []).topOf(7, heights)).toBe(400)
    const bare = layOutGrid(6, 1, [
      { key: 'singles', start: 0, count: 2, hasHeading: false },
      { key: 'batch', start: 2, count: 4 },
    ])
    expect([0, 1, 2].map((index) => bare.topOf(index, heights))).toEqual([0, 200, 436])
  })

  it('scrolls to a place so that it stands where it stood, and to the nearest one in a shorter list', () => {
    const heights = { lineHeight: 50, groupHeight: 0 }
    const layout = layOutGrid(20, 1, [])
    expect(offsetOf({ index: 8, offset: 12 }, 20, layout, heights)).toBe(388)
    expect(offsetOf({ index: 90, offset: 0 }, 20, layout, heights)).toBe(950)
    expect(offsetOf({ index: 0, offset: 30 }, 20, layout, heights)).toBe(0)
    expect(offsetOf(null, 20, layout, heights)).toBe(0)
    expect(offsetOf({ index: 3, offset: 0 }, 0, layOutGrid(0, 1, []), heights)).toBe(0)
  })

  it('holds nothing per item, so a million cost as much as ten', () => {
    const layout = layOutGrid(1_000_000, 1, [{ key: 'all', start: 0, count: 1_000_000 }])
    expect(layout.lineOf(999_999)).toBe(1_000_000)
    expect(layout.lineCount).toBe(1_000_001)
  })
})

describe('keys in a grid', () => {
  const press = (key: string, index: number, columns = 3, groups = GROUPS): number | null =>
    stepInGrid({ key, index, total: 10, columns, layout: layOutGrid(10, columns, groups), linesInSight: 2 })

  it('walk along and across, over headings, and stop at the ends', () => {
    expect(press('ArrowRight', 2)).toBe(3)
    expect(press('ArrowLeft', 0)).toBe(0)
    expect(press('ArrowRight', 9)).toBe(9)
    expect(press('ArrowDown', 1)).toBe(4)
    expect(press('ArrowUp', 6)).toBe(5)
    expect(press('ArrowUp', 1)).toBe(1)
  })

  it('go to the nearest item where a line is short', () => {
    expect(press('ArrowDown', 2)).toBe(4)
    expect(press('ArrowDown', 4)).toBe(5)
  })

  it('go by pages and to the ends', () => {
    expect(press('PageDown', 0)).toBe(5)
    expect(press('PageUp', 9)).toBe(5)
    expect([press('Home', 7), press('End', 0)]).toEqual([0, 9])
  })

  it('leave left and right alone in a list, and every other key', () => {
    expect(press('ArrowRight', 2, 1)).toBeNull()
    expect(press('x', 2)).toBeNull()
  })
})
