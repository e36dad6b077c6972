import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteOutput } from '../../../shared/ipc/contract.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { LibraryGrouping } from '../../../shared/library/libraryRoutes.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import type { JobCache } from './jobCache.ts'
import { aimOf, type JobSearch } from './jobSearch.ts'
import { concerns, isOtherList } from './listChanges.ts'
import { idAtPlace, movePlaces, nearestPages, PAGE_ROWS, withoutDoubles, type JobPages } from './jobPages.ts'

export type JobSort = 'created' | 'finished' | 'seconds' | 'fileSize' | 'sendOrder'

/** What a list shows, and in which order. */
export interface JobListQuery {
  /** The search box as typed; see docs/decisions/0011-search-grammar.md. */
  q: string
  /** Empty for every state. */
  statuses: readonly JobStatus[]
  batchId: string | null
  sort: { by: JobSort; direction: 'asc' | 'desc' }
  groupBy: LibraryGrouping | null
}

export type SearchHint = RouteOutput<'library.outline'>['problems'][number]
export type ListGroup = RouteOutput<'library.outline'>['groups'][number]

export interface JobListState {
  /** What was asked for last; the rows may still show what was asked for before. */
  query: JobListQuery
  /** `loading` only until there is something to show. */
  phase: 'loading' | 'ready' | 'failed'
  /** A newer answer is on its way; rows stay as they are until it is here. */
  isRenewing: boolean
  /** Why the list could not be had. */
  failure: string | null
  total: number
  groups: readonly ListGroup[]
  hints: readonly SearchHint[]
  /** Where pages 1, 2, … begin; page 0 needs no cursor. */
  anchors: readonly string[]
  /** Ids in order, for the pages that are here. */
  pages: JobPages
}

/**
 * One list of jobs in the host's order, of any length: the screen knows how many there are and holds the pages in
 * sight. Every page is fetched by its key, so a jump into the middle costs as much as the next page.
 */
export interface JobList {
  store: StoreApi<JobListState>
  /** Asks anew; a search waits for the person to stop typing. */
  change(changes: Partial<JobListQuery>): void
  /** These rows are in sight, end excluded. */
  need(start: number, end: number): void
  idAt(index: number): string | null
  /** The place of a job among the pages that are here; -1 for none. */
  indexOf(jobId: string): number
  /** The ids from one place to another, both included, fetched where they are not here. */
  idsBetween(first: number, last: number): Promise<string[]>
  refresh(): Promise<void>
  /** Has the next answer say where some jobs stand. Forgotten when something else is to be shown. */
  lookFor(search: JobSearch): void
  /**
   * Shows some jobs together before a place (of the order as it stands) at once, while `work` asks the host for that.
   * Until the last such work is done the list is left alone; then the host's own order counts.
   */
  rearrange(moved: readonly string[], beforeIndex: number, work: () => Promise<void>): Promise<void>
  /** Lists only while somebody looks; who looks besides, sees the same list. Returns the way to look away. */
  start(): () => void
}

export interface JobListDeps {
  bridge: Bridge
  cache: JobCache
  timers: Timers
  query: JobListQuery
}

const TYPING_DELAY_MS = 150
/** Between a change that concerns the list and asking again. */
const RENEW_DELAY_MS = 300
/** A list that takes long to make is asked for less often. */
const RENEW_REST_FACTOR = 5
const MOST_CHOSEN = 10_000

export const createJobList = ({ bridge, cache, timers, query }: JobListDeps): JobList => {
  const store = createStore<JobListState>(() => ({
    query,
    phase: 'loading',
    isRenewing: false,
    failure: null,
    total: 0,
    groups: [],
    hints: [],
    anchors: [],
    pages: new Map(),
  }))
  let sight = { start: 0, end: PAGE_ROWS }
  let search: JobSearch | null = null
  /** Raised with each new list; answers for an older one are dropped. */
  let edition = 0
  const underWay = new Set<number>()
  let cancelTyping = (): void => {}
  let cancelRenewal: (() => void) | null = null
  let renewNotBefore = 0
  let isStarted = false
  let watchers = 0
  let stopWatching = (): void => {}
  /** Something changed while an answer was on its way. */
  let isOutdated = false
  /** Rearrangements under way, one after the other. */
  let rearranging = 0
  let rearranged = Promise.resolve()
  /** Where each id stands, made anew when pages change. */
  let places: { pages: JobListState['pages']; byId: Map<string, number> } | null = null

  const question = ({ q, statuses, batchId, sort }: JobListQuery) => ({
    sort: { ...sort },
    utcOffsetMinutes: -new Date(timers.now()).getTimezoneOffset(),
    ...(q.trim() === '' ? {} : { q }),
    ...(statuses.length === 0 ? {} : { statuses: [...statuses] }),
    ...(batchId === null ? {} : { batchId }),
  })

  const askPage = async (asked: JobListQuery, page: number, anchors: readonly string[]) => {
    const cursor = page === 0 ? undefined : anchors[page - 1]
    if (page > 0 && cursor === undefined) return null
    const answer = await cache.send('library.query', {
      ...question(asked),
      limit: PAGE_ROWS,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!answer.ok) return answer
    cache.apply(answer.data.items)
    return { ok: true as const, ids: answer.data.items.map((job) => job.id) }
  }

  const pagesOf = ({ start, end }: { start: number; end: number }, total: number): number[] => {
    const last = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1)
    const from = Math.min(Math.floor(start / PAGE_ROWS), last)
    const to = Math.min(Math.floor(Math.max(end - 1, start) / PAGE_ROWS), last)
    return Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
  }

  const refresh = async (): Promise<void> => {
    const mine = ++edition
    const asked = store.getState().query
    const startedAt = timers.now()
    underWay.clear()
    isOutdated = false
    store.setState({ isRenewing: true })
    const wanted = search
    const isSuperseded = (): boolean => mine !== edition
    const fail = (message: string): void => {
      const { phase } = store.getState()
      store.setState({ isRenewing: false, failure: message, phase: phase === 'ready' ? 'ready' : 'failed' })
    }
    const [outline, first] = await Promise.all([
      bridge.request('library.outline', {
        ...question(asked),
        ...(asked.groupBy === null ? {} : { groupBy: asked.groupBy }),
        ...(wanted === null ? {} : { locate: [...wanted.jobIds] }),
      }),
      askPage(asked, 0, []),
    ])
    if (isSuperseded()) return
    if (!outline.ok) return fail(outline.error.message)
    if (first === null || !first.ok) return fail(first?.error.message ?? '')
    const { total, anchors, groups, problems, located = {} } = outline.data
    const pages = new Map([[0, first.ids]])
    const aim = wanted === null ? null : aimOf(wanted, located)
    for (const page of new Set([...pagesOf(sight, total), ...(aim === null ? [] : pagesOf(aim, total))])) {
      if (page === 0) continue
      const answer = await askPage(asked, page, anchors)
      if (isSuperseded()) return
      if (answer?.ok === true) pages.set(page, answer.ids)
    }
    renewNotBefore = timers.now() + RENEW_REST_FACTOR * (timers.now() - startedAt)
    const emptied = { failure: null, phase: 'ready', isRenewing: false } as const
    store.setState({ ...emptied, total, anchors, groups, hints: problems, pages: withoutDoubles(pages) })
    if (aim !== null && search === wanted) {
      search = null
      sight = aim
      wanted?.onFound((jobId) => located[jobId] ?? null, total)
    }
    need(sight.start, sight.end)
    if (isOutdated) renewSoon()
  }

  const fetchPage = async (page: number): Promise<void> => {
    const mine = edition
    underWay.add(page)
    const { query: asked, anchors } = store.getState()
    const answer = await askPage(asked, page, anchors)
    if (mine !== edition) return
    underWay.delete(page)
    if (answer === null) return
    if (!answer.ok) return store.setState({ failure: answer.error.message })
    const pages = new Map(store.getState().pages)
    pages.delete(page)
    pages.set(page, answer.ids)
    store.setState({ pages: withoutDoubles(nearestPages(pages, Math.floor(sight.start / PAGE_ROWS))), failure: null })
  }

  const need = (start: number, end: number): void => {
    sight = { start, end }
    const { pages, total, phase } = store.getState()
    if (phase !== 'ready') return
    for (const page of pagesOf(sight, total)) {
      if (!pages.has(page) && !underWay.has(page)) void fetchPage(page)
    }
  }

  const renewSoon = (): void => {
    if (!isStarted) return
    const delay = Math.max(RENEW_DELAY_MS, renewNotBefore - timers.now())
    cancelRenewal ??= timers.after(delay, () => {
      cancelRenewal = null
      if (rearranging > 0) return
      // An answer that takes longer than changes do to come would otherwise never be shown.
      if (store.getState().isRenewing) isOutdated = true
      else void refresh()
    })
  }

  const rearrange: JobList['rearrange'] = (moved, beforeIndex, work) => {
    rearranging += 1
    // Whatever is under way tells of the old order.
    edition += 1
    underWay.clear()
    const { pages } = store.getState()
    store.setState({ pages: movePlaces(pages, moved, beforeIndex), isRenewing: false })
    rearranged = rearranged.then(work).finally(() => {
      rearranging -= 1
      if (rearranging === 0 && isStarted) void refresh()
    })
    return rearranged
  }

  const change = (changes: Partial<JobListQuery>): void => {
    const { query: before } = store.getState()
    const next = { ...before, ...changes }
    if (isOtherList(next, before)) search = null
    store.setState({ query: next })
    cancelTyping()
    if (!isStarted) return
    if (changes.q !== undefined && changes.q !== before.q)
      cancelTyping = timers.after(TYPING_DELAY_MS, () => void refresh())
    else void refresh()
  }

  const idAt = (index: number): string | null => idAtPlace(store.getState().pages, index)

  const indexOf = (jobId: string): number => {
    const { pages } = store.getState()
    if (places?.pages !== pages) {
      const byId = new Map<string, number>()
      for (const [page, ids] of pages) ids.forEach((id, row) => byId.set(id, page * PAGE_ROWS + row))
      places = { pages, byId }
    }
    return places.byId.get(jobId) ?? -1
  }

  const startWatching = (): (() => void) => {
    isStarted = true
    /** In the trash: who is put back has the same state as before, so that state alone does not tell. */
    const gone = new Set<string>()
    const stops = [
      cache.onChanges((changes) => {
        const hasReturned = changes.jobs.filter(({ id }) => gone.delete(id)).length > 0
        if (hasReturned || concerns(store.getState().query, changes)) renewSoon()
      }),
      cache.hold((jobId) => indexOf(jobId) >= 0),
      bridge.on('library.changed', ({ removedIds }) => {
        for (const id of removedIds) gone.add(id)
        renewSoon()
      }),
      bridge.onConnection((state) => {
        if (state === 'live') void refresh()
      }),
    ]
    if (bridge.connection() === 'live') void refresh()
    return () => {
      isStarted = false
      edition += 1
      cancelTyping()
      cancelRenewal?.()
      cancelRenewal = null
      for (const stop of stops) stop()
    }
  }

  return {
    store,
    change,
    need,
    idAt,
    indexOf,
    idsBetween: async (first, last) => {
      const { query: asked, anchors } = store.getState()
      const to = Math.min(last, first + MOST_CHOSEN - 1)
      const found: string[] = []
      for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS <= to; page += 1) {
        const known = store.getState().pages.get(page)
        const answer = known === undefined ? await askPage(asked, page, anchors) : null
        const ids = known ?? (answer?.ok === true ? answer.ids : [])
        ids.forEach((id, row) => {
          const index = page * PAGE_ROWS + row
          if (index >= first && index <= to) found.push(id)
        })
      }
      return found
    },
    refresh,
    lookFor: (wanted) => {
      search = wanted
      if (isStarted && bridge.connection() === 'live') void refresh()
    },
    rearrange,
    start: () => {
      watchers += 1
      if (watchers === 1) stopWatching = startWatching()
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        watchers -= 1
        if (watchers === 0) stopWatching()
      }
    },
  }
}
