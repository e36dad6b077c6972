import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Bridge } from './bridge/bridge.ts'
import { createDesktopBridge, type DesktopApi } from './bridge/desktopBridge.ts'
import { createHttpBridge } from './bridge/httpBridge.ts'
import { takeTokenFromAddress } from './bridge/session.ts'
import { browserTimers } from './bridge/timers.ts'
import { COMMANDS } from './commands/registry.ts'
import { chosenLanguage, setLanguage } from './i18n/i18n.ts'
import { loadAllViews } from './lazyView.tsx'
import { createScreen } from './stores/screen.ts'

declare global {
  interface Window {
    dailies?: DesktopApi
  }
}

const REST_AFTER_HIDDEN_MS = 60_000
/** The first view and its pictures come first. */
const REST_LOADED_AFTER_MS = 2_000

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
    commands: COMMANDS,
    isMac: navigator.platform.startsWith('Mac'),
  })
  restWhileHidden(bridge)
  screen.start()
  // Nobody should see a flash of another language.
  await setLanguage(chosenLanguage(screen.preferences.store.getState().language))
  createRoot(root).render(<App screen={screen} />)
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
