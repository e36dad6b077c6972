import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteOutput } from '../../../../shared/ipc/contract.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { Bridge, BridgeResult } from '../../bridge/bridge.ts'
import type { Timers } from '../../bridge/timers.ts'
import type { JobCache } from '../../stores/jobCache.ts'

export interface TrashState {
  /** `loading` only until there is something to show. */
  phase: 'loading' | 'ready' | 'failed'
  failure: string | null
  /** Last put away first, as far as they are loaded. */
  items: readonly Job[]
  /** How many there are altogether. */
  count: number
  retentionDays: number
  nextCursor: string | null
}

/** What the files of some jobs amount to. */
export interface TrashFiles {
  files: number
  bytes: number
  /** There are more than were counted. */
  isAtLeast: boolean
}

/** What lies in the trash, loaded page by page as far as somebody looks. */
export interface TrashList {
  store: StoreApi<TrashState>
  /** These rows are wanted, end excluded. */
  need(end: number): void
  refresh(): Promise<void>
  /** Counts files and bytes, of the named jobs or of everything; null when it was called off or could not be read. */
  countFiles(jobIds: ReadonlySet<string> | 'all', signal: AbortSignal): Promise<TrashFiles | null>
  start(): () => void
}

const PAGE_ROWS = 100
const COUNT_ROWS = 200
const MOST_COUNTED = 10_000
const RENEW_DELAY_MS = 300

export const createTrashList = (deps: { bridge: Bridge; cache: JobCache; timers: Timers }): TrashList => {
  const { bridge, cache, timers } = deps
  const store = createStore<TrashState>(() => ({
    phase: 'loading',
    failure: null,
    items: [],
    count: 0,
    retentionDays: 0,
    nextCursor: null,
  }))
  let edition = 0
  let wantedEnd = 0
  let isLoading = false
  let cancelRenewal: (() => void) | null = null

  const fail = (message: string): void =>
    store.setState(({ phase }) => ({ failure: message, phase: phase === 'ready' ? 'ready' : 'failed' }))

  const refresh = async (): Promise<void> => {
    const mine = ++edition
    isLoading = false
    const answer = await bridge.request('trash.list', { limit: PAGE_ROWS })
    if (mine !== edition) return
    if (!answer.ok) return fail(answer.error.message)
    store.setState({ phase: 'ready', failure: null, ...answer.data })
    need(wantedEnd)
  }

  const loadMore = async (): Promise<void> => {
    const mine = edition
    const { items, nextCursor } = store.getState()
    if (nextCursor === null) return
    isLoading = true
    const answer = await bridge.request('trash.list', { limit: PAGE_ROWS, cursor: nextCursor })
    if (mine !== edition) return
    isLoading = false
    if (!answer.ok) return fail(answer.error.message)
    store.setState({ failure: null, ...answer.data, items: [...items, ...answer.data.items] })
    need(wantedEnd)
  }

  const need = (end: number): void => {
    wantedEnd = end
    const { items, nextCursor, phase } = store.getState()
    if (phase === 'ready' && !isLoading && nextCursor !== null && items.length < end) void loadMore()
  }

  const renewSoon = (): void => {
    cancelRenewal ??= timers.after(RENEW_DELAY_MS, () => {
      cancelRenewal = null
      void refresh()
    })
  }

  const countFiles: TrashList['countFiles'] = async (jobIds, signal) => {
    const total: TrashFiles = { files: 0, bytes: 0, isAtLeast: false }
    let cursor: string | null = null
    for (let counted = 0; counted < MOST_COUNTED; counted += COUNT_ROWS) {
      const answer: BridgeResult<RouteOutput<'trash.list'>> = await bridge.request('trash.list', {
        limit: COUNT_ROWS,
        ...(cursor === null ? {} : { cursor }),
      })
      if (signal.aborted || !answer.ok) return null
      for (const { id, take } of answer.data.items) {
        if (take === null || take.missingSince !== undefined || (jobIds !== 'all' && !jobIds.has(id))) continue
        total.files += 1
        total.bytes += take.sizeBytes
      }
      cursor = answer.data.nextCursor
      if (cursor === null) return total
    }
    return { ...total, isAtLeast: true }
  }

  return {
    store,
    need,
    refresh,
    countFiles,
    start: () => {
      const stops = [
        bridge.on('library.changed', renewSoon),
        // What was put back comes as a change of a job.
        cache.onChanges(({ jobs }) => {
          const listed = new Set(store.getState().items.map(({ id }) => id))
          if (jobs.some(({ id, trashedAt }) => trashedAt === null && listed.has(id))) renewSoon()
        }),
        bridge.onConnection((state) => {
          if (state === 'live') void refresh()
        }),
      ]
      if (bridge.connection() === 'live') void refresh()
      return () => {
        edition += 1
        isLoading = false
        cancelRenewal?.()
        cancelRenewal = null
        for (const stop of stops) stop()
      }
    },
  }
}

export interface TrashChoice {
  ids: ReadonlySet<string>
  anchorIndex: number
  activeIndex: number
}

export const NOTHING_CHOSEN: TrashChoice = { ids: new Set(), anchorIndex: -1, activeIndex: -1 }

/** What is chosen after one row was, by pointer or keyboard. */
export const chooseRow = (
  choice: TrashChoice,
  items: readonly Pick<Job, 'id'>[],
  index: number,
  mode: 'one' | 'toggle' | 'range',
): TrashChoice => {
  const id = items[index]?.id
  if (id === undefined) return choice
  if (mode === 'range') {
    const from = choice.anchorIndex < 0 ? index : choice.anchorIndex
    const range = items.slice(Math.min(from, index), Math.max(from, index) + 1)
    return { ...choice, ids: new Set(range.map((job) => job.id)), anchorIndex: from, activeIndex: index }
  }
  const ids = new Set(mode === 'toggle' ? choice.ids : [])
  if (mode === 'toggle' && ids.has(id)) ids.delete(id)
  else ids.add(id)
  return { ids, anchorIndex: index, activeIndex: index }
}

/** The chosen rows that are still there. */
export const stillThere = (ids: ReadonlySet<string>, items: readonly Pick<Job, 'id'>[]): ReadonlySet<string> => {
  const kept = items.filter(({ id }) => ids.has(id))
  return kept.length === ids.size ? ids : new Set(kept.map(({ id }) => id))
}
