import { posix } from 'node:path'

/** How this build can be started with the computer. */
export type LoginItemPlan =
  | { kind: 'none' }
  /** macOS and Windows keep a list of their own; `path` where the program is not the one that runs. */
  | { kind: 'system'; path: string | null }
  /** Elsewhere a file in the autostart folder does it. */
  | { kind: 'autostart'; program: string; file: string }

export interface LoginItemFacts {
  platform: NodeJS.Platform
  /** Run from the sources, the program is Electron's and not ours. */
  isPackaged: boolean
  execPath: string
  homeDir: string
  env: Record<string, string | undefined>
}

/** What the login item passes on, so that only the tray appears. */
export const HIDDEN_ARGUMENT = '--hidden'

export const planLoginItem = ({ platform, isPackaged, execPath, homeDir, env }: LoginItemFacts): LoginItemPlan => {
  if (!isPackaged) return { kind: 'none' }
  if (platform === 'darwin') return { kind: 'system', path: null }
  // A portable program runs unpacked from a temporary folder; the file that a person has is another one.
  if (platform === 'win32') return { kind: 'system', path: env['PORTABLE_EXECUTABLE_FILE'] ?? null }
  // In a sandbox the autostart folder is not the desktop's.
  if (platform !== 'linux' || env['FLATPAK_ID'] !== undefined || env['SNAP'] !== undefined) return { kind: 'none' }
  const appImage = env['APPIMAGE']
  const program = appImage !== undefined && posix.isAbsolute(appImage) ? appImage : execPath
  return { kind: 'autostart', program, file: posix.join(configFolder(env, homeDir), 'autostart', 'dailies.desktop') }
}

/** XDG base directories: a relative path in the variable counts as none. */
const configFolder = (env: LoginItemFacts['env'], homeDir: string): string => {
  const folder = env['XDG_CONFIG_HOME']
  return folder !== undefined && posix.isAbsolute(folder) ? folder : posix.join(homeDir, '.config')
}

/** A desktop entry (freedesktop.org, Desktop Entry 1.5 and Autostart 0.5) that starts the program hidden. */
export const autostartEntry = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Dailies',
    `Exec=${execLine([program, HIDDEN_ARGUMENT])}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** Whether this entry starts anything: desktops switch entries off by a line in them. */
export const isAutostartOn = (entry: string | null): boolean =>
  entry !== null &&
  /^Exec=\S/m.test(entry) &&
  !/^Hidden\s*=\s*true\s*$/m.test(entry) &&
  !/^X-GNOME-Autostart-enabled\s*=\s*false\s*$/m.test(entry)

/** Quoted for the shell-like rules of `Exec`, then for those of every value; `%` begins a field code. */
const execLine = (words: readonly string[]): string =>
  words
    .map((word) => `"${word.replaceAll(/["`$\\]/g, '\\$&')}"`)
    .join(' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
