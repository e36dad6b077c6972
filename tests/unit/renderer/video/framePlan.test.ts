import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildFrameTable } from '../../../../renderer/src/video/frameTable.ts'
import { planAhead, planDecode, worstKept } from '../../../../renderer/src/video/framePlan.ts'

const table = (frameCount: number, keyInterval: number) =>
  buildFrameTable(
    Array.from({ length: frameCount }, (_, index) => ({
      timestamp: index / 25,
      duration: 0.04,
      isKey: index % keyInterval === 0,
    })),
    90_000,
  )

describe('what one pass of the decoder is used for', () => {
  it('keeps the way to the target when going backward, as far as the window reaches', () => {
    expect(planDecode(table(100, 50), 49, -1, 20)).toEqual({ from: 30, to: 50 })
    expect(planDecode(table(100, 50), 55, -1, 20)).toEqual({ from: 50, to: 56 })
  })

  it('goes on to the end of the group or window when going forward', () => {
    expect(planDecode(table(100, 50), 10, 1, 20)).toEqual({ from: 10, to: 30 })
    expect(planDecode(table(100, 50), 45, 1, 20)).toEqual({ from: 45, to: 50 })
  })

  it('always holds the target, within its group and the window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 199 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom(-1 as const, 0 as const, 1 as const),
        (target, keyInterval, windowFrames, heading) => {
          const { from, to } = planDecode(table(200, keyInterval), target, heading, windowFrames)
          const group = Math.floor(target / keyInterval) * keyInterval
          expect(from).toBeLessThanOrEqual(target)
          expect(to).toBeGreaterThan(target)
          expect(from).toBeGreaterThanOrEqual(group)
          expect(to).toBeLessThanOrEqual(Math.min(200, group + keyInterval))
          expect(to - from).toBeLessThanOrEqual(windowFrames)
        },
      ),
    )
  })

  it('fetches the first missing frame ahead, and none beyond the ends or without a heading', () => {
    const has = (index: number): boolean => index >= 10
    expect(planAhead(table(100, 50), 12, -1, 10, has)).toBe(9)
    expect(planAhead(table(100, 50), 40, -1, 10, has)).toBeNull()
    expect(planAhead(table(100, 50), 12, 1, 100, has)).toBeNull()
    expect(planAhead(table(100, 50), 12, 0, 100, () => false)).toBeNull()
  })

  it('lets go of what lies far behind first', () => {
    expect(worstKept([40, 50, 65], 50, -1)).toBe(65)
    expect(worstKept([30, 50, 65], 50, 0)).toBe(30)
    expect(worstKept([35, 50, 65], 50, 1)).toBe(35)
    expect(worstKept([], 50, 1)).toBeNull()
  })
})
