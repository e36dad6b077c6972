import { describe, expect, it } from 'vitest'
import {
  chooseRow,
  createTrashList,
  NOTHING_CHOSEN,
  stillThere,
} from '../../../../renderer/src/features/library/trashList.ts'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settle = (): Promise<void> => new Promise((settled) => setImmediate(settled))
const trashed = (place: number): Job =>
  fakeJob({
    id: `job_${place}`,
    status: place % 10 === 0 ? 'failed' : 'completed',
    trashedAt: 1_800_000_000_000 - place,
    take: place % 10 === 0 ? null : { ...fakeTake(`take_${place}`), sizeBytes: 1_000 },
  })

const open = async (count: number) => {
  const trash = { jobs: Array.from({ length: count }, (_, place) => trashed(place)) }
  const bridge = createFakeBridge({
    'trash.list': ({ limit = 50, cursor = '0' }) => {
      const start = Number(cursor)
      const isLast = start + limit >= trash.jobs.length
      return answer({
        items: trash.jobs.slice(start, start + limit),
        nextCursor: isLast ? null : `${start + limit}`,
        count: trash.jobs.length,
        retentionDays: 30,
      })
    },
  })
  const timers = createFakeTimers()
  const cache = createJobCache(bridge, timers)
  const list = createTrashList({ bridge, cache, timers })
  cache.start()
  list.start()
  bridge.start()
  await settle()
  return { bridge, cache, list, timers, trash }
}

describe('the trash', () => {
  it('is loaded page by page as far as somebody looks', async () => {
    const { bridge, list } = await open(450)
    expect(list.store.getState()).toMatchObject({ count: 450, retentionDays: 30 })
    expect(list.store.getState().items).toHaveLength(100)
    list.need(220)
    await settle()
    await settle()
    expect(list.store.getState().items).toHaveLength(300)
    expect(bridge.requests).toHaveLength(3)
    expect(new Set(list.store.getState().items.map(({ id }) => id)).size).toBe(300)
  })

  it('asks again when something was put away or put back', async () => {
    const { bridge, list, timers, trash } = await open(3)
    trash.jobs = [trashed(50), ...trash.jobs]
    bridge.emit({ type: 'library.changed', data: { removedIds: ['job_50'] } })
    timers.advance(300)
    await settle()
    expect(list.store.getState().count).toBe(4)
    trash.jobs = trash.jobs.slice(1)
    bridge.emit({ type: 'jobs.changed', data: { jobs: [{ ...trashed(50), trashedAt: null, revision: 9 }] } })
    timers.frame()
    timers.advance(300)
    await settle()
    expect(list.store.getState().count).toBe(3)
  })

  it('counts the files of everything, also of what is not loaded', async () => {
    const { list } = await open(450)
    const files = await list.countFiles('all', new AbortController().signal)
    expect(files).toEqual({ files: 405, bytes: 405_000, isAtLeast: false })
  })

  it('counts the files of chosen jobs only', async () => {
    const { list } = await open(50)
    const files = await list.countFiles(new Set(['job_1', 'job_2', 'job_10']), new AbortController().signal)
    expect(files).toEqual({ files: 2, bytes: 2_000, isAtLeast: false })
  })

  it('stops counting when nobody waits for it any more', async () => {
    const { list } = await open(50)
    expect(await list.countFiles('all', AbortSignal.abort())).toBeNull()
  })
})

describe('choosing in the trash', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

  it('takes one, adds one, and takes a range from the first one', () => {
    const one = chooseRow(NOTHING_CHOSEN, items, 1, 'one')
    expect([...one.ids]).toEqual(['b'])
    expect([...chooseRow(one, items, 3, 'toggle').ids]).toEqual(['b', 'd'])
    expect([...chooseRow(one, items, 1, 'toggle').ids]).toEqual([])
    expect([...chooseRow(one, items, 3, 'range').ids]).toEqual(['b', 'c', 'd'])
    expect([...chooseRow(chooseRow(one, items, 3, 'range'), items, 0, 'range').ids]).toEqual(['a', 'b'])
  })

  it('forgets what is gone', () => {
    const ids = new Set(['a', 'b'])
    expect(stillThere(ids, items)).toBe(ids)
    expect([...stillThere(ids, items.slice(1))]).toEqual(['b'])
  })
})
