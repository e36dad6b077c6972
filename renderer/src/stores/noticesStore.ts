import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Notice } from '../../../shared/activity/notice.ts'
import type { RouteOutput } from '../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError } from '../bridge/bridge.ts'

export interface NoticesState {
  /** Newest first; null until the first answer. */
  items: readonly Notice[] | null
  nextCursor: string | null
  unreadCount: number
  isLoadingMore: boolean
  /** Why the last request failed; null after one that did not. */
  failure: BridgeError | null
}

/** The history of notices, as far as it was asked for, and how many of all are unread. */
export interface NoticesStore {
  store: StoreApi<NoticesState>
  reload(): Promise<void>
  loadMore(): Promise<void>
  /** Everything that is here now counts as read. */
  markAllRead(): Promise<void>
  start(): () => void
}

type Page = RouteOutput<'notifications.list'>

/** Puts one notice in its place; one that is known already has grown. */
export const withNotice = (items: readonly Notice[], notice: Notice): Notice[] =>
  [...items.filter(({ id }) => id !== notice.id), notice].sort(newestFirst)

/** As the host sorts: one that grew counts from then on. */
const newestFirst = (left: Notice, right: Notice): number => right.at - left.at || right.id - left.id

/** The first page over what was there: what lies below it stays where the two meet, so that a list does not shrink. */
export const withFirstPage = (
  known: Pick<NoticesState, 'items' | 'nextCursor'>,
  page: Page,
): Pick<NoticesState, 'items' | 'nextCursor'> => {
  const oldest = page.items.at(-1)
  const newestKnown = known.items?.[0]
  if (oldest === undefined || newestKnown === undefined || newestFirst(oldest, newestKnown) < 0)
    return { items: page.items, nextCursor: page.nextCursor }
  const paged = new Set(page.items.map(({ id }) => id))
  const below = (known.items ?? []).filter((notice) => newestFirst(oldest, notice) < 0 && !paged.has(notice.id))
  if (below.length === 0) return { items: page.items, nextCursor: page.nextCursor }
  return { items: [...page.items, ...below], nextCursor: known.nextCursor }
}

export const createNoticesStore = (bridge: Bridge): NoticesStore => {
  const store = createStore<NoticesState>(() => ({
    items: null,
    nextCursor: null,
    unreadCount: 0,
    isLoadingMore: false,
    failure: null,
  }))
  let newestRequest = 0
  let eventCount = 0

  const reload = async (): Promise<void> => {
    const request = ++newestRequest
    const eventsBefore = eventCount
    const answer = await bridge.request('notifications.list', { limit: PAGE })
    if (request !== newestRequest) return
    if (!answer.ok) return store.setState({ failure: answer.error })
    // An event that came meanwhile knows more than this answer, so ask once more.
    if (eventsBefore !== eventCount) return await reload()
    store.setState((known) => ({
      ...withFirstPage(known, answer.data),
      unreadCount: answer.data.unreadCount,
      failure: null,
    }))
  }

  const onChanged = ({ unreadCount, newest }: { unreadCount: number; newest: Notice | null }): void => {
    eventCount += 1
    const { items } = store.getState()
    if (items === null) return store.setState({ unreadCount })
    const isAllRead = unreadCount === 0
    const shown = newest === null ? items : withNotice(items, newest)
    store.setState({
      unreadCount,
      items: isAllRead ? shown.map((notice) => (notice.isRead ? notice : { ...notice, isRead: true })) : shown,
    })
    // Part of it was read elsewhere: which part, only the host knows.
    if (newest === null && !isAllRead) void reload()
  }

  return {
    store,
    reload,
    loadMore: async () => {
      const { nextCursor, isLoadingMore } = store.getState()
      if (nextCursor === null || isLoadingMore) return
      store.setState({ isLoadingMore: true })
      const answer = await bridge.request('notifications.list', { limit: PAGE, cursor: nextCursor })
      store.setState({ isLoadingMore: false })
      if (!answer.ok) return store.setState({ failure: answer.error })
      store.setState(({ items, nextCursor: cursor }) => {
        if (cursor !== nextCursor) return {}
        const known = new Set((items ?? []).map(({ id }) => id))
        return {
          items: [...(items ?? []), ...answer.data.items.filter(({ id }) => !known.has(id))],
          nextCursor: answer.data.nextCursor,
          failure: null,
        }
      })
    },
    markAllRead: async () => {
      const seen = store.getState().items ?? []
      if (seen.length === 0) return
      const upToId = Math.max(...seen.map(({ id }) => id))
      const answer = await bridge.request('notifications.markRead', { upToId })
      if (!answer.ok) return store.setState({ failure: answer.error })
      store.setState(({ items }) => ({
        unreadCount: answer.data.unreadCount,
        failure: null,
        items: (items ?? []).map((notice) =>
          notice.isRead || notice.id > upToId ? notice : { ...notice, isRead: true },
        ),
      }))
    },
    start: () => {
      const stopEvents = bridge.on('notifications.changed', onChanged)
      const stopConnection = bridge.onConnection((state) => {
        if (state === 'live') void reload()
      })
      return () => {
        stopEvents()
        stopConnection()
      }
    },
  }
}

const PAGE = 50
