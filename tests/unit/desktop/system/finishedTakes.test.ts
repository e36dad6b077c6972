import { describe, expect, it } from 'vitest'
import { MOST_RECENT, takesFinishedSince } from '../../../../electron/desktop/system/finishedTakes.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'

describe('which takes become recent items', () => {
  const finished = (id: string, finishedAt: number) =>
    fakeJob({ id, status: 'completed', finishedAt, take: fakeTake(`take_${id}`) })

  it('are those finished in this run, the newest last', () => {
    const jobs = [finished('b', 300), finished('old', 99), finished('a', 200)]
    expect(takesFinishedSince(jobs, 100)).toEqual(['take_a', 'take_b'])
  })

  it('are not those in the trash, without a file, or on their way', () => {
    const trashed = { ...finished('a', 200), trashedAt: 300 }
    const gone = { ...finished('b', 200), take: { ...fakeTake('take_b'), missingSince: 250 } }
    const loading = { ...finished('c', 200), status: 'downloading' as const }
    expect(takesFinishedSince([trashed, gone, loading], 100)).toEqual([])
  })

  it('are no more than a system lists', () => {
    const jobs = Array.from({ length: 50 }, (_, index) => finished(String(index), 1000 + index))
    const takes = takesFinishedSince(jobs, 0)
    expect(takes).toHaveLength(MOST_RECENT)
    expect(takes.at(-1)).toBe('take_49')
  })
})
