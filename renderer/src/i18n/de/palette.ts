import type { palette as english } from '../en/palette.ts'
import type { Translation } from '../translation.ts'

export const palette: Translation<typeof english> = {
  search: 'Was möchtest du tun?',
  nothing: 'Kein Befehl heißt so.',
  escape: 'Esc',
  app: 'Dailies',
  change: 'Tastenkürzel ändern …',
  lists: 'In Listen und Rastern',
  walk: 'Bewegen',
  ends: 'Erster und letzter Eintrag',
  open: 'Öffnen',
  extend: 'Auswahl erweitern',
  toggle: 'Einen mehr oder weniger auswählen',
  menu: 'Menü öffnen',
}
