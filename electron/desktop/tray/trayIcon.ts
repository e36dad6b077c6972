import { join } from 'node:path'
import type { TrayState } from './trayView.ts'

export interface TrayGround {
  platform: NodeJS.Platform
  /** `XDG_CURRENT_DESKTOP` of Linux, such as `ubuntu:GNOME`. */
  desktop: string
  /** Whether the taskbar of Windows is dark, which a person can choose apart from their apps. */
  isTaskbarDark: boolean
  /** Whether the system's apps are dark. */
  isDark: boolean
}

/** Their panel is dark in both themes. */
const DARK_PANELS = new Set(['gnome', 'unity', 'cinnamon', 'x-cinnamon', 'xfce'])

/** Whether the picture lies on a dark ground. */
export const isOnDark = ({ platform, desktop, isTaskbarDark, isDark }: TrayGround): boolean => {
  if (platform === 'win32') return isTaskbarDark
  return isDark || desktop.split(':').some((name) => DARK_PANELS.has(name.toLowerCase()))
}

/**
 * The file of a state's picture for its ground. macOS colours pictures named `…Template` itself. Beside each file lie those
 * for denser screens, which Electron finds by their names (`@2x`).
 */
export const trayIconPath = (folder: string, state: TrayState, ground: TrayGround): string =>
  join(
    folder,
    ground.platform === 'darwin' ? `${state}Template.png` : `${state}-${isOnDark(ground) ? 'dark' : 'light'}.png`,
  )
