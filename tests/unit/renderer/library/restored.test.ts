import { describe, expect, it } from 'vitest'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { createJobList } from '../../../../renderer/src/stores/jobList.ts'
import { createSelection } from '../../../../renderer/src/stores/selection.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settle = (): Promise<void> => new Promise((settled) => setImmediate(settled))
const takeOf = (id: string, revision = 1): Job => fakeJob({ id, revision, status: 'completed', take: fakeTake(id) })

const open = async () => {
  const library = { jobs: [takeOf('a'), takeOf('b'), takeOf('c')] }
  const bridge = createFakeBridge({
    'library.outline': () =>
      answer({ total: library.jobs.length, pageSize: 100 as const, anchors: [], groups: [], problems: [] }),
    'library.query': () => answer({ items: library.jobs, nextCursor: null, problems: [] }),
  })
  const timers = createFakeTimers()
  const cache = createJobCache(bridge, timers)
  const sort = { by: 'created', direction: 'desc' } as const
  const query = { q: '', statuses: ['completed' as const], batchId: null, sort, groupBy: null }
  const list = createJobList({ bridge, cache, timers, query })
  cache.start()
  list.start()
  bridge.start()
  await settle()
  return { bridge, library, list, timers }
}

describe('a list of takes', () => {
  it('shows a take again that was put back, although its state never changed', async () => {
    const { bridge, library, list, timers } = await open()
    library.jobs = [takeOf('a'), takeOf('c')]
    bridge.emit({ type: 'library.changed', data: { removedIds: ['b'] } })
    timers.advance(1_000)
    await settle()
    expect(list.store.getState().total).toBe(2)
    library.jobs = [takeOf('a'), takeOf('b', 3), takeOf('c')]
    bridge.emit({ type: 'jobs.changed', data: { jobs: [takeOf('b', 3)] } })
    timers.frame()
    timers.advance(10_000)
    await settle()
    expect(list.store.getState().total).toBe(3)
    expect(list.idAt(1)).toBe('b')
  })
})

describe('a selection', () => {
  it('forgets what left the list', async () => {
    const { list } = await open()
    const selection = createSelection(list)
    await selection.choose(0, 'one')
    await selection.choose(2, 'range')
    expect(selection.count()).toBe(3)
    selection.forget(['b'])
    expect([...selection.store.getState().ids]).toEqual(['a', 'c'])
  })
})
