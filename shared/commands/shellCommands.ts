interface ShellFacts {
  /** Electron's role that does it; without one the shell does it itself. */
  role?: string
  /** Only where the app runs from its sources. */
  isForDevelopers?: true
}

/**
 * What the desktop shell does, as the page cannot. None of these has keys of its own: a role brings those that its
 * system's people know.
 */
export const SHELL_COMMANDS = {
  about: { role: 'about' },
  services: { role: 'services' },
  hide: { role: 'hide' },
  hideOthers: { role: 'hideOthers' },
  unhide: { role: 'unhide' },
  quit: { role: 'quit' },
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
  toggleFullScreen: { role: 'togglefullscreen' },
  reload: { role: 'reload', isForDevelopers: true },
  toggleDevTools: { role: 'toggleDevTools', isForDevelopers: true },
  closeWindow: { role: 'close' },
  minimize: { role: 'minimize' },
  zoomWindow: { role: 'zoom' },
  bringToFront: { role: 'front' },
  open: {},
  openVideosFolder: {},
  openDataFolder: {},
  checkForUpdates: {},
  saveDiagnostics: {},
  documentation: {},
  licences: {},
} as const satisfies Record<string, ShellFacts>

export type ShellCommandId = keyof typeof SHELL_COMMANDS

/** Those that no role does. */
export type ShellActionId = {
  [Id in ShellCommandId]: (typeof SHELL_COMMANDS)[Id] extends { role: string } ? never : Id
}[ShellCommandId]
