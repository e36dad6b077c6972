import { createStore, type StoreApi } from 'zustand/vanilla'
import type { QueueState } from '../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError } from '../bridge/bridge.ts'

export interface QueueStoreState {
  queue: QueueState | null
  failure: BridgeError | null
}

export interface QueueStore {
  store: StoreApi<QueueStoreState>
  setPaused(isPaused: boolean): Promise<void>
  start(): () => void
}

/**
 * Pause switch and counts. They carry no revision, so an answer counts only if no event arrived while
 * it was under way: whatever the answer knows and the event did not comes as a further event.
 */
export const createQueueStore = (bridge: Bridge): QueueStore => {
  const store = createStore<QueueStoreState>(() => ({ queue: null, failure: null }))
  let eventCount = 0

  const ask = async (route: 'queue.state' | 'queue.pause' | 'queue.resume'): Promise<void> => {
    const eventsBefore = eventCount
    const answer = await bridge.request(route, {})
    if (!answer.ok) store.setState({ failure: answer.error })
    else if (eventsBefore === eventCount) store.setState({ queue: answer.data, failure: null })
    else store.setState({ failure: null })
  }

  return {
    store,
    setPaused: (isPaused) => ask(isPaused ? 'queue.pause' : 'queue.resume'),
    start: () => {
      const stopEvents = bridge.on('queue.changed', (queue) => {
        eventCount += 1
        store.setState({ queue })
      })
      const stopConnection = bridge.onConnection((state) => {
        if (state === 'live') void ask('queue.state')
      })
      return () => {
        stopEvents()
        stopConnection()
      }
    },
  }
}
