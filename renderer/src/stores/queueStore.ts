import { createStore, type StoreApi } from 'zustand/vanilla'
import type { QueueState } from '../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError, BridgeResult } from '../bridge/bridge.ts'
import type { MirrorStorage } from './preferencesStore.ts'
import { STATUS_TABS } from './statusTabs.ts'

export interface QueueStoreState {
  /** Until the host has answered, as a page last knew it: so everything around the list is laid out as it will be. */
  queue: QueueState | null
  failure: BridgeError | null
}

export interface QueueStore {
  store: StoreApi<QueueStoreState>
  pause(mode: 'after_running' | 'now'): Promise<void>
  resume(): Promise<void>
  start(): () => void
}

const KEY = 'dailies.queue'

/** Null for anything strange. */
const recall = (mirror: MirrorStorage): QueueState | null => {
  try {
    const kept = JSON.parse(mirror.getItem(KEY) ?? 'null') as Partial<QueueState> | null
    const { isPaused, pauseMode, counts } = kept ?? {}
    const isWhole =
      typeof isPaused === 'boolean' &&
      counts !== undefined &&
      STATUS_TABS.every(({ statuses }) => statuses.every((status) => typeof counts[status] === 'number'))
    return isWhole
      ? { isPaused, pauseMode: pauseMode === 'now' ? 'now' : isPaused ? 'after_running' : null, counts }
      : null
  } catch {
    return null
  }
}

/**
 * Pause switch and counts. They carry no revision, so an answer counts only if no event arrived while
 * it was under way: whatever the answer knows and the event did not comes as a further event.
 */
export const createQueueStore = (bridge: Bridge, mirror: MirrorStorage): QueueStore => {
  const store = createStore<QueueStoreState>(() => ({ queue: recall(mirror), failure: null }))
  let eventCount = 0

  const know = (queue: QueueState): void => {
    store.setState({ queue })
    try {
      mirror.setItem(KEY, JSON.stringify(queue))
    } catch {
      // A full or forbidden mirror costs a jump at the next start.
    }
  }
  const take = async (request: Promise<BridgeResult<QueueState>>): Promise<void> => {
    const eventsBefore = eventCount
    const answer = await request
    store.setState({ failure: answer.ok ? null : answer.error })
    if (answer.ok && eventsBefore === eventCount) know(answer.data)
  }

  return {
    store,
    pause: (mode) => take(bridge.request('queue.pause', { mode })),
    resume: () => take(bridge.request('queue.resume', {})),
    start: () => {
      const stopEvents = bridge.on('queue.changed', (queue) => {
        eventCount += 1
        know(queue)
      })
      const stopConnection = bridge.onConnection((state) => {
        if (state === 'live') void take(bridge.request('queue.state', {}))
      })
      return () => {
        stopEvents()
        stopConnection()
      }
    },
  }
}
