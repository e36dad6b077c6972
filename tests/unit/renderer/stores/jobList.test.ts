import { describe, expect, it } from 'vitest'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { createJobList, type JobListQuery } from '../../../../renderer/src/stores/jobList.ts'
import { concerns } from '../../../../renderer/src/stores/listChanges.ts'
import { createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { createFakeLibrary, fakeJobs } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const QUERY: JobListQuery = {
  q: '',
  statuses: [],
  batchId: null,
  sort: { by: 'created', direction: 'desc' },
  groupBy: null,
}
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const setUp = async (jobCount: number, more: FakeHandlers = {}) => {
  const timers = createFakeTimers()
  const library = createFakeLibrary(fakeJobs(jobCount))
  const bridge = createFakeBridge({ ...library.handlers, ...more })
  const cache = createJobCache(bridge, timers)
  const list = createJobList({ bridge, cache, timers, query: QUERY })
  cache.start()
  bridge.start()
  const stop = list.start()
  await settled()
  const asked = (route: string): number => bridge.requests.filter((request) => request.route === route).length
  const ids = (count: number): (string | null)[] => Array.from({ length: count }, (_, index) => list.idAt(index))
  return { timers, library, bridge, cache, list, stop, asked, ids }
}

describe('the job list', () => {
  it('knows how long it is and holds the first page', async () => {
    const { list, cache } = await setUp(250)
    expect(list.store.getState()).toMatchObject({ phase: 'ready', total: 250 })
    expect([list.idAt(0), list.idAt(99), list.idAt(100)]).toEqual(['job_0', 'job_99', null])
    expect(cache.get('job_42')?.prompt).toBe('Prompt 42')
  })

  it('is asked for once, however many look at it, and until nobody does', async () => {
    const { list, stop, asked, bridge, timers } = await setUp(10)
    const before = asked('library.outline')
    const stopSecond = list.start()
    await settled()
    expect(asked('library.outline')).toBe(before)
    stop()
    stop()
    bridge.emit({ type: 'library.changed', data: { removedIds: ['job_1'] } })
    timers.advance(300)
    await settled()
    expect(asked('library.outline')).toBe(before + 1)
    stopSecond()
    bridge.emit({ type: 'library.changed', data: { removedIds: ['job_2'] } })
    timers.advance(1_000)
    await settled()
    expect(asked('library.outline')).toBe(before + 1)
  })

  it('fetches a page in the middle by its key, once, when it comes into sight', async () => {
    const { list, asked } = await setUp(5_000)
    const before = asked('library.query')
    list.need(4_210, 4_230)
    list.need(4_212, 4_232)
    await settled()
    expect(asked('library.query')).toBe(before + 1)
    expect(list.idAt(4_222)).toBe('job_4222')
    expect(list.indexOf('job_4222')).toBe(4_222)
  })

  it('keeps only the pages nearest to what is in sight', async () => {
    const { list } = await setUp(10_000)
    for (let page = 0; page < 40; page += 1) {
      list.need(page * 100, page * 100 + 20)
      await settled()
    }
    expect(list.store.getState().pages.size).toBeLessThanOrEqual(24)
    expect(list.idAt(3_910)).toBe('job_3910')
    expect(list.idAt(0)).toBeNull()
  })

  it('waits for the person to stop typing, and asks at once for another tab', async () => {
    const { list, timers, asked } = await setUp(30)
    const before = asked('library.outline')
    list.change({ q: 'Prompt 1' })
    list.change({ q: 'Prompt 12' })
    await settled()
    expect(asked('library.outline')).toBe(before)
    timers.advance(150)
    await settled()
    expect(asked('library.outline')).toBe(before + 1)
    expect(list.store.getState().total).toBe(1)
    list.change({ statuses: ['failed'] })
    await settled()
    expect(list.store.getState().total).toBe(0)
  })

  it('shows the answer to the last question even when an earlier one answers later', async () => {
    const held: (() => void)[] = []
    const library = createFakeLibrary(fakeJobs(30))
    const { list, timers } = await setUp(30, {
      'library.outline': (input) =>
        input.q === 'Prompt 1'
          ? new Promise((resolve) => held.push(() => resolve(library.handlers['library.outline'](input))))
          : library.handlers['library.outline'](input),
    })
    list.change({ q: 'Prompt 1' })
    timers.advance(150)
    await settled()
    list.change({ q: 'Prompt 29' })
    timers.advance(150)
    await settled()
    held.forEach((release) => release())
    await settled()
    expect(list.store.getState().total).toBe(1)
    expect(list.idAt(0)).toBe('job_29')
  })

  it('renews itself a moment after a new job, and once for many', async () => {
    const { list, timers, library, bridge, asked } = await setUp(10)
    const before = asked('library.outline')
    library.jobs = [fakeJob({ id: 'new' }), ...library.jobs]
    for (const id of ['new', 'newer']) bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ id })] } })
    timers.frame()
    timers.advance(300)
    await settled()
    expect(asked('library.outline')).toBe(before + 1)
    expect(list.idAt(0)).toBe('new')
  })

  it('asks again after a slow answer instead of throwing it away, so that a busy list is shown at all', async () => {
    const held: (() => void)[] = []
    const library = createFakeLibrary(fakeJobs(10))
    const { list, timers, bridge } = await setUp(10, {
      'library.outline': (input) =>
        new Promise((resolve) => held.push(() => resolve(library.handlers['library.outline'](input)))),
    })
    for (let second = 0; second < 5; second += 1) {
      bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ id: `new_${second}` })] } })
      timers.frame()
      timers.advance(1_000)
      await settled()
    }
    expect(held).toHaveLength(1)
    held[0]?.()
    await settled()
    expect(list.store.getState()).toMatchObject({ phase: 'ready', total: 10 })
    timers.advance(60_000)
    expect(held).toHaveLength(2)
  })

  it('says why it failed, and keeps the rows that it had', async () => {
    let isBroken = false
    const library = createFakeLibrary(fakeJobs(3))
    const { list } = await setUp(3, {
      'library.outline': (input) =>
        isBroken
          ? { ok: false, error: { code: 'internal', message: 'The disk is full.' } }
          : library.handlers['library.outline'](input),
    })
    isBroken = true
    await list.refresh()
    expect(list.store.getState()).toMatchObject({ phase: 'ready', failure: 'The disk is full.', total: 3 })
    expect(list.idAt(0)).toBe('job_0')
  })

  it('finds the ids of a range across pages that are not here', async () => {
    const { list } = await setUp(400)
    expect(await list.idsBetween(98, 301)).toHaveLength(204)
    expect((await list.idsBetween(250, 251)).join()).toBe('job_250,job_251')
  })

  it('shows another order at once, and the host’s own when the work is done', async () => {
    const { list, library, ids } = await setUp(6)
    let finish = (): void => {}
    const done = list.rearrange(['job_4', 'job_5'], 1, () => new Promise((resolve) => (finish = resolve)))
    expect(ids(6)).toEqual(['job_0', 'job_4', 'job_5', 'job_1', 'job_2', 'job_3'])
    library.jobs = [4, 0, 5, 1, 2, 3].flatMap((place) => fakeJobs(6)[place] ?? [])
    await settled()
    expect(ids(2)).toEqual(['job_0', 'job_4'])
    finish()
    await done
    await settled()
    expect(ids(3)).toEqual(['job_4', 'job_0', 'job_5'])
  })

  it('leaves its rows alone while it is rearranged, whatever is renewed meanwhile', async () => {
    const { list, ids, timers, bridge } = await setUp(3)
    let finish = (): void => {}
    const done = list.rearrange(['job_2'], 0, () => new Promise((resolve) => (finish = resolve)))
    await settled()
    bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ id: 'new' })] } })
    timers.frame()
    timers.advance(10_000)
    await settled()
    expect(ids(3)).toEqual(['job_2', 'job_0', 'job_1'])
    finish()
    await done
    await settled()
    expect(ids(3)).toEqual(['job_0', 'job_1', 'job_2'])
  })

  it('asks for nothing once nobody looks', async () => {
    const { list, stop, timers, bridge, asked } = await setUp(3)
    stop()
    const before = bridge.requests.length
    list.change({ statuses: ['failed'] })
    bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ id: 'new' })] } })
    timers.frame()
    timers.advance(10_000)
    await settled()
    expect(bridge.requests).toHaveLength(before)
    expect(asked('library.outline')).toBe(1)
  })

  it('lists again when the connection comes back', async () => {
    const { bridge, asked } = await setUp(3)
    bridge.enter('offline')
    bridge.enter('live')
    await settled()
    expect(asked('library.outline')).toBe(2)
  })

  it('tells the host the person’s time zone, for "yesterday"', async () => {
    const { bridge } = await setUp(1)
    const utcOffsetMinutes = -new Date(1_800_000_000_000).getTimezoneOffset()
    for (const { input } of bridge.requests) expect(input).toMatchObject({ utcOffsetMinutes })
  })
})

describe('what concerns a list', () => {
  const before = new Map([['job_1', fakeJob({ status: 'generating' })]])
  const change = (changes: Parameters<typeof fakeJob>[0]) => ({ before, jobs: [fakeJob({ revision: 2, ...changes })] })

  it('is a job that comes into it or leaves it, but not its progress', () => {
    const running: JobListQuery = { ...QUERY, statuses: ['generating'] }
    expect(concerns(running, change({ status: 'generating', progress: 40 }))).toBe(false)
    expect(concerns(running, change({ status: 'downloading' }))).toBe(true)
    expect(concerns({ ...QUERY, statuses: ['failed'] }, change({ status: 'downloading' }))).toBe(false)
  })

  it('is any job that is not known here, since it may stand on a page that is not here', () => {
    expect(concerns({ ...QUERY, statuses: ['queued'] }, change({ id: 'far', status: 'submitting' }))).toBe(true)
  })

  it('is a moved job only where the order of sending shows', () => {
    const known = new Map([['job_1', fakeJob()]])
    const moved = { before: known, jobs: [fakeJob({ revision: 2, position: 9 })] }
    expect(concerns({ ...QUERY, statuses: ['queued'] }, moved)).toBe(false)
    expect(concerns({ ...QUERY, statuses: ['queued'], sort: { by: 'sendOrder', direction: 'asc' } }, moved)).toBe(true)
  })
})
