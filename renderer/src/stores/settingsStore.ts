import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteInput, RouteOutput, Settings } from '../../../shared/ipc/contract.ts'
import type { Bridge, BridgeResult } from '../bridge/bridge.ts'

export type AppInfo = RouteOutput<'app.info'>

export interface SettingsState {
  /** Null until the first answer. */
  settings: Settings | null
  info: AppInfo | null
}

export interface SettingsStore {
  store: StoreApi<SettingsState>
  update(changes: RouteInput<'settings.update'>): Promise<BridgeResult<Settings>>
  start(): () => void
}

/** The host's settings, which every screen shares, and what the host says of itself. */
export const createSettingsStore = (bridge: Bridge): SettingsStore => {
  const store = createStore<SettingsState>(() => ({ settings: null, info: null }))
  const load = async (): Promise<void> => {
    const [settings, info] = await Promise.all([bridge.request('settings.get', {}), bridge.request('app.info', {})])
    if (settings.ok) store.setState({ settings: settings.data })
    if (info.ok) store.setState({ info: info.data })
  }
  return {
    store,
    update: async (changes) => {
      const answer = await bridge.request('settings.update', changes)
      if (answer.ok) store.setState({ settings: answer.data })
      // Where keys go follows from it.
      if (answer.ok && changes.keepsKeysInFile !== undefined) await load()
      return answer
    },
    start: () =>
      bridge.onConnection((state) => {
        if (state === 'live') void load()
      }),
  }
}
