import { BrowserWindow, session, shell } from 'electron'
import { externalUrl } from '../core/security/externalUrl.ts'
import { APP_ORIGIN, isTrustedFrame } from '../core/security/trustedFrame.ts'

const openOutside = (address: string): void => {
  const url = externalUrl(address)
  if (url !== null) void shell.openExternal(url)
}

/** No page in here needs the camera, the location or anything else that asks. */
export const denyPermissions = (): void => {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** The one window: sandboxed, on the app's own origin, and never anywhere else. */
export const openWindow = async (preloadPath: string): Promise<BrowserWindow> => {
  const window = new BrowserWindow({
    title: 'Dailies',
    width: 1280,
    height: 820,
    minWidth: 720,
    minHeight: 480,
    backgroundColor: '#16181d',
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  })
  window.webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => {
    if (isTrustedFrame({ url: event.url, isTop: event.isMainFrame })) return
    event.preventDefault()
    openOutside(event.url)
  })
  await window.loadURL(`${APP_ORIGIN}/`)
  return window
}
