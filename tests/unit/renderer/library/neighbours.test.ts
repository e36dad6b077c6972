import { describe, expect, it } from 'vitest'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { createJobList } from '../../../../renderer/src/stores/jobList.ts'
import { watchNeighbours } from '../../../../renderer/src/stores/neighbours.ts'
import type { Job, JobStatus } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settle = (): Promise<void> => new Promise((settled) => setImmediate(settled))

const takeOf = (place: number, status: JobStatus = 'completed'): Job =>
  fakeJob({ id: `job_${place}`, status, take: status === 'completed' ? fakeTake(`take_${place}`) : null })

/** A list over these jobs, of which the first page is loaded. */
const open = async (jobs: Job[]) => {
  const library = { jobs }
  const bridge = createFakeBridge({
    'library.outline': () => {
      const total = library.jobs.length
      const anchors = Array.from({ length: Math.max(0, Math.ceil(total / 100) - 1) }, (_, page) => `${page + 1}`)
      return answer({ total, pageSize: 100 as const, anchors, groups: [], problems: [] })
    },
    'library.query': ({ cursor }) => {
      const page = Number(cursor ?? 0)
      return answer({ items: library.jobs.slice(page * 100, page * 100 + 100), nextCursor: null, problems: [] })
    },
  })
  const timers = createFakeTimers()
  const cache = createJobCache(bridge, timers)
  const sort = { by: 'created', direction: 'desc' } as const
  const query = { q: '', statuses: [], batchId: null, sort, groupBy: null }
  const list = createJobList({ bridge, cache, timers, query })
  list.start()
  bridge.start()
  await settle()
  list.need(0, 20)
  await settle()
  return { bridge, cache, library, list, timers }
}
const many = (count: number): Job[] => Array.from({ length: count }, (_, place) => takeOf(place))

describe('the neighbours of a take', () => {
  it('are the takes before and behind it in the order of the list', async () => {
    const { list, cache } = await open(many(10))
    const watch = watchNeighbours({ list }, cache, 'job_4')
    expect(watch.store.getState().previous?.id).toBe('job_3')
    expect(watch.store.getState().next?.id).toBe('job_5')
  })

  it('end at the ends of the list', async () => {
    const { list, cache } = await open(many(3))
    expect(watchNeighbours({ list }, cache, 'job_0').store.getState().previous).toBeNull()
    expect(watchNeighbours({ list }, cache, 'job_2').store.getState().next).toBeNull()
  })

  it('step over jobs without a take', async () => {
    const jobs = [takeOf(0), takeOf(1, 'failed'), takeOf(2), takeOf(3, 'generating'), takeOf(4, 'queued'), takeOf(5)]
    const { list, cache } = await open(jobs)
    const { previous, next } = watchNeighbours({ list }, cache, 'job_2').store.getState()
    expect([previous?.id, next?.id]).toEqual(['job_0', 'job_5'])
  })

  it('come from a page that is fetched for them', async () => {
    const { list, cache } = await open(many(250))
    const watch = watchNeighbours({ list }, cache, 'job_99')
    expect(watch.store.getState().next).toBeNull()
    await settle()
    expect(watch.store.getState().next?.id).toBe('job_100')
  })

  it('lead through the whole list, one after the other', async () => {
    const { list, cache } = await open(many(320))
    let at = 'job_0'
    for (let step = 0; step < 319; step += 1) {
      const watch = watchNeighbours({ list }, cache, at)
      await settle()
      at = watch.store.getState().next?.id ?? 'nobody'
      watch.stop()
    }
    expect(at).toBe('job_319')
  })

  it('change when a new take comes in between', async () => {
    const { bridge, list, cache, library, timers } = await open(many(5))
    const watch = watchNeighbours({ list }, cache, 'job_0')
    expect(watch.store.getState().previous).toBeNull()
    library.jobs = [takeOf(77), ...library.jobs]
    bridge.emit({ type: 'library.changed', data: { removedIds: [] } })
    timers.advance(1000)
    await settle()
    expect(watch.store.getState().previous?.id).toBe('job_77')
  })

  it('go on from the place of a take that has left the list', async () => {
    const { bridge, list, cache, library, timers } = await open(many(5))
    const watch = watchNeighbours({ list }, cache, 'job_2')
    library.jobs = library.jobs.filter(({ id }) => id !== 'job_2')
    bridge.emit({ type: 'library.changed', data: { removedIds: ['job_2'] } })
    timers.advance(1000)
    await settle()
    expect(watch.store.getState().previous?.id).toBe('job_1')
    expect(watch.store.getState().next?.id).toBe('job_3')
  })

  it('are nobody for a job that the list does not hold', async () => {
    const { list, cache } = await open(many(5))
    expect(watchNeighbours({ list }, cache, 'job_elsewhere').store.getState()).toEqual({ previous: null, next: null })
  })
})
