import { onRole } from '../system/menuRoles.ts'
import { BrowserWindow } from '../windows/browserWindow.ts'
import { app } from './app.ts'

const focused = (): Electron.BrowserWindow | null => BrowserWindow.getFocusedWindow()

/** What Electron does itself when a standard menu item is chosen. */
export const connectRoles = (): void => {
  onRole('quit', () => app.quit())
  onRole('close', () => focused()?.close())
  onRole('minimize', () => focused()?.minimize())
  onRole('reload', () => focused()?.reload())
  onRole('forceReload', () => focused()?.reload())
  onRole('hide', () => app.hide())
  onRole('about', () => app.showAboutPanel())
  onRole('togglefullscreen', () => focused()?.setFullScreen(focused()?.isFullScreen() !== true))
}
