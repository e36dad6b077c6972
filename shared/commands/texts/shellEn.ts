import type { PaletteShellCommandId } from '../shellCommands.ts'

/** Names of the shell's commands that the palette shows as well as the menus. */
export const shellCommands = {
  about: 'About Dailies',
  quit: 'Quit Dailies',
  toggleFullScreen: 'Full screen',
  closeWindow: 'Close window',
  minimize: 'Minimize',
  openVideosFolder: 'Open the videos folder',
  openDataFolder: 'Open the data folder',
  checkForUpdates: 'Check for updates…',
  saveDiagnostics: 'Save a diagnostics bundle…',
  documentation: 'Documentation',
  licences: 'Licences',
} satisfies Record<PaletteShellCommandId, string>
