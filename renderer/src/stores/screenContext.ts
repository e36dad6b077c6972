import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { ConnectionState } from '../bridge/bridge.ts'
import type { AccountsState } from './accountsStore.ts'
import type { Draft } from './draftStore.ts'
import type { JobsState } from './jobsStore.ts'
import type { VerbsState } from './jobVerbs.ts'
import type { QueueStoreState } from './queueStore.ts'
import type { FinishedJob } from './reviewStore.ts'
import type { Screen } from './screen.ts'

const ScreenContext = createContext<Screen | null>(null)
export const ScreenProvider = ScreenContext.Provider

export const useScreen = (): Screen => {
  const screen = useContext(ScreenContext)
  if (screen === null) throw new Error('This component must be inside a ScreenProvider.')
  return screen
}

export const useJobs = <T>(select: (state: JobsState) => T): T => useStore(useScreen().jobs.store, select)
export const useVerbs = <T>(select: (state: VerbsState) => T): T => useStore(useScreen().verbs.store, select)
export const useQueue = <T>(select: (state: QueueStoreState) => T): T => useStore(useScreen().queue.store, select)
export const useAccounts = <T>(select: (state: AccountsState) => T): T => useStore(useScreen().accounts.store, select)
export const useDraft = (): Draft => useStore(useScreen().draft.store)
export const useReview = (): FinishedJob | null => useStore(useScreen().review.store, (state) => state.job)
export const useConnection = (): ConnectionState => useStore(useScreen().connection.store, (state) => state.connection)
export const useAnnouncement = (): string => useStore(useScreen().announcer.store, (state) => state.text)

const never = (): (() => void) => () => {}

/** Unix milliseconds, renewed every second while `isTicking`. */
export const useNow = (isTicking: boolean): number => {
  const { now } = useScreen()
  return useSyncExternalStore(isTicking ? now.subscribe : never, now.now, now.now)
}
