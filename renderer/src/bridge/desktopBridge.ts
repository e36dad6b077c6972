import type { HostEvent, HostEvents } from '../../../shared/ipc/contract.ts'
import type { IpcResult } from '../../../shared/ipc/ipcError.ts'
import type { ShellEvent, ShellEvents } from '../../../shared/shell/shellContract.ts'
import { unreachable, type Bridge, type BridgeResult, type ConnectionState } from './bridge.ts'
import { createEventHub, createSignal } from './listeners.ts'

/** What the preload exposes as `window.dailies`. Host and shell share its two ways. */
export interface DesktopApi {
  request(route: string, input: unknown): Promise<IpcResult<unknown>>
  on(listener: (event: HostEvent | ShellEvent) => void): () => void
}

/** The bridge inside the desktop window. The host lives as long as the window, so it is always live. */
export const createDesktopBridge = (api: DesktopApi): Bridge => {
  const hub = createEventHub<HostEvents & ShellEvents>()
  const connection = createSignal<ConnectionState>()
  let state: ConnectionState = 'connecting'
  let unsubscribe: (() => void) | null = null

  // Whoever answers has checked the data against the contract's output for this route.
  const request = async (route: string, input: unknown): Promise<BridgeResult<never>> => {
    try {
      return (await api.request(route, input)) as BridgeResult<never>
    } catch {
      return unreachable('Dailies did not answer. Restart the app if this happens again.')
    }
  }
  return {
    request,
    on: hub.on,
    connection: () => state,
    onConnection: connection.listen,
    start: () => {
      unsubscribe ??= api.on(hub.emit)
      if (state === 'live') return
      state = 'live'
      connection.emit(state)
    },
    wake: () => {},
    rest: () => {},
    stop: () => {
      unsubscribe?.()
      unsubscribe = null
    },
    shell: { request, on: hub.on },
  }
}
