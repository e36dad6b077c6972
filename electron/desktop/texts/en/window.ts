/** Around the window: the note at the first close, pages that crash or hang, starts that fail. */
export const window = {
  trayNoteTitle: 'Dailies keeps working in the tray',
  trayNote: 'Renders are watched and downloaded while the window is closed. Open or quit Dailies from its icon.',
  menuBarNoteTitle: 'Dailies keeps working in the menu bar',
  crashed: 'The window of Dailies keeps crashing',
  crashedDetail: 'Your renders are not affected: they are still watched and downloaded.',
  hangs: 'The window of Dailies does not answer',
  hangsDetail: 'Your renders are not affected. Wait for the window, or load it again.',
  reload: 'Reload',
  wait: 'Wait',
  quit: 'Quit',
  cannotStart: 'Dailies cannot start',
  failed: 'Dailies has to close',
  failedDetail:
    'Something went wrong that Dailies does not know how to go on from. Your jobs are on disk; the next start goes on with them.',
}
