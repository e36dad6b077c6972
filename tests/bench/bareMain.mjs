import { app, BrowserWindow } from 'electron'

// The least that opens a window: what the app's own start is compared with.
await app.whenReady()
export const window = new BrowserWindow({ width: 1280, height: 800 })
