interface ShellFacts {
  /** Electron's role that does it; without one the shell does it itself. */
  role?: string
  /** Only where the app runs from its sources. */
  isForDevelopers?: true
  /** Makes sense by name from within the page, too. */
  isInPalette?: true
}

/**
 * What the desktop shell does, as the page cannot. None of these has keys of its own: a role brings those that its
 * system's people know.
 */
export const SHELL_COMMANDS = {
  about: { role: 'about', isInPalette: true },
  services: { role: 'services' },
  hide: { role: 'hide' },
  hideOthers: { role: 'hideOthers' },
  unhide: { role: 'unhide' },
  quit: { role: 'quit', isInPalette: true },
  undo: { role: 'undo' },
  redo: { role: 'redo' },
  cut: { role: 'cut' },
  copy: { role: 'copy' },
  paste: { role: 'paste' },
  delete: { role: 'delete' },
  selectAll: { role: 'selectAll' },
  resetZoom: { role: 'resetZoom' },
  zoomIn: { role: 'zoomIn' },
  zoomOut: { role: 'zoomOut' },
  toggleFullScreen: { role: 'togglefullscreen', isInPalette: true },
  reload: { role: 'reload', isForDevelopers: true },
  toggleDevTools: { role: 'toggleDevTools', isForDevelopers: true },
  closeWindow: { role: 'close', isInPalette: true },
  minimize: { role: 'minimize', isInPalette: true },
  zoomWindow: { role: 'zoom' },
  bringToFront: { role: 'front' },
  open: {},
  openVideosFolder: { isInPalette: true },
  openDataFolder: { isInPalette: true },
  checkForUpdates: { isInPalette: true },
  saveDiagnostics: { isInPalette: true },
  documentation: { isInPalette: true },
  licences: { isInPalette: true },
} as const satisfies Record<string, ShellFacts>

export type ShellCommandId = keyof typeof SHELL_COMMANDS

/** Those that no role does. */
export type ShellActionId = {
  [Id in ShellCommandId]: (typeof SHELL_COMMANDS)[Id] extends { role: string } ? never : Id
}[ShellCommandId]

/** Those that the page's palette has, too. */
export type PaletteShellCommandId = {
  [Id in ShellCommandId]: (typeof SHELL_COMMANDS)[Id] extends { isInPalette: true } ? Id : never
}[ShellCommandId]

const isInPalette = (id: ShellCommandId): id is PaletteShellCommandId => 'isInPalette' in SHELL_COMMANDS[id]

/** In the order of the palette. */
export const PALETTE_SHELL_COMMANDS: readonly PaletteShellCommandId[] = (
  Object.keys(SHELL_COMMANDS) as ShellCommandId[]
).filter(isInPalette)
