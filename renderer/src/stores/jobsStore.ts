import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { Bridge, BridgeResult } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import { createFrameBatch } from './frameBatch.ts'
import {
  applyJobs,
  applyPage,
  capWindow,
  dropHidden,
  emptyWindow,
  visibleJobs,
  WINDOW_ROWS,
  type JobFilter,
  type JobWindow,
} from './jobWindow.ts'
import { statusesOf, type StatusTabId } from './statusTabs.ts'

const PAGE_ROWS = 50
const LARGEST_PAGE_ROWS = 200
const SEARCH_DELAY_MS = 150
const SEARCH_AGAIN_DELAY_MS = 1_000

export interface JobsState {
  /** What the person asked for; `window.filter` is what the rows still show until the new list is in. */
  filter: JobFilter
  window: JobWindow
  /** Ids of the rows to show, newest first. */
  ids: readonly string[]
  phase: 'loading' | 'ready' | 'failed'
  /** Why the list or its next page could not be had. */
  failure: string | null
  isLoadingMore: boolean
}

export interface JobsStore {
  store: StoreApi<JobsState>
  showTab(tab: StatusTabId): void
  /** Searches a moment after the last keystroke. */
  search(q: string): void
  /** Clears tab and search. */
  showAll(): void
  loadMore(): Promise<void>
  /** Lists again from the newest row. */
  relist(): Promise<void>
  /** A request whose answer may carry jobs; while one is under way no snapshot is forgotten. */
  send<R extends RouteName>(route: R, input: RouteInput<R>): Promise<BridgeResult<RouteOutput<R>>>
  /** Takes in snapshots that came with an answer. */
  apply(jobs: readonly Job[]): void
  start(): () => void
}

export interface JobsStoreDeps {
  bridge: Bridge
  timers: Timers
  /** Told once a frame what the host's events brought, before it shows. */
  onChanges(before: ReadonlyMap<string, Job>, changes: readonly Job[]): void
}

const sameIds = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((id, index) => id === right[index])

export const createJobsStore = ({ bridge, timers, onChanges }: JobsStoreDeps): JobsStore => {
  const filter: JobFilter = { tab: 'all', q: '' }
  const store = createStore<JobsState>(() => ({
    filter,
    window: emptyWindow(filter),
    ids: [],
    phase: 'loading',
    failure: null,
    isLoadingMore: false,
  }))
  /** The list being made. It takes in events too, and replaces the window when it is whole. */
  let listing: { window: JobWindow } | null = null
  let requestsUnderWay = 0
  let cancelSearch = (): void => {}
  let cancelSearchAgain: (() => void) | null = null

  const show = (window: JobWindow, also: Partial<JobsState> = {}): void => {
    const kept = capWindow(requestsUnderWay === 0 ? dropHidden(window) : window)
    const ids = visibleJobs(kept).map((job) => job.id)
    const before = store.getState().ids
    store.setState({ ...also, window: kept, ids: sameIds(before, ids) ? before : ids })
  }

  const send: JobsStore['send'] = async (route, input) => {
    requestsUnderWay += 1
    try {
      return await bridge.request(route, input)
    } finally {
      requestsUnderWay -= 1
    }
  }

  const listPage = (filterNow: JobFilter, cursor: string | null, limit: number) => {
    const statuses = statusesOf(filterNow.tab)
    return send('jobs.list', {
      limit,
      ...(statuses === null ? {} : { status: [...statuses] }),
      ...(filterNow.q === '' ? {} : { q: filterNow.q }),
      ...(cursor === null ? {} : { cursor }),
    })
  }

  const apply = (jobs: readonly Job[]): void => {
    if (listing !== null) listing.window = applyJobs(listing.window, jobs)
    show(applyJobs(store.getState().window, jobs))
  }

  const relist = async (): Promise<void> => {
    const { filter: filterNow, ids, window: shown } = store.getState()
    const rowsWanted = shown.filter === filterNow ? Math.min(ids.length, WINDOW_ROWS) : 0
    const mine: { window: JobWindow } = { window: emptyWindow(filterNow) }
    listing = mine
    store.setState({ phase: 'loading', isLoadingMore: false })
    let cursor: string | null = null
    do {
      const rowsMissing = rowsWanted - visibleJobs(mine.window).length
      const limit = Math.min(LARGEST_PAGE_ROWS, Math.max(PAGE_ROWS, rowsMissing))
      const page = await listPage(filterNow, cursor, limit)
      if (listing !== mine) return
      if (!page.ok) {
        listing = null
        store.setState({ phase: 'failed', failure: page.error.message })
        return
      }
      mine.window = applyPage(mine.window, page.data)
      cursor = page.data.nextCursor
    } while (cursor !== null && visibleJobs(mine.window).length < rowsWanted)
    listing = null
    show(mine.window, { phase: 'ready', failure: null })
  }

  const loadMore = async (): Promise<void> => {
    const { window: shown, isLoadingMore } = store.getState()
    if (listing !== null || isLoadingMore || shown.nextCursor === null) return
    store.setState({ isLoadingMore: true })
    const page = await listPage(shown.filter, shown.nextCursor, PAGE_ROWS)
    const now = store.getState().window
    // A new list has begun meanwhile; it has reset the flag, too.
    if (listing !== null || now.filter !== shown.filter) return
    // The cap may have cut the rows that this page would have followed.
    const isWanted = now.nextCursor === shown.nextCursor
    if (!page.ok) store.setState({ isLoadingMore: false, failure: page.error.message })
    else show(isWanted ? applyPage(now, page.data) : now, { isLoadingMore: false, failure: null })
  }

  /** Whether an unknown job matches the search only the host knows, so the list is made again, soon. */
  const searchAgainFor = (known: ReadonlyMap<string, Job>, jobs: readonly Job[]): void => {
    if (store.getState().filter.q === '' || jobs.every((job) => known.has(job.id))) return
    cancelSearchAgain ??= timers.after(SEARCH_AGAIN_DELAY_MS, () => {
      cancelSearchAgain = null
      void relist()
    })
  }

  const takeIn = (jobs: Job[]): void => {
    const known = store.getState().window.jobs
    onChanges(known, jobs)
    apply(jobs)
    searchAgainFor(known, jobs)
  }

  const change = (next: JobFilter): void => {
    store.setState({ filter: next })
    if (bridge.connection() === 'live') return void relist()
    // Without the host, a tab can at least sort out the rows that are here; a search cannot.
    const held = { ...store.getState().window, filter: next }
    store.setState({ window: held, ids: visibleJobs(held).map((job) => job.id) })
  }

  return {
    store,
    showTab: (tab) => change({ ...store.getState().filter, tab }),
    search: (q) => {
      cancelSearch()
      cancelSearch = timers.after(SEARCH_DELAY_MS, () => {
        if (q.trim() !== store.getState().filter.q) change({ ...store.getState().filter, q: q.trim() })
      })
    },
    showAll: () => change({ tab: 'all', q: '' }),
    loadMore,
    relist,
    send,
    apply,
    start: () => {
      const batch = createFrameBatch(timers.onFrame, takeIn)
      const stopEvents = bridge.on('jobs.changed', ({ jobs }) => batch.add(jobs))
      const stopRemovals = bridge.on('library.changed', () => void relist())
      const stopConnection = bridge.onConnection((state) => {
        if (state === 'live') void relist()
      })
      return () => {
        for (const stop of [stopEvents, stopRemovals, stopConnection, batch.stop, cancelSearch]) stop()
        cancelSearchAgain?.()
      }
    },
  }
}
