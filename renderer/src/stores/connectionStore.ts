import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge, ConnectionState } from '../bridge/bridge.ts'

export interface ConnectionStore {
  store: StoreApi<{ connection: ConnectionState }>
  start(): () => void
}

export const createConnectionStore = (bridge: Bridge): ConnectionStore => {
  const store = createStore(() => ({ connection: bridge.connection() }))
  return { store, start: () => bridge.onConnection((connection) => store.setState({ connection })) }
}
