import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ActivityItem } from '../../../../shared/activity/activityRoutes.ts'
import type { RouteOutput } from '../../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError } from '../../bridge/bridge.ts'
import type { Timers } from '../../bridge/timers.ts'

export interface EventFilter {
  /** Null for every kind. */
  types: readonly string[] | null
  accountId: string | null
}

export interface EventFeedState {
  /** Newest first; null until the first answer. */
  items: readonly ActivityItem[] | null
  nextCursor: string | null
  isLoadingMore: boolean
  /** Something newer than the first item is known to be there. */
  hasNew: boolean
  failure: BridgeError | null
}

/** The timeline of all jobs, as far down as somebody scrolled, renewed while somebody looks at its top. */
export interface EventFeed {
  store: StoreApi<EventFeedState>
  loadMore(): Promise<void>
  /** While resting nothing comes in above what is being read; `hasNew` says that there is something. */
  setResting(isResting: boolean): void
  showNew(): Promise<void>
  start(): () => void
}

type Page = RouteOutput<'activity.list'>

export const eventKey = ({ jobId, id }: Pick<ActivityItem, 'jobId' | 'id'>): string => `${jobId} ${id}`

/** A newer first page over what was there. Where the two do not meet, the old part is left out: there would be a gap. */
export const withNewerPage = (
  known: Pick<EventFeedState, 'items' | 'nextCursor'>,
  page: Page,
): Pick<EventFeedState, 'items' | 'nextCursor'> => {
  const keys = new Set(page.items.map(eventKey))
  const doMeet = (known.items ?? []).some((item) => keys.has(eventKey(item)))
  if (!doMeet) return { items: page.items, nextCursor: page.nextCursor }
  const below = (known.items ?? []).filter((item) => !keys.has(eventKey(item)))
  return { items: [...page.items, ...below], nextCursor: known.nextCursor }
}

interface EventFeedDeps {
  bridge: Bridge
  timers: Timers
  filter: EventFilter
}

export const createEventFeed = ({ bridge, timers, filter }: EventFeedDeps): EventFeed => {
  const store = createStore<EventFeedState>(() => ({
    items: null,
    nextCursor: null,
    isLoadingMore: false,
    hasNew: false,
    failure: null,
  }))
  let isResting = false
  let isOver = false
  let cancelLook: (() => void) | null = null

  const ask = (cursor: string | null) =>
    bridge.request('activity.list', {
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
      ...(filter.types === null ? {} : { types: [...filter.types] }),
      ...(filter.accountId === null ? {} : { accountId: filter.accountId }),
    })

  /** A filtered page may be empty and still not the last: only a stretch of the past is searched at a time. */
  const askUntilFound = async (from: string | null) => {
    let cursor = from
    for (;;) {
      const answer = await ask(cursor)
      if (!answer.ok || isOver || answer.data.items.length > 0 || answer.data.nextCursor === null) return answer
      cursor = answer.data.nextCursor
    }
  }

  const showNew = async (): Promise<void> => {
    const isFirst = store.getState().items === null
    const answer = isFirst ? await askUntilFound(null) : await ask(null)
    if (isOver) return
    if (!answer.ok) return store.setState({ failure: answer.error })
    if (answer.data.items.length === 0 && !isFirst) return store.setState({ hasNew: false, failure: null })
    store.setState((known) => ({ ...withNewerPage(known, answer.data), hasNew: false, failure: null }))
  }

  const look = (): void => {
    cancelLook = null
    if (isResting) store.setState({ hasNew: true })
    else void showNew()
  }

  return {
    store,
    showNew,
    setResting: (next) => {
      const isWaking = isResting && !next
      isResting = next
      if (isWaking && store.getState().hasNew) void showNew()
    },
    loadMore: async () => {
      const { nextCursor, isLoadingMore } = store.getState()
      if (nextCursor === null || isLoadingMore) return
      store.setState({ isLoadingMore: true })
      const answer = await askUntilFound(nextCursor)
      if (isOver) return
      store.setState({ isLoadingMore: false })
      if (!answer.ok) return store.setState({ failure: answer.error })
      store.setState(({ items, nextCursor: cursor }) => {
        if (cursor !== nextCursor) return {}
        const known = new Set((items ?? []).map(eventKey))
        return {
          items: [...(items ?? []), ...answer.data.items.filter((item) => !known.has(eventKey(item)))],
          nextCursor: answer.data.nextCursor,
          failure: null,
        }
      })
    },
    start: () => {
      isOver = false
      if (bridge.connection() === 'live') void showNew()
      const stops = [
        bridge.on('jobs.changed', () => {
          cancelLook ??= timers.after(LOOK_AFTER_MS, look)
        }),
        bridge.onConnection((state) => {
          if (state === 'live') void showNew()
        }),
      ]
      return () => {
        isOver = true
        cancelLook?.()
        cancelLook = null
        for (const stop of stops) stop()
      }
    },
  }
}

const PAGE = 50
/** Changes come in swarms; one look is enough for all of them. */
const LOOK_AFTER_MS = 1_500
