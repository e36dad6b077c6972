import { posix, win32 } from 'node:path'

/** What the default places depend on, so that both doors compute the same ones. */
export interface Machine {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

/** Electron's `userData` folder for an app named "Dailies": both doors share one library. */
export const defaultDataDir = ({ platform, env, home }: Machine): string => {
  if (platform === 'win32') return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Dailies')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Dailies')
  const configured = env.XDG_CONFIG_HOME
  // The XDG specification says that a relative path here is to be ignored.
  const base = configured !== undefined && posix.isAbsolute(configured) ? configured : posix.join(home, '.config')
  return posix.join(base, 'Dailies')
}

/**
 * Where finished takes go until the person chooses another folder. A data folder that was asked for
 * keeps everything inside it; the default one uses the place where people look for videos.
 */
export const defaultVideosDir = (machine: Machine, explicitDataDir: string | null): string => {
  const path = machine.platform === 'win32' ? win32 : posix
  if (explicitDataDir !== null) return path.join(explicitDataDir, 'videos')
  return path.join(machine.home, machine.platform === 'darwin' ? 'Movies' : 'Videos', 'Dailies')
}
