import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Bridge } from './bridge/bridge.ts'
import { createDesktopBridge, type DesktopApi } from './bridge/desktopBridge.ts'
import { createHttpBridge } from './bridge/httpBridge.ts'
import { takeTokenFromAddress } from './bridge/session.ts'
import { browserTimers } from './bridge/timers.ts'
import { createScreen } from './stores/screen.ts'

declare global {
  interface Window {
    dailies?: DesktopApi
  }
}

const REST_AFTER_HIDDEN_MS = 60_000

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

const bridge = window.dailies === undefined ? createBrowserBridge() : createDesktopBridge(window.dailies)
const screen = createScreen(bridge, browserTimers, window.sessionStorage)
restWhileHidden(bridge)
screen.start()

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App screen={screen} />)
