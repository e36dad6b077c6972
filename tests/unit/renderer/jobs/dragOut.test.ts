import { describe, expect, it } from 'vitest'
import { canDragOut, downloadUrl, takesDragged } from '../../../../renderer/src/jobs/dragOut.ts'
import type { ChosenList } from '../../../../renderer/src/stores/screen.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'

const takeJob = (id: string, changes: Partial<Job> = {}): Job =>
  fakeJob({ id, status: 'completed', take: fakeTake(`take of ${id}`), ...changes })

/** A list of these jobs, of which some are chosen. */
const listOf = (jobs: readonly Job[], chosen: readonly string[] | 'all') => {
  const order = jobs.map(({ id }) => id)
  const ids = new Set(chosen === 'all' ? [] : chosen)
  const isAll = chosen === 'all'
  return {
    list: { indexOf: (id: string) => order.indexOf(id), store: { getState: () => ({ pages: new Map([[0, order]]) }) } },
    selection: {
      isChosen: (id: string | null) => id !== null && (isAll || ids.has(id)),
      store: { getState: () => ({ ids, isAll }) },
    },
  } as unknown as ChosenList
}
const dragged = (jobs: readonly Job[], chosen: readonly string[] | 'all', id: string): string[] => {
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const job = byId.get(id)
  return job === undefined
    ? []
    : takesDragged(job, listOf(jobs, chosen), (jobId) => byId.get(jobId)).map((take) => take.id)
}

const JOBS = ['a', 'b', 'c', 'd'].map((id) => takeJob(id))

describe('dragging a take out', () => {
  it('takes the take alone when it is not chosen', () => {
    expect(dragged(JOBS, ['b', 'c'], 'a')).toEqual(['take of a'])
  })

  it('takes what is chosen along, it first, the others in their order', () => {
    expect(dragged(JOBS, ['d', 'c', 'a'], 'c')).toEqual(['take of c', 'take of a', 'take of d'])
    expect(dragged(JOBS, 'all', 'b')).toEqual(['take of b', 'take of a', 'take of c', 'take of d'])
  })

  it('leaves out what has no file', () => {
    const jobs = [
      ...JOBS,
      fakeJob({ id: 'waiting' }),
      takeJob('missing', { take: { ...fakeTake('gone'), missingSince: 1 } }),
    ]
    expect(dragged(jobs, ['a', 'waiting', 'missing', 'not known here'], 'a')).toEqual(['take of a'])
    expect(dragged(jobs, 'all', 'missing')).toEqual([])
    expect(jobs.map(canDragOut)).toEqual([true, true, true, true, false, false])
  })

  it('takes a hundred at most, and always the one under the pointer', () => {
    const many = Array.from({ length: 150 }, (_, index) => takeJob(`job_${index}`))
    const takes = dragged(many, 'all', 'job_149')
    expect(takes).toHaveLength(100)
    expect(takes.slice(0, 2)).toEqual(['take of job_149', 'take of job_0'])
  })

  it('is a file of its type and name to Chromium', () => {
    const base = 'http://127.0.0.1:4000/#somewhere'
    const take = { id: 'take_1', fileName: 'A: lighthouse.mp4' }
    expect(downloadUrl(take, base)).toMatch(/^video\/mp4:A- lighthouse\.mp4:http:\/\/127\.0\.0\.1:4000\/.*take_1/)
    expect(downloadUrl({ ...take, fileName: 'clip.WEBM' }, base)).toMatch(/^video\/webm:/)
  })
})
