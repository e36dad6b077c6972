import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { IpcResult } from '../../../shared/ipc/ipcError.ts'
import { unreachable, type Bridge, type BridgeResult, type ConnectionState } from './bridge.ts'
import { createEventHub, createSignal } from './listeners.ts'

/** What the preload exposes as `window.dailies`. */
export interface DesktopApi {
  request(route: string, input: unknown): Promise<IpcResult<unknown>>
  on(listener: (event: HostEvent) => void): () => void
}

/** The bridge inside the desktop window. The host lives as long as the window, so it is always live. */
export const createDesktopBridge = (api: DesktopApi): Bridge => {
  const hub = createEventHub()
  const connection = createSignal<ConnectionState>()
  let state: ConnectionState = 'connecting'
  let unsubscribe: (() => void) | null = null
  return {
    request: async (route, input) => {
      try {
        // The host has checked the data against the contract's output for this route.
        return (await api.request(route, input)) as BridgeResult<never>
      } catch {
        return unreachable('Dailies did not answer. Restart the app if this happens again.')
      }
    },
    on: hub.on,
    connection: () => state,
    onConnection: connection.listen,
    start: () => {
      unsubscribe ??= api.on(hub.emit)
      state = 'live'
      connection.emit(state)
    },
    wake: () => {},
    rest: () => {},
    stop: () => {
      unsubscribe?.()
      unsubscribe = null
    },
  }
}
