import type { updates as english } from '../en/updates.ts'

export const updates: typeof english = {
  fromSources: 'Dieses Dailies läuft aus seinen Quellen. Aktualisiere es so, wie du es bekommen hast.',
  fromStore: 'Der Store, aus dem Dailies kommt, hält es aktuell.',
  fromPackages: 'Dailies wurde von deiner Paketverwaltung installiert, die es aktuell hält.',
  sandboxed: 'Dieses Dailies kommt als Flatpak oder Snap und wird von dort aktuell gehalten.',
  portable: 'Das ist das portable Dailies. Lade die neue Version herunter und lege sie an die Stelle dieser Datei.',
  fromImage: 'Dailies läuft von seinem Disk-Image. Zieh es in den Programme-Ordner, dann kann es sich aktualisieren.',
  unsigned:
    'Dieses Dailies ist nicht signiert, darum lässt macOS kein Update zu. Lade neue Versionen von Hand herunter.',
  noSource: 'Dieses Dailies weiß nicht, woher neue Versionen kommen.',
  offline: 'Keine Verbindung zum Ort der neuen Versionen. Prüfe dein Netz und versuche es noch einmal.',
  notThere: 'Dort gibt es keine Version für diesen Computer. Versuche es später noch einmal.',
  notGenuine:
    'Der Download ist nicht das, was veröffentlicht wurde, und wurde verworfen. Versuche es später noch einmal.',
  diskFull: 'Für die neue Version ist auf dem Datenträger nicht genug Platz.',
  notAllowed: 'Dailies darf in den Ordner, in dem es installiert ist, nicht schreiben.',
  checkFailed: 'Die Suche nach einer neuen Version ist fehlgeschlagen. Versuche es später noch einmal.',
  downloadFailed: 'Die neue Version ließ sich nicht herunterladen. Versuche es später noch einmal.',
  installFailed: 'Die neue Version ließ sich nicht installieren. Dailies läuft weiter wie bisher.',
}
