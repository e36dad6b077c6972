import type { MenuId } from '../../../../shared/commands/menus.ts'
import type { ShellCommandId } from '../../../../shared/commands/shellCommands.ts'
import { shellCommands } from '../../../../shared/commands/texts/shellEn.ts'

/** The application menu. `&` marks the letter that opens a menu with Alt; what the page does has its names from there. */
export const menu = {
  ...shellCommands,
  app: 'Dailies',
  file: '&File',
  edit: '&Edit',
  view: '&View',
  queue: '&Queue',
  take: '&Take',
  playback: 'Playback',
  window: '&Window',
  help: '&Help',
  settings: 'Settings…',
  exit: 'Exit',
  services: 'Services',
  hide: 'Hide Dailies',
  hideOthers: 'Hide others',
  unhide: 'Show all',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select all text',
  resetZoom: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  reload: 'Reload the page',
  toggleDevTools: 'Developer tools',
  zoomWindow: 'Zoom',
  bringToFront: 'Bring all to front',
  open: 'Open Dailies',
  copyright: 'Free software under the MIT licence',
} satisfies Record<MenuId | ShellCommandId, string> & Record<string, string>
