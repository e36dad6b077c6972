import type { WebPreferences } from 'electron'

export interface PagePreferencesInput {
  preloadPath: string
  platform: NodeJS.Platform
  /** Whether this is the app as people install it; while it is developed, its pages can be looked into. */
  isPackaged: boolean
}

/** How every page of this app lives. All of it is said, also what is Electron's default today. */
export const pagePreferences = ({ preloadPath, platform, isPackaged }: PagePreferencesInput) =>
  ({
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    // Elsewhere than on macOS, Chromium would fetch dictionaries from a server of its maker.
    spellcheck: platform === 'darwin',
    devTools: !isPackaged,
  }) satisfies WebPreferences
