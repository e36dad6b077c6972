import { describe, expect, it, vi } from 'vitest'
import { createJobsStore } from '../../../renderer/src/stores/jobsStore.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../fakes/fakeBridge.ts'
import { fakeJob } from '../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../fakes/fakeTimers.ts'

type ListAnswer = Awaited<ReturnType<NonNullable<FakeHandlers['jobs.list']>>>

const row = (sequence: number, changes: Partial<Job> = {}): Job =>
  fakeJob({ id: `job_${sequence}`, sequence, ...changes })

const setUp = (handlers: FakeHandlers) => {
  const bridge = createFakeBridge(handlers)
  const timers = createFakeTimers()
  const onChanges = vi.fn()
  const jobs = createJobsStore({ bridge, timers, onChanges })
  jobs.start()
  return { bridge, timers, jobs, onChanges, state: () => jobs.store.getState() }
}

/** A list whose answers the test gives when it wants. */
const heldList = () => {
  const waiting: ((page: ListAnswer) => void)[] = []
  const list = (): Promise<ListAnswer> => new Promise((resolve) => waiting.push(resolve))
  return {
    list,
    answerWith: async (items: Job[], nextCursor: string | null = null) => {
      waiting.shift()?.(answer({ items, nextCursor }))
      await new Promise((settled) => setImmediate(settled))
    },
  }
}

describe('the job store', () => {
  it('keeps an event that arrives before an older list answer', async () => {
    const { list, answerWith } = heldList()
    const { bridge, timers, state } = setUp({ 'jobs.list': list })
    bridge.start()
    bridge.emit({ type: 'jobs.changed', data: { jobs: [row(1, { revision: 5, status: 'completed' })] } })
    timers.frame()
    await answerWith([row(1, { revision: 4, status: 'generating' })])
    expect(state().window.jobs.get('job_1')).toMatchObject({ revision: 5, status: 'completed' })
    expect(state()).toMatchObject({ phase: 'ready', ids: ['job_1'] })
  })

  it('paints at most once a frame, however many events arrive', async () => {
    const { bridge, timers, jobs, state } = setUp({ 'jobs.list': () => answer({ items: [row(1)], nextCursor: null }) })
    bridge.start()
    await vi.waitFor(() => expect(state().phase).toBe('ready'))
    const painted = vi.fn()
    jobs.store.subscribe(painted)
    for (let revision = 2; revision <= 500; revision += 1)
      bridge.emit({ type: 'jobs.changed', data: { jobs: [row(1, { revision, progress: revision % 100 })] } })
    timers.frame()
    expect(painted).toHaveBeenCalledTimes(1)
    expect(state().window.jobs.get('job_1')?.revision).toBe(500)
  })

  it('lists again on reconnect and drops what is no longer in the tab', async () => {
    let rows = [row(2, { status: 'generating' }), row(1, { status: 'generating' })]
    const { bridge, state, jobs } = setUp({ 'jobs.list': () => answer({ items: rows, nextCursor: null }) })
    jobs.showTab('running')
    bridge.start()
    await vi.waitFor(() => expect(state().ids).toEqual(['job_2', 'job_1']))
    bridge.enter('offline')
    rows = [row(1, { status: 'generating' })]
    bridge.enter('live')
    await vi.waitFor(() => expect(state().ids).toEqual(['job_1']))
  })

  it('ignores the answer for a tab that was left meanwhile', async () => {
    const { list, answerWith } = heldList()
    const { bridge, jobs, state } = setUp({ 'jobs.list': list })
    bridge.start()
    jobs.showTab('failed')
    await answerWith([row(1)])
    expect(state().ids).toEqual([])
    await answerWith([row(2, { status: 'failed' })])
    expect(state().ids).toEqual(['job_2'])
  })

  it('loads the next page from where the last one ended and asks only once', async () => {
    const { bridge, jobs, state } = setUp({
      'jobs.list': ({ cursor }) =>
        cursor === undefined
          ? answer({ items: [row(3), row(2)], nextCursor: 'after-2' })
          : answer({ items: [row(1)], nextCursor: null }),
    })
    bridge.start()
    await vi.waitFor(() => expect(state().phase).toBe('ready'))
    await Promise.all([jobs.loadMore(), jobs.loadMore()])
    await jobs.loadMore()
    expect(state().ids).toEqual(['job_3', 'job_2', 'job_1'])
    expect(bridge.requests.map(({ input }) => input)).toEqual([{ limit: 50 }, { limit: 50, cursor: 'after-2' }])
  })

  it('searches once after the last keystroke and lists again when an unknown job changes', async () => {
    const { bridge, jobs, timers, state } = setUp({ 'jobs.list': () => answer({ items: [row(1)], nextCursor: null }) })
    bridge.start()
    await vi.waitFor(() => expect(state().phase).toBe('ready'))
    jobs.search('li')
    jobs.search('light ')
    timers.advance(200)
    await vi.waitFor(() => expect(state().window.filter.q).toBe('light'))
    const listings = bridge.requests.length
    bridge.emit({ type: 'jobs.changed', data: { jobs: [row(7)] } })
    timers.frame()
    timers.advance(1_000)
    expect(bridge.requests.slice(listings)).toEqual([{ route: 'jobs.list', input: { limit: 50, q: 'light' } }])
    expect(listings).toBe(2)
  })

  it('says why the list could not be had and keeps the rows', async () => {
    let isBroken = false
    const { bridge, jobs, state } = setUp({
      'jobs.list': () =>
        isBroken
          ? { ok: false, error: { code: 'internal', message: 'The disk is full.' } }
          : answer({ items: [row(1)], nextCursor: null }),
    })
    bridge.start()
    await vi.waitFor(() => expect(state().phase).toBe('ready'))
    isBroken = true
    await jobs.relist()
    expect(state()).toMatchObject({ phase: 'failed', failure: 'The disk is full.', ids: ['job_1'] })
  })

  it('does not let an answer that is older than a hidden snapshot come back as news', async () => {
    const { bridge, jobs, timers, state } = setUp({
      'jobs.list': () => answer({ items: [row(1, { status: 'failed' })], nextCursor: null }),
      'jobs.retry': () => new Promise(() => {}),
    })
    jobs.showTab('failed')
    bridge.start()
    await vi.waitFor(() => expect(state().ids).toEqual(['job_1']))
    void jobs.send('jobs.retry', { jobId: 'job_1' })
    bridge.emit({ type: 'jobs.changed', data: { jobs: [row(1, { revision: 3, status: 'queued' })] } })
    timers.frame()
    jobs.apply([row(1, { revision: 2, status: 'failed' })])
    expect(state().ids).toEqual([])
  })
})
