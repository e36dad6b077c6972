import { describe, expect, it } from 'vitest'
import { CELL_PADDING, measureGrid, middayOf } from '../../../../renderer/src/features/library/gridMeasure.ts'
import { groupsFor } from '../../../../renderer/src/stores/libraryQuery.ts'
import { columnsFor, trashColumnsFor } from '../../../../renderer/src/features/library/listColumns.ts'
import {
  fitInBox,
  frameAspect,
  frameAt,
  sheetStyle,
  shareOf,
} from '../../../../renderer/src/features/library/scrubPlace.ts'

describe('the grid', () => {
  it('takes the columns whose pictures come nearest to the wanted width', () => {
    const cell = 240 + 2 * CELL_PADDING
    expect(measureGrid(cell * 3, 240, 16).columns).toBe(3)
    expect(measureGrid(cell * 2.6, 240, 16).columns).toBe(3)
    expect(measureGrid(cell * 2.4, 240, 16).columns).toBe(2)
    expect(measureGrid(2000, 120, 16).columns).toBe(15)
  })

  it('has one column where the room is narrower than a picture', () => {
    expect(measureGrid(140, 240, 16)).toMatchObject({ columns: 1, pictureHeight: 70 })
    expect(measureGrid(0, 240, 16).columns).toBe(1)
  })

  it('fills its line and gives pictures 16 to 9', () => {
    const { columns, pictureHeight, lineHeight } = measureGrid(800, 240, 16)
    expect(columns).toBe(3)
    expect(pictureHeight).toBe(Math.round(((800 / 3 - 2 * CELL_PADDING) * 9) / 16))
    expect(lineHeight).toBeGreaterThanOrEqual(pictureHeight + 40)
    expect(measureGrid(800, 240, 32).lineHeight).toBe(lineHeight + 40)
  })

  it('has headings only where what belongs together stands together', () => {
    expect(groupsFor('day', 'created')).toBe('day')
    expect(groupsFor('day', 'finished')).toBe('day')
    expect(groupsFor('day', 'fileSize')).toBeNull()
    expect(groupsFor('batch', 'created')).toBe('batch')
    expect(groupsFor('batch', 'finished')).toBeNull()
    expect(groupsFor('none', 'created')).toBeNull()
  })

  it('knows the day of a heading where the person is', () => {
    expect(new Date(middayOf('2026-03-29') ?? 0).getDate()).toBe(29)
    expect(middayOf('none')).toBeNull()
    expect(middayOf('batch_2026-03-29x')).toBeNull()
  })
})

describe('columns of the trash', () => {
  it('leave the prompt more than half of a window beside the inspector', () => {
    expect(trashColumnsFor(730, 16)).toBe('model')
    expect(trashColumnsFor(900, 16)).toBe('model fileSize')
    expect(trashColumnsFor(1224, 16)).toBe('model fileSize finished')
    expect(columnsFor(730, 16)).toBe('length finished model fileSize')
  })
})

describe('scrubbing', () => {
  const layout = { columns: 5, rows: 5, frameCount: 24 }

  it('shows the first frame at the left edge and the last at the right', () => {
    expect(frameAt(layout, 0)).toBe(0)
    expect(frameAt(layout, 0.5)).toBe(12)
    expect(frameAt(layout, 1)).toBe(23)
    expect(frameAt(layout, 7)).toBe(23)
  })

  it('finds each frame again in the middle of its share', () => {
    for (let frame = 0; frame < layout.frameCount; frame += 1)
      expect(frameAt(layout, shareOf(layout, frame))).toBe(frame)
  })

  it('moves the sheet so that the frame fills the box', () => {
    expect(sheetStyle(layout, 0)).toEqual({ backgroundSize: '500% 500%', backgroundPosition: '0% 0%' })
    expect(sheetStyle(layout, 23).backgroundPosition).toBe('75% 100%')
    expect(sheetStyle({ columns: 1, rows: 1, frameCount: 1 }, 0)).toEqual({
      backgroundSize: '100% 100%',
      backgroundPosition: '0% 0%',
    })
  })

  it('shows frames of any shape whole', () => {
    expect(frameAspect(layout, 1600, 900)).toBeCloseTo(16 / 9)
    expect(fitInBox(16 / 9)).toEqual({ width: '100%', height: '100%' })
    expect(Number.parseFloat(fitInBox(9 / 16).width)).toBeCloseTo(31.64, 1)
    expect(fitInBox(9 / 16).height).toBe('100%')
    expect(Number.parseFloat(fitInBox(2.4).height)).toBeCloseTo(74.07, 1)
  })
})
