import { describe, expect, it } from 'vitest'
import { findFrameRate } from '../../../../renderer/src/video/frameRate.ts'
import {
  assumeFrameTable,
  buildFrameTable,
  groupOf,
  indexAt,
  indexOfTimestamp,
  middleOf,
  type FrameTable,
} from '../../../../renderer/src/video/frameTable.ts'

const times = (frameCount: number, numerator: number, denominator: number, ticksPerSecond: number): number[] =>
  Array.from(
    { length: frameCount },
    (_, index) => Math.round((index * denominator * ticksPerSecond) / numerator) / ticksPerSecond,
  )

const tableOf = (timestamps: readonly number[], keyInterval = 10): FrameTable =>
  buildFrameTable(
    timestamps.map((timestamp, index) => ({ timestamp, duration: 0.04, isKey: index % keyInterval === 0 })),
    90_000,
  )

describe('the frame rate behind rounded timestamps', () => {
  for (const [numerator, denominator] of [
    [24, 1],
    [25, 1],
    [30, 1],
    [60, 1],
    [16, 1],
    [24_000, 1001],
    [30_000, 1001],
    [60_000, 1001],
  ] as const) {
    for (const ticksPerSecond of [1000, 12_800, 57_600, 90_000, numerator]) {
      // Millisecond ticks of a few frames fit several rates; a second of them does not.
      it(`is ${numerator}/${denominator} with ${ticksPerSecond} ticks a second`, () => {
        const timestamps = times(180, numerator, denominator, ticksPerSecond)
        expect(findFrameRate(timestamps, ticksPerSecond, 1)).toEqual({ numerator, denominator, isConstant: true })
      })
    }
  }

  it('is found for rates that nobody gave a name', () => {
    expect(findFrameRate(times(50, 25, 2, 90_000), 90_000, 4)).toEqual({
      numerator: 25,
      denominator: 2,
      isConstant: true,
    })
  })

  it('is called an average where the distances differ', () => {
    const rate = findFrameRate([0, 0.04, 0.12, 0.2, 0.24, 0.4], 90_000, 0.44)
    expect(rate.isConstant).toBe(false)
    expect(rate.numerator / rate.denominator).toBeCloseTo(12.5, 3)
  })

  it('comes from the length where there is one frame', () => {
    expect(findFrameRate([0], 90_000, 1 / 25)).toEqual({ numerator: 25, denominator: 1, isConstant: true })
    expect(findFrameRate([0], 90_000, 0)).toEqual({ numerator: 30, denominator: 1, isConstant: true })
  })
})

describe('the table of frames', () => {
  it('sorts decode order into presentation order and keeps where decoding can begin', () => {
    const table = buildFrameTable(
      [
        { timestamp: 0, duration: 0.04, isKey: true },
        { timestamp: 0.12, duration: 0.04, isKey: false },
        { timestamp: 0.04, duration: 0.04, isKey: false },
        { timestamp: 0.08, duration: 0.04, isKey: false },
        { timestamp: 0.16, duration: 0.04, isKey: true },
      ],
      90_000,
    )
    expect(table.timestamps).toEqual([0, 0.04, 0.08, 0.12, 0.16])
    expect(table.keyIndexes).toEqual([0, 4])
    expect(table.endSeconds).toBeCloseTo(0.2)
  })

  for (const [numerator, denominator] of [
    [24, 1],
    [25, 1],
    [30_000, 1001],
    [60, 1],
  ] as const) {
    it(`turns every frame of ${numerator}/${denominator} into a time and back, whatever a clock rounds`, () => {
      const table = tableOf(times(300, numerator, denominator, 90_000))
      for (const [index, timestamp] of table.timestamps.entries()) {
        const middle = middleOf(table, index)
        for (const rounded of [middle, Math.round(middle * 1000) / 1000, Math.fround(middle)]) {
          expect(indexAt(table, rounded)).toBe(index)
        }
        expect(indexAt(table, Math.floor(timestamp * 1000) / 1000)).toBe(index)
        expect(indexOfTimestamp(table, timestamp + 0.0005)).toBe(index)
        expect(indexOfTimestamp(table, timestamp - 0.0005)).toBe(index)
      }
    })
  }

  it('holds times outside of the video at its ends', () => {
    const table = tableOf(times(10, 25, 1, 90_000))
    expect([indexAt(table, -1), indexAt(table, 99)]).toEqual([0, 9])
    expect([indexOfTimestamp(table, -1), indexOfTimestamp(table, 99)]).toEqual([0, 9])
  })

  it('knows the group that a frame is decoded with, also after the last key frame', () => {
    const table = tableOf(times(25, 25, 1, 90_000))
    expect(groupOf(table, 0)).toEqual({ from: 0, to: 10 })
    expect(groupOf(table, 19)).toEqual({ from: 10, to: 20 })
    expect(groupOf(table, 24)).toEqual({ from: 20, to: 25 })
  })

  it('can be assumed where the file does not tell', () => {
    const table = assumeFrameTable(2, 25)
    expect(table.timestamps).toHaveLength(50)
    expect(table.isAssumed).toBe(true)
    expect(indexAt(table, middleOf(table, 33))).toBe(33)
    expect(assumeFrameTable(0).timestamps).toEqual([0])
  })
})
