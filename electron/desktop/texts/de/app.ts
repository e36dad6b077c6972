import type { app as english } from '../en/app.ts'

export const app: typeof english = {
  name: 'Dailies',
  open: 'Dailies öffnen',
  cancel: 'Abbrechen',
}
