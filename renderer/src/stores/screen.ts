import type { Job } from '../../../shared/jobs/job.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import { createSignal, type Signal } from '../bridge/listeners.ts'
import type { Command } from '../commands/command.ts'
import type { PlayerAction } from '../../../shared/commands/playerKeys.ts'
import { createShortcuts, type Shortcuts } from '../commands/shortcuts.ts'
import { showToast } from '../ui/toast.ts'
import { createAccountsStore, type AccountsStore } from './accountsStore.ts'
import { createAnnouncer, type Announcer } from './announcer.ts'
import { createBatchStore, type BatchStore } from './batchStore.ts'
import { createBatchAsker, openBatchWorker } from './compose/batchAsker.ts'
import { listenToLeaving } from './compose/leaving.ts'
import { browserPictures } from './compose/pictures.ts'
import { createComposeRequests, type ComposeRequests } from './composeRequests.ts'
import { createComposer, type Composer } from './composeStore.ts'
import { createConnectionStore, type ConnectionStore } from './connectionStore.ts'
import { createFormDrafts, type FormDrafts } from './formDrafts.ts'
import { createJobCache, type JobCache } from './jobCache.ts'
import { createJobList, type JobList, type JobListQuery } from './jobList.ts'
import { createJobVerbs, type JobVerbs } from './jobVerbs.ts'
import { queryOfLibrary } from './libraryQuery.ts'
import { createListPlace, type ListPlace } from './listPlace.ts'
import { createLibraryView, type LibraryViewStore } from './libraryViewStore.ts'
import { createNavigation, type Navigation } from './navigationStore.ts'
import { createNoticesStore, type NoticesStore } from './noticesStore.ts'
import { createNowStore, type NowStore } from './nowStore.ts'
import { createPlaceKeeper } from './placeKeeper.ts'
import { createPreferencesStore, type MirrorStorage, type PreferencesStore } from './preferencesStore.ts'
import { createQueueStore, type QueueStore } from './queueStore.ts'
import { createSelection, type Selection } from './selection.ts'
import { createSettingsStore, type SettingsStore } from './settingsStore.ts'
import { createShellStore, type ShellStore } from './shellStore.ts'
import { queryOfTab, tabOf } from './statusTabs.ts'

export interface ChosenList {
  list: JobList
  selection: Selection
  place: ListPlace
}

/** All state of one screen. Everything follows from the bridge, so a test or the desktop gives another. */
export interface Screen {
  bridge: Bridge
  /** The desktop around the page; null in a browser. */
  shell: ShellStore | null
  timers: Timers
  connection: ConnectionStore
  /** The newest snapshot of every job. */
  cache: JobCache
  queueList: ChosenList
  libraryList: ChosenList
  libraryView: LibraryViewStore
  /** Names and counts of the batches in sight. */
  batches: BatchStore
  verbs: JobVerbs
  /** Counts and the pause switch. */
  queue: QueueStore
  accounts: AccountsStore
  settings: SettingsStore
  notices: NoticesStore
  navigation: Navigation
  preferences: PreferencesStore
  /** What views ask of the composer. */
  compose: ComposeRequests
  /** What is being written. */
  composer: Composer
  /** What was typed into forms and is not saved. */
  drafts: FormDrafts
  /** What commands ask of the open player. */
  player: Signal<PlayerAction>
  announcer: Announcer
  now: NowStore
  commands: readonly Command[]
  shortcuts: Shortcuts
  /** Subscribes everything, then connects. Returns the way to stop. */
  start(): () => void
}

export interface ScreenDeps {
  bridge: Bridge
  timers: Timers
  mirror: MirrorStorage
  /** Remembers where this very window is on the screen. */
  placeMemory: MirrorStorage
  commands: readonly Command[]
  isMac: boolean
}

const QUEUE_QUERY: JobListQuery = {
  q: '',
  statuses: [],
  batchId: null,
  sort: { by: 'created', direction: 'desc' },
  groupBy: 'runs',
}
const LIBRARY_QUERY: JobListQuery = { ...QUEUE_QUERY, statuses: ['completed'], groupBy: null }

export const createScreen = ({ bridge, timers, mirror, placeMemory, commands, isMac }: ScreenDeps): Screen => {
  const cache = createJobCache(bridge, timers)
  const makeList = (query: JobListQuery): ChosenList => {
    const list = createJobList({ bridge, cache, timers, query })
    return { list, selection: createSelection(list), place: createListPlace(list) }
  }
  const batches = createBatchStore(bridge, cache, timers)
  const announcer = createAnnouncer(timers)
  const connection = createConnectionStore(bridge)
  const queue = createQueueStore(bridge, mirror)
  const accounts = createAccountsStore(bridge)
  const settings = createSettingsStore(bridge)
  const shell = bridge.shell === null ? null : createShellStore(bridge.shell)
  const notices = createNoticesStore(bridge)
  const navigation = createNavigation()
  const preferences = createPreferencesStore(bridge, timers, navigation, mirror)
  const isPinned = (jobId: string): boolean => {
    const { inspectedId, playing } = navigation.store.getState()
    return jobId === inspectedId || jobId === playing?.jobId
  }
  const verbs = createJobVerbs({ cache, showToast })
  const compose = createComposeRequests()
  const composer = createComposer({
    bridge,
    timers,
    mirror,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    accounts,
    cache,
    navigation,
    requests: compose,
    asker: createBatchAsker(openBatchWorker),
    pictures: browserPictures,
    showToast,
  })
  const queueList = makeList(QUEUE_QUERY)
  const libraryList = makeList(LIBRARY_QUERY)
  const libraryView = createLibraryView()
  const shown = { navigation, libraryView, queueList, libraryList, preferences }
  const placeKeeper = createPlaceKeeper(shown, timers, placeMemory)
  placeKeeper.restore()
  return {
    bridge,
    shell,
    timers,
    connection,
    cache,
    queueList,
    libraryList,
    libraryView,
    batches,
    verbs,
    queue,
    accounts,
    settings,
    notices,
    navigation,
    preferences,
    compose,
    composer,
    drafts: createFormDrafts(),
    player: createSignal(),
    announcer,
    now: createNowStore(timers),
    commands,
    shortcuts: createShortcuts(commands, preferences.store, isMac),
    start: () => {
      const stops = [
        connection.start(),
        preferences.start(),
        queue.start(),
        accounts.start(),
        settings.start(),
        ...(shell === null ? [] : [shell.start()]),
        notices.start(),
        composer.start(),
        placeKeeper.start(),
        listenToLeaving(placeKeeper.leave),
        cache.hold(isPinned),
        cache.onChanges(({ before, jobs }) => announcer.onChanges(before, jobs)),
        bridge.on('library.changed', ({ removedIds }) => {
          for (const { selection } of [queueList, libraryList]) selection.forget(removedIds)
        }),
        cache.onChanges(({ jobs }) => [queueList, libraryList].forEach((list) => forgetLeavers(list, jobs))),
        batches.start(),
        cache.start(),
        announcer.stop,
      ]
      bridge.start()
      const stopListing = listFirstView(shown)
      const cancel = timers.after(FIRST_VIEW_WITHIN_MS, stopListing)
      return () => {
        for (const stop of [bridge.stop, cancel, stopListing, ...stops]) stop()
      }
    },
  }
}

/** By then the view is there and looks at its list itself. */
const FIRST_VIEW_WITHIN_MS = 5_000

/** Asks for what the first view shows while that view is still being drawn. */
const listFirstView = ({
  navigation,
  queueList,
  libraryList,
  preferences,
}: Pick<Screen, 'navigation' | 'queueList' | 'libraryList' | 'preferences'>): (() => void) => {
  const { view } = navigation.store.getState()
  const wanted = preferences.store.getState()
  if (view === 'queue') {
    const { list } = queueList
    list.change(queryOfTab(tabOf(list.store.getState().query.statuses), wanted.queueGrouping))
    return list.start()
  }
  if (view !== 'library') return () => {}
  libraryList.list.change(queryOfLibrary(wanted))
  return libraryList.list.start()
}

/** What is no longer in the chosen state is not shown any more, so no verb should reach it. */
const forgetLeavers = ({ list, selection }: ChosenList, jobs: readonly Job[]): void => {
  const { statuses } = list.store.getState().query
  if (statuses.length > 0) selection.forget(jobs.filter(({ status }) => !statuses.includes(status)).map(({ id }) => id))
}
