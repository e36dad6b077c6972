import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Batch } from '../../../shared/jobs/batch.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { ConnectionState } from '../bridge/bridge.ts'
import type { AccountsState } from './accountsStore.ts'
import type { ComposerState } from './composeStore.ts'
import type { JobList, JobListState } from './jobList.ts'
import type { LibraryViewState } from './libraryViewStore.ts'
import type { NavigationState } from './navigationStore.ts'
import type { NoticesState } from './noticesStore.ts'
import type { Preferences } from './preferencesStore.ts'
import type { QueueStoreState } from './queueStore.ts'
import type { Screen } from './screen.ts'
import type { Selection, SelectionState } from './selection.ts'
import type { SettingsState } from './settingsStore.ts'
import type { ShellState } from '../../../shared/shell/shellContract.ts'

const ScreenContext = createContext<Screen | null>(null)
export const ScreenProvider = ScreenContext.Provider

export const useScreen = (): Screen => {
  const screen = useContext(ScreenContext)
  if (screen === null) throw new Error('This component must be inside a ScreenProvider.')
  return screen
}

/** The newest snapshot of one job; undefined while it is not here. */
export const useJob = (jobId: string | null): Job | undefined =>
  useStore(useScreen().cache.store, ({ jobs }) => (jobId === null ? undefined : jobs.get(jobId)))
export const useJobList = <T>(list: JobList, select: (state: JobListState) => T): T => useStore(list.store, select)
export const useSelection = <T>(selection: Selection, select: (state: SelectionState) => T): T =>
  useStore(selection.store, select)
export const useIsBusy = (jobId: string): boolean => useStore(useScreen().verbs.store, (state) => state.busy.has(jobId))
export const useQueue = <T>(select: (state: QueueStoreState) => T): T => useStore(useScreen().queue.store, select)
export const useAccounts = <T>(select: (state: AccountsState) => T): T => useStore(useScreen().accounts.store, select)
export const useSettings = <T>(select: (state: SettingsState) => T): T => useStore(useScreen().settings.store, select)
export const useNotices = <T>(select: (state: NoticesState) => T): T => useStore(useScreen().notices.store, select)
export const useComposer = <T>(select: (state: ComposerState) => T): T => useStore(useScreen().composer.store, select)
export const useNavigation = <T>(select: (state: NavigationState) => T): T =>
  useStore(useScreen().navigation.store, select)
export const useLibraryView = <T>(select: (state: LibraryViewState) => T): T =>
  useStore(useScreen().libraryView.store, select)
export const usePreferences = <T>(select: (state: Preferences) => T): T =>
  useStore(useScreen().preferences.store, select)
const NO_SHELL = createStore<{ shell: ShellState | null }>(() => ({ shell: null }))
/** Null in a browser, and until the shell has answered. */
export const useShell = (): ShellState | null => useStore(useScreen().shell?.store ?? NO_SHELL, ({ shell }) => shell)
export const useConnection = (): ConnectionState => useStore(useScreen().connection.store, (state) => state.connection)
export const useAnnouncement = (): string => useStore(useScreen().announcer.store, (state) => state.text)

/** A batch's name and counts, renewed while it is in sight; undefined until they are here. */
export const useBatch = (batchId: string): Batch | undefined => {
  const { batches } = useScreen()
  useEffect(() => batches.watch(batchId), [batches, batchId])
  return useStore(batches.store, (state) => state.batches.get(batchId))
}

const never = (): (() => void) => () => {}

/** Unix milliseconds, renewed every second while `isTicking`. */
export const useNow = (isTicking: boolean): number => {
  const { now } = useScreen()
  return useSyncExternalStore(isTicking ? now.subscribe : never, now.now, now.now)
}
