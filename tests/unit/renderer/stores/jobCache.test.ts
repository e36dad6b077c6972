import { describe, expect, it } from 'vitest'
import { createJobCache, type JobChanges } from '../../../../renderer/src/stores/jobCache.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { fakeJobs } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const setUp = () => {
  const timers = createFakeTimers()
  const held: ((jobs: Job[]) => void)[] = []
  const bridge = createFakeBridge({
    'library.query': () =>
      new Promise((resolve) => held.push((items) => resolve(answer({ items, nextCursor: null, problems: [] })))),
  })
  const cache = createJobCache(bridge, timers)
  cache.start()
  bridge.start()
  const emit = (...jobs: Job[]): void => {
    bridge.emit({ type: 'jobs.changed', data: { jobs } })
    timers.frame()
  }
  return { cache, emit, bridge, timers, release: (jobs: Job[]) => held.shift()?.(jobs) }
}

describe('the job cache', () => {
  it('keeps the newest snapshot, in whatever order answers and events come', () => {
    const { cache, emit } = setUp()
    emit(fakeJob({ revision: 5, progress: 50 }))
    cache.apply([fakeJob({ revision: 3, progress: 30 })])
    emit(fakeJob({ revision: 4, progress: 40 }))
    expect(cache.get('job_1')?.progress).toBe(50)
    cache.apply([fakeJob({ revision: 6, progress: 60 })])
    expect(cache.get('job_1')?.progress).toBe(60)
  })

  it('tells of a frame full of events once, with the snapshots before, and not of what is no news', () => {
    const { cache, bridge, timers } = setUp()
    const heard: JobChanges[] = []
    cache.onChanges((changes) => void heard.push(changes))
    for (const revision of [2, 3, 4]) bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ revision })] } })
    timers.frame()
    expect(heard).toHaveLength(1)
    expect(heard[0]?.jobs.map((job) => job.revision)).toEqual([4])
    expect(heard[0]?.before.size).toBe(0)
    bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ revision: 4 })] } })
    timers.frame()
    expect(heard).toHaveLength(1)
  })

  it('tells of what an act brought when its answer comes before the event, and once only', () => {
    const { cache, emit } = setUp()
    const heard: string[] = []
    cache.onChanges(
      ({ before, jobs }) => void heard.push(...jobs.map(({ id }) => `${id} was ${before.get(id)?.status}`)),
    )
    cache.settle([fakeJob({ revision: 2, status: 'queued' })])
    emit(fakeJob({ revision: 2, status: 'queued' }))
    expect(heard).toEqual(['job_1 was undefined'])
    cache.settle([fakeJob({ revision: 3, status: 'cancelled' })])
    expect(heard).toEqual(['job_1 was undefined', 'job_1 was queued'])
  })

  it('tells of a change that a page brought before its event, but not of jobs that it meets for the first time', () => {
    const { cache, emit } = setUp()
    const heard: JobChanges[] = []
    cache.onChanges((changes) => void heard.push(changes))
    cache.apply([fakeJob({ revision: 1, status: 'generating' })])
    expect(heard).toHaveLength(0)
    cache.apply([fakeJob({ revision: 2, status: 'completed' }), fakeJob({ id: 'met now' })])
    emit(fakeJob({ revision: 2, status: 'completed' }))
    expect(heard.map(({ before, jobs }) => [before.get('job_1')?.status, jobs.map((job) => job.status)])).toEqual([
      ['generating', ['completed']],
    ])
  })

  it('forgets what nobody holds, but never what is held', () => {
    const { cache, emit } = setUp()
    cache.hold((jobId) => jobId === 'job_7')
    cache.apply(fakeJobs(5_000))
    emit(fakeJob({ id: 'another', revision: 2 }))
    expect(cache.store.getState().jobs.size).toBe(1)
    expect(cache.get('job_7')).toBeDefined()
  })

  it('forgets nothing while an answer is on its way, which might be older than what it forgot', async () => {
    const { cache, emit, release } = setUp()
    cache.apply(fakeJobs(5_000, { revision: 9 }))
    const asked = cache.send('library.query', {})
    emit(fakeJob({ id: 'another', revision: 2 }))
    expect(cache.store.getState().jobs.size).toBe(5_001)
    release([fakeJob({ id: 'job_3', revision: 2 })])
    const found = await asked
    if (found.ok) cache.apply(found.data.items)
    expect(cache.get('job_3')?.revision).toBe(9)
    emit(fakeJob({ id: 'one more', revision: 2 }))
    expect(cache.store.getState().jobs.size).toBe(0)
  })
})
