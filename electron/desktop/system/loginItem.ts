import { app } from 'electron'
import { createAutostart } from './autostart.ts'
import { HIDDEN_ARGUMENT, type LoginItemPlan } from './loginItemPlan.ts'

/** Starting with the computer. What is so is asked of the system each time: a person can change it there as well. */
export interface LoginItem {
  readonly canOpenAtLogin: boolean
  opensAtLogin(): Promise<boolean>
  /** Rejects where the system refuses. */
  setOpensAtLogin(opens: boolean): Promise<void>
  /** Names the program anew in an entry that is there: an AppImage gets another file name with each version. */
  refresh(): Promise<void>
}

/** Whether macOS started the app at login: there, no argument can be passed on. */
export const wasOpenedAtLogin = (platform: NodeJS.Platform): boolean =>
  platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin

export const createLoginItem = (plan: LoginItemPlan, platform: NodeJS.Platform): LoginItem => {
  switch (plan.kind) {
    case 'none':
      return NO_LOGIN_ITEM
    case 'system':
      return systemLoginItem(plan.path, platform)
    case 'autostart':
      return createAutostart(plan)
  }
}

const NO_LOGIN_ITEM: LoginItem = {
  canOpenAtLogin: false,
  opensAtLogin: async () => false,
  setOpensAtLogin: async () => {},
  refresh: async () => {},
}

const systemLoginItem = (path: string | null, platform: NodeJS.Platform): LoginItem => {
  // Of these, macOS knows nothing.
  const ours = platform === 'win32' ? { args: [HIDDEN_ARGUMENT], ...(path === null ? {} : { path }) } : {}
  return {
    canOpenAtLogin: true,
    opensAtLogin: async () => {
      const item = app.getLoginItemSettings(ours)
      // Windows' task manager switches an entry off without removing it.
      return platform === 'win32' ? item.executableWillLaunchAtLogin : item.openAtLogin
    },
    setOpensAtLogin: async (opens) => app.setLoginItemSettings({ openAtLogin: opens, ...ours }),
    refresh: async () => {},
  }
}
