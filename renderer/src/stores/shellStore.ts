import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ShellRouteInput, ShellState } from '../../../shared/shell/shellContract.ts'
import type { BridgeResult, ShellBridge } from '../bridge/bridge.ts'

/** What the desktop around the page is set to and says of itself. */
export interface ShellStore {
  bridge: ShellBridge
  /** Null until the first answer. */
  store: StoreApi<{ shell: ShellState | null }>
  configure(changes: ShellRouteInput<'shell.configure'>): Promise<BridgeResult<ShellState>>
  /** What leads to another state of the updates: looking for one, or fetching it. */
  update(route: 'shell.checkForUpdates' | 'shell.downloadUpdate'): Promise<BridgeResult<ShellState>>
  start(): () => void
}

export const createShellStore = (bridge: ShellBridge): ShellStore => {
  const store = createStore<{ shell: ShellState | null }>(() => ({ shell: null }))
  let eventCount = 0

  /** An answer says less than an event that came while it was under way. */
  const take = async (request: Promise<BridgeResult<ShellState>>): Promise<BridgeResult<ShellState>> => {
    const eventsBefore = eventCount
    const answer = await request
    if (answer.ok && eventCount === eventsBefore) store.setState({ shell: answer.data })
    return answer
  }
  return {
    bridge,
    store,
    configure: (changes) => take(bridge.request('shell.configure', changes)),
    update: (route) => take(bridge.request(route, {})),
    start: () => {
      const stop = bridge.on('shell.changed', (shell) => {
        eventCount += 1
        store.setState({ shell })
      })
      void take(bridge.request('shell.state', {}))
      return stop
    },
  }
}
