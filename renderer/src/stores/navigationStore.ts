import { createStore, type StoreApi } from 'zustand/vanilla'

export const VIEWS = ['queue', 'library', 'activity', 'settings'] as const
export type View = (typeof VIEWS)[number]

export const SETTINGS_PAGES = [
  'accounts',
  'storage',
  'notifications',
  'appearance',
  'desktop',
  'shortcuts',
  'diagnostics',
] as const
export type SettingsPage = (typeof SETTINGS_PAGES)[number]

export const ACTIVITY_TABS = ['notices', 'events', 'polling', 'log'] as const
export type ActivityTab = (typeof ACTIVITY_TABS)[number]

export const INSPECTOR_TABS = ['overview', 'timeline', 'files'] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export interface NavigationState {
  view: View
  activityTab: ActivityTab
  settingsPage: SettingsPage
  /** The account that is open in the settings, or `new` for the form; null leaves it to the page. */
  settingsAccount: string | null
  /** The job in the inspector. */
  inspectedId: string | null
  inspectorTab: InspectorTab
  isInspectorOpen: boolean
  isComposerOpen: boolean
  isNavCollapsed: boolean
  /** The take in the player, which lies over everything; null when it is closed. */
  playing: { jobId: string; from: 'queue' | 'library' } | null
  overlay: 'palette' | 'shortcuts' | null
  /** The queued job that is being edited. */
  editingId: string | null
}

export interface Navigation {
  store: StoreApi<NavigationState>
  show(view: View): void
  showActivity(tab: ActivityTab): void
  showSettings(page: SettingsPage): void
  /** Opens an account in the settings; `new` opens the form for another one. */
  showAccount(account: string | null): void
  inspect(jobId: string | null): void
  openInspector(jobId: string): void
  play(jobId: string, from: 'queue' | 'library'): void
  stopPlaying(): void
  set(
    changes: Partial<
      Pick<
        NavigationState,
        'inspectorTab' | 'isInspectorOpen' | 'isComposerOpen' | 'isNavCollapsed' | 'overlay' | 'editingId'
      >
    >,
  ): void
}

export const createNavigation = (): Navigation => {
  const store = createStore<NavigationState>(() => ({
    view: 'queue',
    activityTab: 'notices',
    settingsPage: 'accounts',
    settingsAccount: null,
    inspectedId: null,
    inspectorTab: 'overview',
    isInspectorOpen: true,
    isComposerOpen: true,
    isNavCollapsed: false,
    playing: null,
    overlay: null,
    editingId: null,
  }))
  return {
    store,
    show: (view) => store.setState({ view }),
    showSettings: (settingsPage) => store.setState({ view: 'settings', settingsPage }),
    showActivity: (activityTab) => store.setState({ view: 'activity', activityTab }),
    showAccount: (settingsAccount) => store.setState({ view: 'settings', settingsPage: 'accounts', settingsAccount }),
    inspect: (inspectedId) => store.setState({ inspectedId }),
    openInspector: (inspectedId) => store.setState({ inspectedId, isInspectorOpen: true }),
    play: (jobId, from) => store.setState({ playing: { jobId, from }, inspectedId: jobId }),
    stopPlaying: () => store.setState({ playing: null }),
    set: (changes) => store.setState(changes),
  }
}
