import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barPath, niceCeiling, valueIndexAt } from '../../../../renderer/src/ui/chartScale.ts'
import { stepInList } from '../../../../renderer/src/ui/WindowedList.tsx'

describe('the scale of a chart', () => {
  it('ends at a round number that is not smaller, and not much larger', () => {
    expect([0, 1, 3, 17, 29, 50, 51, 1_000].map(niceCeiling)).toEqual([1, 1, 5, 20, 50, 50, 100, 1_000])
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), (highest) => {
        const ceiling = niceCeiling(highest)
        expect(ceiling).toBeGreaterThanOrEqual(highest)
        expect(ceiling).toBeLessThanOrEqual(highest * 2.5000001)
      }),
    )
  })

  it('puts the newest bar at the right-hand edge and leaves out the oldest', () => {
    expect(barPath([10], 3, 10)).toBe('M8 100V0h3V100Z')
    expect(barPath([1, 2, 10], 1, 10)).toBe('M0 100V0h3V100Z')
  })

  it('draws nothing for zero, and still something for one in a million', () => {
    expect(barPath([0, 0], 2, 1)).toBe('')
    expect(barPath([1], 1, 1_000_000)).toBe('M0 100V98h3V100Z')
  })

  it('finds the value that is pointed at', () => {
    expect(valueIndexAt(0.99, 2, 4)).toBe(1)
    expect(valueIndexAt(0.6, 2, 4)).toBe(0)
    expect(valueIndexAt(0.1, 2, 4)).toBeNull()
    expect(valueIndexAt(1, 200, 120)).toBe(199)
    expect(valueIndexAt(0, 200, 120)).toBe(80)
  })
})

describe('walking through a list', () => {
  it('stays within it, and leaves other keys alone', () => {
    expect(stepInList('ArrowDown', 1, 3)).toBe(2)
    expect(stepInList('ArrowDown', 2, 3)).toBe(2)
    expect(stepInList('ArrowUp', 0, 3)).toBe(0)
    expect(stepInList('End', 0, 3)).toBe(2)
    expect(stepInList('Home', 2, 3)).toBe(0)
    expect(stepInList('a', 1, 3)).toBeNull()
    expect(stepInList('ArrowDown', 0, 0)).toBeNull()
  })
})
