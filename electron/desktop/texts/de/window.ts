import type { window as english } from '../en/window.ts'

export const window: typeof english = {
  trayNoteTitle: 'Dailies arbeitet im Infobereich weiter',
  trayNote:
    'Auch bei geschlossenem Fenster werden deine Videos beobachtet und heruntergeladen. Über das Symbol kannst du Dailies öffnen oder beenden.',
  menuBarNoteTitle: 'Dailies arbeitet in der Menüleiste weiter',
  crashed: 'Das Fenster von Dailies stürzt immer wieder ab',
  crashedDetail: 'Deine Videos sind davon nicht betroffen: Sie werden weiter beobachtet und heruntergeladen.',
  hangs: 'Das Fenster von Dailies reagiert nicht',
  hangsDetail: 'Deine Videos sind davon nicht betroffen. Warte auf das Fenster oder lade es neu.',
  reload: 'Neu laden',
  wait: 'Warten',
  quit: 'Beenden',
  cannotStart: 'Dailies kann nicht starten',
  failed: 'Dailies muss sich beenden',
  failedDetail:
    'Etwas ist schiefgegangen, nach dem Dailies nicht sicher weiterarbeiten kann. Deine Aufträge sind gespeichert; beim nächsten Start geht es mit ihnen weiter.',
}
