import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortInTurns } from '../../../../electron/core/library/sortInTurns.ts'

it('sorts as sorting at once does, equal ones in their old order, with a rest after every few', async () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true })), { maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(values, fc.integer({ min: 1, max: 40 }), async (keys, step) => {
      const byKey = (a: number, b: number): number => {
        const [left = 0, right = 0] = [keys[a], keys[b]]
        return left < right ? -1 : left > right ? 1 : 0
      }
      let rests = 0
      const turns = { step: () => step, rest: async () => void (rests += 1) }
      const slots = keys.map((_, slot) => slot)
      const sorted = await sortInTurns(Uint32Array.from(slots), byKey, turns)
      expect([...sorted]).toEqual(slots.toSorted(byKey))
      expect(rests).toBeGreaterThanOrEqual(Math.ceil(keys.length / step))
    }),
    { numRuns: 300 },
  )
})
