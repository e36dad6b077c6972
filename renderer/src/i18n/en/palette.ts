/** The command palette and the sheet of shortcuts. */
export const palette = {
  search: 'What do you want to do?',
  nothing: 'No command is called that.',
  escape: 'Esc',
  app: 'Dailies',
  change: 'Change shortcuts…',
  lists: 'In lists and grids',
  walk: 'Walk',
  ends: 'First and last',
  open: 'Open',
  extend: 'Extend the choice',
  toggle: 'Choose one more or one less',
  menu: 'Open the menu',
}
