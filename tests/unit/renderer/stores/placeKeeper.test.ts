import { describe, expect, it } from 'vitest'
import { readPlace } from '../../../../renderer/src/stores/keptPlace.ts'
import type { MirrorStorage } from '../../../../renderer/src/stores/preferencesStore.ts'
import { createScreen, type Screen } from '../../../../renderer/src/stores/screen.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { createFakeLibrary, fakeJobs, type FakeLibrary } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done))
}

const createMemory = (): MirrorStorage & { text: string | null } => ({
  text: null,
  getItem() {
    return this.text
  },
  setItem(_key, text) {
    this.text = text
  },
})

/** A window on a library; `memory` is what the one before it has kept. */
const openWindow = async (library: FakeLibrary, memory: MirrorStorage) => {
  const timers = createFakeTimers()
  const bridge = createFakeBridge(library.handlers)
  const mirror = { getItem: () => null, setItem: () => {} }
  const screen = createScreen({ bridge, timers, mirror, placeMemory: memory, commands: [], isMac: false })
  const stop = screen.start()
  await settled()
  return { screen, stop, timers, bridge }
}

/** As the queue's view does while it is on show. */
const showList = async ({ queueList: { list } }: Screen): Promise<void> => {
  list.start()
  await settled()
}

const scrollTo = async ({ queueList: { list, place } }: Screen, index: number, offset: number): Promise<void> => {
  list.need(index, index + 20)
  await settled()
  place.keep({ index, offset })
}

const newJobs = (count: number): Job[] =>
  Array.from({ length: count }, (_, index) => fakeJob({ id: `new_${index}`, prompt: `New ${index}` }))

/** Scrolls to the job in the middle of 100,000, leaves, and comes back after `meanwhile`. */
const comeBackAfter = async (meanwhile: (library: FakeLibrary) => void) => {
  const library = createFakeLibrary(fakeJobs(100_000))
  const memory = createMemory()
  const before = await openWindow(library, memory)
  await showList(before.screen)
  await scrollTo(before.screen, 50_010, 17)
  before.timers.advance(500)
  before.stop()
  meanwhile(library)
  const after = await openWindow(library, memory)
  await showList(after.screen)
  const { list, place, selection } = after.screen.queueList
  return { ...after, list, place: place.recall(), selection, library }
}

describe('the place on the screen', () => {
  it('is found again in a window that was made anew, with the rows around it', async () => {
    const { list, place, bridge } = await comeBackAfter(() => {})
    expect(place).toEqual({ index: 50_010, offset: 17 })
    expect([list.idAt(50_010), list.idAt(49_999)]).toEqual(['job_50010', 'job_49999'])
    const asked = bridge.requests.filter(({ route }) => route.startsWith('library.'))
    expect(asked.map(({ route }) => route)).toEqual([
      'library.outline',
      'library.query',
      'library.query',
      'library.query',
    ])
  })

  it('is noted down again when the rows of a place come only after it was reached', async () => {
    const library = createFakeLibrary(fakeJobs(1_000))
    const memory = createMemory()
    const { screen, timers } = await openWindow(library, memory)
    await showList(screen)
    screen.queueList.place.keep({ index: 700, offset: 0 })
    timers.advance(500)
    expect(readPlace(memory.getItem(''))?.queue.seen).toEqual([])
    screen.queueList.list.need(700, 720)
    await settled()
    timers.advance(500)
    expect(readPlace(memory.getItem(''))?.queue.seen[0]).toBe('job_700')
  })

  it('stays with the job at the top when new ones have come above it', async () => {
    const { list, place } = await comeBackAfter((library) => (library.jobs = [...newJobs(250), ...library.jobs]))
    expect(place).toEqual({ index: 50_260, offset: 17 })
    expect(list.idAt(50_260)).toBe('job_50010')
  })

  it('is that of the next job in sight when the one at the top is gone', async () => {
    const gone = new Set(['job_50010', 'job_50011', 'job_3'])
    const { list, place } = await comeBackAfter((library) => {
      library.jobs = library.jobs.filter(({ id }) => !gone.has(id))
    })
    expect(list.idAt(place?.index ?? -1)).toBe('job_50012')
  })

  it('is the nearest there is when everything that was in sight is gone', async () => {
    const { place, list } = await comeBackAfter((library) => (library.jobs = library.jobs.slice(0, 1_000)))
    expect(place).toEqual({ index: 999, offset: 17 })
    expect(list.idAt(999)).toBe('job_999')
  })

  it('is the top where somebody was at the top, so that what is new shows', async () => {
    const library = createFakeLibrary(fakeJobs(300))
    const memory = createMemory()
    const before = await openWindow(library, memory)
    await showList(before.screen)
    before.screen.queueList.selection.activate(4)
    await before.screen.queueList.selection.choose(4, 'one')
    before.timers.advance(500)
    library.jobs = [...newJobs(2), ...library.jobs]
    const after = await openWindow(library, memory)
    await showList(after.screen)
    expect(after.screen.queueList.place.recall()).toBeNull()
    expect(after.screen.queueList.selection.store.getState()).toMatchObject({
      ids: new Set(['job_4']),
      activeIndex: 6,
      isAll: false,
    })
  })

  it('has the view, the tab, the search, the inspector and what was chosen, without what is gone', async () => {
    const library = createFakeLibrary(fakeJobs(300))
    const memory = createMemory()
    const before = await openWindow(library, memory)
    const { navigation, queueList, libraryView } = before.screen
    queueList.list.change({ q: 'Prompt 1', statuses: ['queued'] })
    before.timers.advance(200)
    await showList(before.screen)
    await queueList.selection.choose(1, 'one')
    await queueList.selection.choose(3, 'toggle')
    navigation.inspect('job_12')
    navigation.set({ inspectorTab: 'timeline' })
    libraryView.show('trash')
    before.timers.advance(500)
    library.jobs = library.jobs.filter(({ id }) => id !== 'job_10')
    const after = await openWindow(library, memory)
    await showList(after.screen)
    expect(after.screen.navigation.store.getState()).toMatchObject({
      view: 'queue',
      inspectedId: 'job_12',
      inspectorTab: 'timeline',
    })
    expect(after.screen.libraryView.store.getState().place).toBe('trash')
    expect(after.screen.queueList.list.store.getState().query).toMatchObject({
      q: 'Prompt 1',
      statuses: ['queued'],
      sort: { by: 'sendOrder', direction: 'asc' },
    })
    expect([...after.screen.queueList.selection.store.getState().ids]).toEqual(['job_12'])
  })

  it('is not lost by leaving again before the list has come', async () => {
    const library = createFakeLibrary(fakeJobs(1_000))
    const memory = createMemory()
    const first = await openWindow(library, memory)
    await showList(first.screen)
    await scrollTo(first.screen, 700, 0)
    first.timers.advance(500)
    const hasty = await openWindow(library, memory)
    hasty.screen.navigation.show('activity')
    hasty.timers.advance(500)
    const last = await openWindow(library, memory)
    expect(last.screen.navigation.store.getState().view).toBe('activity')
    await showList(last.screen)
    expect(last.screen.queueList.place.recall()).toEqual({ index: 700, offset: 0 })
  })

  it('is given up for another list that is asked for meanwhile', async () => {
    const library = createFakeLibrary(fakeJobs(1_000))
    const memory = createMemory()
    const first = await openWindow(library, memory)
    await showList(first.screen)
    await scrollTo(first.screen, 700, 0)
    first.timers.advance(500)
    const next = await openWindow(library, memory)
    next.screen.queueList.list.change({ q: 'Prompt 7' })
    await showList(next.screen)
    expect(next.screen.queueList.place.recall()).toBeNull()
    next.timers.advance(500)
    expect(readPlace(memory.getItem(''))?.queue).toMatchObject({ q: 'Prompt 7', seen: [], index: 0 })
  })

  it.each(['', 'null', '[]', '{"queue":7,"navigation":{"view":"moon"}}', '{"queue":{"seen":[1,null],"index":-4}}'])(
    'begins as usual where what was kept is strange: %s',
    async (text) => {
      const { screen } = await openWindow(createFakeLibrary(fakeJobs(3)), { getItem: () => text, setItem: () => {} })
      await showList(screen)
      expect(screen.navigation.store.getState().view).toBe('queue')
      expect(screen.queueList.list.store.getState()).toMatchObject({ phase: 'ready', total: 3 })
      expect(screen.queueList.place.recall()).toBeNull()
    },
  )
})
