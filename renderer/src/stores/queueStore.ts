import { createStore, type StoreApi } from 'zustand/vanilla'
import type { QueueState } from '../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError, BridgeResult } from '../bridge/bridge.ts'

export interface QueueStoreState {
  queue: QueueState | null
  failure: BridgeError | null
}

export interface QueueStore {
  store: StoreApi<QueueStoreState>
  pause(mode: 'after_running' | 'now'): Promise<void>
  resume(): Promise<void>
  start(): () => void
}

/**
 * Pause switch and counts. They carry no revision, so an answer counts only if no event arrived while
 * it was under way: whatever the answer knows and the event did not comes as a further event.
 */
export const createQueueStore = (bridge: Bridge): QueueStore => {
  const store = createStore<QueueStoreState>(() => ({ queue: null, failure: null }))
  let eventCount = 0

  const take = async (request: Promise<BridgeResult<QueueState>>): Promise<void> => {
    const eventsBefore = eventCount
    const answer = await request
    if (!answer.ok) store.setState({ failure: answer.error })
    else if (eventsBefore === eventCount) store.setState({ queue: answer.data, failure: null })
    else store.setState({ failure: null })
  }

  return {
    store,
    pause: (mode) => take(bridge.request('queue.pause', { mode })),
    resume: () => take(bridge.request('queue.resume', {})),
    start: () => {
      const stopEvents = bridge.on('queue.changed', (queue) => {
        eventCount += 1
        store.setState({ queue })
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
