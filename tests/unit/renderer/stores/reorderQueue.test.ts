import { describe, expect, it } from 'vitest'
import { movedWith, planMoves, planMovesBack } from '../../../../renderer/src/stores/reorderQueue.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const plan = (jobIds: string[], beforeIndex: number) =>
  planMoves({ jobIds, beforeIndex }, (index) => order[index] ?? null, order.length)

/** What the host makes of the moves. */
const carryOut = (from: readonly string[], moves: ReturnType<typeof planMoves>): string[] => {
  const queue = [...from]
  for (const move of moves) {
    queue.splice(queue.indexOf(move.jobId), 1)
    const at = 'beforeJobId' in move ? queue.indexOf(move.beforeJobId ?? '') : queue.indexOf(move.afterJobId ?? '') + 1
    queue.splice(at, 0, move.jobId)
  }
  return queue
}
const carriedOut = (jobIds: string[], beforeIndex: number): string =>
  carryOut(order, plan(jobIds, beforeIndex)).join('')

describe('a reordering', () => {
  it('brings jobs together, in their order, before a place', () => {
    expect(carriedOut(['d'], 1)).toBe('adbce')
    expect(carriedOut(['b', 'e'], 3)).toBe('acbed')
    expect(carriedOut(['a', 'b'], 4)).toBe('cdabe')
  })

  it('reaches both ends', () => {
    expect(carriedOut(['c', 'd'], 0)).toBe('cdabe')
    expect(carriedOut(['a', 'c'], 5)).toBe('bdeac')
  })

  it('names a job that stays, even where the place is within what moves', () => {
    expect(carriedOut(['b', 'c'], 2)).toBe('abcde')
    expect(plan(['b', 'c'], 2).every((move) => 'beforeJobId' in move && move.beforeJobId === 'd')).toBe(true)
    expect(carriedOut(['d', 'e'], 5)).toBe('abcde')
  })

  it('leaves the order as it is when everything moves', () => {
    expect(carriedOut(order, 0)).toBe('abcde')
    expect(carriedOut(order, 5)).toBe('abcde')
  })
})

describe('taking a reordering back', () => {
  const list = { idAt: (index: number) => order[index] ?? null, indexOf: (id: string) => order.indexOf(id) }

  it('brings every job to where it stood, whichever were moved and wherever to', () => {
    for (let choice = 1; choice < 2 ** order.length; choice += 1) {
      const jobIds = order.filter((_, index) => (choice >> index) % 2 === 1)
      for (let beforeIndex = 0; beforeIndex <= order.length; beforeIndex += 1) {
        const moved = carryOut(order, plan(jobIds, beforeIndex))
        expect(carryOut(moved, planMovesBack(jobIds, list))).toEqual(order)
      }
    }
  })

  it('leaves out a job of which it is not known where it stood', () => {
    expect(planMovesBack(['elsewhere', 'b'], list)).toEqual([{ jobId: 'b', beforeJobId: 'c' }])
  })
})

describe('what moves along', () => {
  const list = { indexOf: (id: string) => order.indexOf(id) }

  it('is everything chosen, in the order of the queue, if the job is chosen too', () => {
    expect(movedWith('d', list, new Set(['e', 'd', 'a', 'elsewhere']))).toEqual(['a', 'd', 'e'])
    expect(movedWith('b', list, new Set(['e', 'd']))).toEqual(['b'])
  })
})
