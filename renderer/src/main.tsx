import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Bridge } from './bridge/bridge.ts'
import { createDesktopBridge, type DesktopApi } from './bridge/desktopBridge.ts'
import { createHttpBridge } from './bridge/httpBridge.ts'
import { takeTokenFromAddress } from './bridge/session.ts'
import { browserTimers } from './bridge/timers.ts'
import { COMMANDS } from './commands/registry.ts'
import { chosenLanguage, loadTexts, setLanguage } from './i18n/i18n.ts'
import { loadAllViews } from './lazyView.tsx'
import type { View } from './stores/navigationStore.ts'
import { createScreen } from './stores/screen.ts'
import { recallColours } from './ui/rootColours.ts'

declare global {
  interface Window {
    dailies?: DesktopApi
  }
}

const REST_AFTER_HIDDEN_MS = 60_000
/** The first view and its pictures come first. */
const REST_LOADED_AFTER_MS = 2_000

/** The view that somebody comes back to is on its way before it is asked for. */
const VIEW_PARTS: Partial<Record<View, () => Promise<unknown>>> = {
  library: async () => await Promise.allSettled([import('./features/library/LibraryView.tsx'), loadTexts()]),
  activity: async () => await Promise.allSettled([import('./features/activity/ActivityView.tsx'), loadTexts()]),
  settings: async () => await Promise.allSettled([import('./features/settings/SettingsView.tsx'), loadTexts()]),
}

const createBrowserBridge = (): Bridge => {
  const bridge = createHttpBridge({
    baseUrl: '',
    fetch: (...request) => fetch(...request),
    openEvents: (url) => new EventSource(url),
    timers: browserTimers,
    random: Math.random,
    token: takeTokenFromAddress(window.location, window.history),
  })
  // Pasting a new link into this tab changes only the fragment, so the page does not load again.
  window.addEventListener('hashchange', () => {
    const token = takeTokenFromAddress(window.location, window.history)
    if (token !== null) bridge.unlock(token)
  })
  return bridge
}

/** A browser allows few connections to one address: a tab that nobody sees gives its event stream back. */
const restWhileHidden = (bridge: Bridge): void => {
  let cancelRest = (): void => {}
  document.addEventListener('visibilitychange', () => {
    cancelRest()
    if (document.visibilityState === 'visible') bridge.wake()
    else cancelRest = browserTimers.after(REST_AFTER_HIDDEN_MS, bridge.rest)
  })
}

const openWorkbench = async (root: HTMLElement): Promise<void> => {
  const bridge = window.dailies === undefined ? createBrowserBridge() : createDesktopBridge(window.dailies)
  const screen = createScreen({
    bridge,
    timers: browserTimers,
    mirror: window.localStorage,
    // A browser has many tabs, each with a place of its own; the one window of the desktop is made anew when it is opened.
    placeMemory: bridge.shell === null ? window.sessionStorage : window.localStorage,
    commands: COMMANDS,
    isMac: navigator.platform.startsWith('Mac'),
  })
  if (bridge.shell === null) restWhileHidden(bridge)
  else recallColours(window.localStorage)
  screen.start()
  void VIEW_PARTS[screen.navigation.store.getState().view]?.()
  // Nobody should see a flash of another language.
  await setLanguage(chosenLanguage(screen.preferences.store.getState().language))
  createRoot(root).render(<App screen={screen} />)
  const { shell } = screen
  if (shell !== null)
    void import('./desktop/startDesktop.ts').then(({ startDesktop }) =>
      startDesktop(screen, shell, window.localStorage),
    )
  browserTimers.after(REST_LOADED_AFTER_MS, () => void loadAllViews())
}

const openGallery = async (root: HTMLElement): Promise<void> => {
  const { Gallery } = await import('./gallery/Gallery.tsx')
  createRoot(root).render(<Gallery />)
}

const root = document.getElementById('root')
if (root !== null) {
  if (document.documentElement.dataset['page'] === 'gallery') void openGallery(root)
  else void openWorkbench(root)
}
