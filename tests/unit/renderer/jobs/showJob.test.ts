import { describe, expect, it, vi } from 'vitest'
import { showJob } from '../../../../renderer/src/jobs/showJob.ts'
import { createScreen } from '../../../../renderer/src/stores/screen.ts'
import { toastManager } from '../../../../renderer/src/ui/toast.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { createFakeLibrary, fakeJobs } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setImmediate(done))
}

const takes = (count: number): Job[] =>
  fakeJobs(count).map((job) => ({ ...job, id: `take_${job.id}`, status: 'completed', take: fakeTake(job.id) }))

/** 500 waiting jobs before 500 finished ones; each list runs as soon as its view is on show. */
const open = async (more: Job[] = []) => {
  const library = createFakeLibrary([...fakeJobs(500), ...takes(500)])
  const all = [...library.jobs, ...more]
  const bridge = createFakeBridge({
    ...library.handlers,
    'jobs.get': ({ jobId }) => {
      const job = all.find(({ id }) => id === jobId)
      return job === undefined
        ? { ok: false, error: { code: 'not_found', message: 'There is no such job.' } }
        : answer(job)
    },
  })
  const memory = { getItem: () => null, setItem: () => {} }
  const timers = createFakeTimers()
  const screen = createScreen({ bridge, timers, mirror: memory, placeMemory: memory, commands: [], isMac: false })
  const lists = { queue: screen.queueList.list, library: screen.libraryList.list }
  let stopList = lists.queue.start()
  screen.navigation.store.subscribe(({ view }, before) => {
    if (view === before.view || (view !== 'queue' && view !== 'library')) return
    stopList()
    stopList = lists[view].start()
  })
  screen.start()
  await settled()
  const addToast = vi.spyOn(toastManager, 'add')
  const toasts = (): unknown[] => addToast.mock.calls.map(([toast]) => toast.title)
  return { screen, toasts }
}

describe('showing a job', () => {
  it('finds a waiting one in the queue, chosen and in sight, with its details', async () => {
    const { screen } = await open()
    screen.navigation.show('settings')
    screen.navigation.set({ isInspectorOpen: false, overlay: 'palette' })
    await showJob(screen, 'job_420')
    await settled()
    expect(screen.navigation.store.getState()).toMatchObject({
      view: 'queue',
      inspectedId: 'job_420',
      isInspectorOpen: true,
      overlay: null,
      playing: null,
    })
    const { list, selection, place } = screen.queueList
    expect(selection.store.getState()).toMatchObject({ ids: new Set(['job_420']), activeIndex: 420, isAll: false })
    expect(place.store.getState()).toMatchObject({ wish: 420, place: { index: 420 } })
    expect(list.idAt(420)).toBe('job_420')
  })

  it('finds a finished one in the library, in its own order, and plays it when asked to', async () => {
    const { screen } = await open()
    await showJob(screen, 'take_job_333', { isPlayed: true })
    await settled()
    expect(screen.navigation.store.getState()).toMatchObject({
      view: 'library',
      playing: { jobId: 'take_job_333', from: 'library' },
    })
    expect(screen.libraryView.store.getState().place).toBe('takes')
    expect(screen.libraryList.place.store.getState().wish).toBe(333)
  })

  it('plays nothing that is not finished, or not there any more', async () => {
    const gone = fakeJob({ id: 'gone', status: 'completed', take: { ...fakeTake(), missingSince: 1 } })
    const { screen } = await open([gone])
    await showJob(screen, 'job_1', { isPlayed: true })
    await showJob(screen, 'gone', { isPlayed: true })
    expect(screen.navigation.store.getState()).toMatchObject({ playing: null, inspectedId: 'gone' })
  })

  it('leaves the tab and the search as they are where they show the job', async () => {
    const { screen } = await open()
    screen.queueList.list.change({ statuses: ['queued'], q: 'Prompt 4' })
    await showJob(screen, 'job_42')
    await settled()
    expect(screen.queueList.list.store.getState().query).toMatchObject({ statuses: ['queued'], q: 'Prompt 4' })
    expect(screen.queueList.place.store.getState().wish).toBe(3)
  })

  it('shows everything where they hide it', async () => {
    const { screen } = await open()
    screen.queueList.list.change({ statuses: ['failed'] })
    await settled()
    await showJob(screen, 'job_7')
    await settled()
    expect(screen.queueList.list.store.getState().query).toMatchObject({ statuses: [], q: '', batchId: null })
    expect(screen.queueList.place.store.getState().wish).toBe(7)
  })

  it('leads into the trash where the job is there', async () => {
    const { screen } = await open([fakeJob({ id: 'trashed', status: 'completed', trashedAt: 5 })])
    await showJob(screen, 'trashed', { isPlayed: true })
    expect(screen.navigation.store.getState()).toMatchObject({ view: 'library', inspectedId: 'trashed', playing: null })
    expect(screen.libraryView.store.getState().place).toBe('trash')
  })

  it('says so when there is no such job any more, and changes nothing', async () => {
    const { screen, toasts } = await open()
    const before = screen.navigation.store.getState()
    await showJob(screen, 'unknown')
    expect(toasts()).toEqual(['This job is no longer in the library.'])
    expect(screen.navigation.store.getState()).toBe(before)
  })

  it('stays in the queue where a list of the queue’s own doings asks for it', async () => {
    const { screen } = await open()
    await showJob(screen, 'take_job_3', { view: 'queue' })
    await settled()
    expect(screen.navigation.store.getState().view).toBe('queue')
    expect(screen.queueList.place.store.getState().wish).toBe(503)
  })
})
