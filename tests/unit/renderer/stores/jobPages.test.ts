import { describe, expect, it } from 'vitest'
import { movePlaces, withoutDoubles } from '../../../../renderer/src/stores/jobPages.ts'

const page = (number: number): string[] => Array.from({ length: 100 }, (_, row) => `job_${number * 100 + row}`)
const flat = (pages: ReadonlyMap<number, readonly string[]>): string[] => [...pages.values()].flat()

describe('moving places', () => {
  it('takes jobs across the edge of a page and shifts the others', () => {
    const pages = new Map([
      [0, page(0)],
      [1, page(1)],
    ])
    const moved = movePlaces(pages, ['job_150', 'job_3'], 99)
    expect(flat(moved).slice(96, 102)).toEqual(['job_97', 'job_98', 'job_150', 'job_3', 'job_99', 'job_100'])
    expect(new Set(flat(moved)).size).toBe(200)
    expect(moved.get(0)).toHaveLength(100)
  })

  it('changes nothing where a page between is not here, or a job is unknown', () => {
    const pages = new Map([
      [0, page(0)],
      [2, page(2)],
    ])
    expect(movePlaces(pages, ['job_250'], 50)).toBe(pages)
    expect(movePlaces(pages, ['elsewhere'], 50)).toBe(pages)
  })

  it('changes nothing when a job is put where it stands', () => {
    const pages = new Map([[0, page(0)]])
    for (const beforeIndex of [5, 6]) expect(flat(movePlaces(pages, ['job_5'], beforeIndex))).toEqual(page(0))
  })
})

describe('pages fetched at different moments', () => {
  it('give up the older one where both hold a job', () => {
    const pages = new Map([
      [0, ['a', 'b']],
      [1, ['b', 'c']],
    ])
    expect([...withoutDoubles(pages).keys()]).toEqual([1])
  })
})
