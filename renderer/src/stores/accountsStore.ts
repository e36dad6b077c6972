import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Account } from '../../../shared/accounts/account.ts'
import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'
import type { Bridge } from '../bridge/bridge.ts'

export type ModelsState =
  { phase: 'loading' } | { phase: 'ready'; models: readonly ModelCapabilities[] } | { phase: 'failed'; message: string }

export interface AccountsState {
  /** Null until the first answer. */
  accounts: readonly Account[] | null
  models: Readonly<Record<string, ModelsState>>
  failure: string | null
}

export interface AccountsStore {
  store: StoreApi<AccountsState>
  /** Asks for an account's models unless they are there or on their way. */
  needModels(accountId: string): void
  reloadModels(accountId: string): Promise<void>
  /** After a change that must be seen before its event arrives. */
  reload(): Promise<void>
  pause(accountId: string): Promise<void>
  resume(accountId: string): Promise<void>
  start(): () => void
}

export const createAccountsStore = (bridge: Bridge): AccountsStore => {
  const store = createStore<AccountsState>(() => ({ accounts: null, models: {}, failure: null }))
  let newestRequest = 0

  const reload = async (): Promise<void> => {
    const request = ++newestRequest
    const answer = await bridge.request('accounts.list', {})
    if (request !== newestRequest) return
    store.setState(answer.ok ? { accounts: answer.data.items, failure: null } : { failure: answer.error.message })
  }

  const setModels = (accountId: string, models: ModelsState): void =>
    store.setState((state) => ({ models: { ...state.models, [accountId]: models } }))

  const reloadModels = async (accountId: string): Promise<void> => {
    if (store.getState().models[accountId]?.phase !== 'ready') setModels(accountId, { phase: 'loading' })
    const answer = await bridge.request('models.list', { accountId })
    if (answer.ok) setModels(accountId, { phase: 'ready', models: answer.data.items })
    else if (store.getState().models[accountId]?.phase !== 'ready')
      setModels(accountId, { phase: 'failed', message: answer.error.message })
  }

  const turn = async (route: 'accounts.pause' | 'accounts.resume', accountId: string): Promise<void> => {
    const answer = await bridge.request(route, { accountId })
    await reload()
    if (!answer.ok) store.setState({ failure: answer.error.message })
  }

  const onLive = (): void => {
    void reload()
    for (const [accountId, models] of Object.entries(store.getState().models)) {
      if (models.phase !== 'ready') void reloadModels(accountId)
    }
  }

  return {
    store,
    needModels: (accountId) => {
      if (store.getState().models[accountId] === undefined) void reloadModels(accountId)
    },
    reloadModels,
    reload,
    pause: (accountId) => turn('accounts.pause', accountId),
    resume: (accountId) => turn('accounts.resume', accountId),
    start: () => {
      const stopEvents = bridge.on('accounts.changed', () => void reload())
      const stopConnection = bridge.onConnection((state) => {
        if (state === 'live') onLive()
      })
      return () => {
        stopEvents()
        stopConnection()
      }
    },
  }
}
