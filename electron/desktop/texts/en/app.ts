/** What names the app and its most general verbs. */
export const app = {
  name: 'Dailies',
  open: 'Open Dailies',
  cancel: 'Cancel',
}
