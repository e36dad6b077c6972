import { describe, expect, it } from 'vitest'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { createJobList } from '../../../../renderer/src/stores/jobList.ts'
import { createSelection } from '../../../../renderer/src/stores/selection.ts'
import { createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { createFakeLibrary, fakeJobs } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const setUp = async (jobCount = 250) => {
  const timers = createFakeTimers()
  const library = createFakeLibrary(fakeJobs(jobCount))
  const bridge = createFakeBridge(library.handlers)
  const cache = createJobCache(bridge, timers)
  const list = createJobList({
    bridge,
    cache,
    timers,
    query: { q: '', statuses: [], batchId: null, sort: { by: 'created', direction: 'desc' }, groupBy: null },
  })
  const selection = createSelection(list)
  cache.start()
  bridge.start()
  list.start()
  await settled()
  const chosen = (): string[] => [...selection.store.getState().ids]
  return { library, list, selection, chosen }
}

describe('a selection', () => {
  it('chooses one, adds and takes away', async () => {
    const { selection, chosen } = await setUp()
    await selection.choose(3, 'one')
    await selection.choose(5, 'toggle')
    expect(chosen()).toEqual(['job_3', 'job_5'])
    await selection.choose(3, 'toggle')
    expect(selection.asInput()).toEqual({ jobIds: ['job_5'] })
    selection.clear()
    expect(selection.asInput()).toBeNull()
  })

  it('ranges from the last choice, up and down, also over pages that are not here', async () => {
    const { selection, chosen } = await setUp()
    await selection.choose(95, 'one')
    await selection.choose(205, 'range')
    expect(chosen()).toHaveLength(111)
    await selection.choose(93, 'range')
    expect(chosen()).toEqual(['job_93', 'job_94', 'job_95'])
  })

  it('means everything the filter shows, without naming each, when all is chosen', async () => {
    const { selection, list } = await setUp()
    list.change({ statuses: ['queued'] })
    await settled()
    selection.chooseAll()
    expect(selection.count()).toBe(250)
    expect(selection.isChosen('job_249')).toBe(true)
    expect(selection.asInput()).toEqual({ filter: { status: ['queued'] } })
  })

  it('keeps the rest when one is taken out of all', async () => {
    const { selection } = await setUp()
    selection.chooseAll()
    await selection.choose(7, 'toggle')
    expect(selection.count()).toBe(249)
    expect(selection.isChosen('job_7')).toBe(false)
    expect(selection.isChosen('job_248')).toBe(true)
  })

  it('stays with the job, not with the place, while new jobs come above', async () => {
    const { selection, list, library } = await setUp(10)
    selection.activate(2)
    await selection.choose(2, 'one')
    library.jobs = [fakeJob({ id: 'new' }), ...library.jobs]
    await list.refresh()
    expect(selection.store.getState()).toMatchObject({ activeIndex: 3, anchorIndex: 3 })
    await selection.choose(4, 'range')
    expect(selection.asInput()).toEqual({ jobIds: ['job_2', 'job_3'] })
  })

  it('never points behind the end when jobs go', async () => {
    const { selection, list, library } = await setUp(10)
    selection.activate(9)
    library.jobs = library.jobs.slice(0, 4)
    await list.refresh()
    expect(selection.store.getState().activeIndex).toBe(3)
  })

  it('is over when another tab or search is shown, but not when the order changes', async () => {
    const { selection, list } = await setUp()
    await selection.choose(3, 'one')
    list.change({ sort: { by: 'finished', direction: 'asc' } })
    expect(selection.count()).toBe(1)
    list.change({ statuses: ['failed'] })
    expect(selection.count()).toBe(0)
    expect(selection.store.getState().activeIndex).toBe(-1)
  })

  it('forgets jobs that left the list', async () => {
    const { selection, chosen } = await setUp()
    await selection.choose(1, 'one')
    await selection.choose(2, 'toggle')
    selection.forget(['job_1', 'unknown'])
    expect(chosen()).toEqual(['job_2'])
  })
})
