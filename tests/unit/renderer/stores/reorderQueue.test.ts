import { describe, expect, it } from 'vitest'
import { movedWith, planMoves } from '../../../../renderer/src/stores/reorderQueue.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const plan = (jobIds: string[], beforeIndex: number) =>
  planMoves({ jobIds, beforeIndex }, (index) => order[index] ?? null, order.length)

/** What the host makes of the moves. */
const carriedOut = (jobIds: string[], beforeIndex: number): string => {
  const queue = [...order]
  for (const move of plan(jobIds, beforeIndex)) {
    queue.splice(queue.indexOf(move.jobId), 1)
    const at = 'beforeJobId' in move ? queue.indexOf(move.beforeJobId ?? '') : queue.indexOf(move.afterJobId ?? '') + 1
    queue.splice(at, 0, move.jobId)
  }
  return queue.join('')
}

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

describe('what moves along', () => {
  const list = { indexOf: (id: string) => order.indexOf(id) }

  it('is everything chosen, in the order of the queue, if the job is chosen too', () => {
    expect(movedWith('d', list, new Set(['e', 'd', 'a', 'elsewhere']))).toEqual(['a', 'd', 'e'])
    expect(movedWith('b', list, new Set(['e', 'd']))).toEqual(['b'])
  })
})
