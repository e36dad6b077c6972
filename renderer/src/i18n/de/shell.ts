import type { shell as english } from '../en/shell.ts'
import type { Translation } from '../translation.ts'

export const shell: Translation<typeof english> = {
  navigation: 'Hauptnavigation',
  queue: 'Warteschlange',
  library: 'Bibliothek',
  activity: 'Aktivität',
  settings: 'Einstellungen',
  collapse: 'Navigation einklappen',
  expand: 'Navigation ausklappen',
  skipToContent: 'Zum Inhalt springen',
  inspector: 'Inspektor',
  composer: 'Eingabe',
  commands: 'Befehle',
  connection: {
    connecting: 'Verbindet …',
    live: 'Verbunden',
    offline: 'Verbindet neu …',
    locked: 'Kein Zugang',
  },
  running_one: '{{count, number}} läuft',
  running_other: '{{count, number}} laufen',
  waiting_one: '{{count, number}} wartet',
  waiting_other: '{{count, number}} warten',
  attention_one: '{{count, number}} braucht dich',
  attention_other: '{{count, number}} brauchen dich',
  fewSecondsLeft: 'noch wenige Sekunden',
  queueTimeLeft: 'noch etwa {{duration}}',
  titleRunning: '{{count, number}} laufen · Dailies',
  offlineBanner:
    'Dailies antwortet nicht. Dies sind die letzten bekannten Stände; die Seite verbindet sich von selbst neu.',
  reconnectNow: 'Jetzt versuchen',
  pausedBanner:
    'Die Warteschlange ist angehalten. Nichts Neues wird gesendet; was läuft, wird weiter beobachtet und gespeichert.',
  pausedNowBanner:
    'Die Warteschlange ist angehalten. Nichts wird gesendet, beobachtet oder geladen, außer was binnen einer Stunde abläuft.',
  resume: 'Fortsetzen',
  accountPaused: {
    user: '{{account}} ist angehalten. Seine Aufträge bleiben eingereiht, bis du es fortsetzt.',
    auth: '{{account}} ist angehalten: Der Anbieter hat den Schlüssel abgelehnt. Gib einen gültigen ein; die Aufträge bleiben eingereiht.',
    quota:
      '{{account}} ist angehalten: Guthaben oder Kontingent sind aufgebraucht. Setze es fort, wenn das geklärt ist; die Aufträge bleiben eingereiht.',
    key_missing:
      '{{account}} ist angehalten: Der Schlüssel liegt nicht mehr im Schlüsselspeicher. Gib ihn noch einmal ein; die Aufträge bleiben eingereiht.',
    key_unreachable:
      '{{account}} ist angehalten: Der Schlüssel liegt in einem Schlüsselbund, der gesperrt oder nicht erreichbar ist. Entsperre ihn und setze das Konto fort, oder gib den Schlüssel noch einmal ein; die Aufträge bleiben eingereiht.',
  },
  accountSaid: 'Der Anbieter sagte: {{message}}',
  giveKey: 'Schlüssel eingeben',
  lockedTitle: 'Öffne Dailies mit seinem Link',
  lockedText:
    'Beim Start schreibt Dailies einen Link in sein Terminal. Öffne ihn einmal in diesem Browser; danach genügt diese Adresse.',
  lockedExample: 'Dailies is ready at {{origin}}/#token=…',
  missingTitle: 'Dailies antwortet nicht',
  missingText: 'Dieser Teil ist noch nicht da. Er kommt von selbst, sobald Dailies antwortet.',
  crashedTitle: 'Diese Ansicht ist abgestürzt',
  crashedText: 'Deine Aufträge sind sicher: Sie laufen in Dailies selbst, nicht in diesem Fenster.',
  crashedReload: 'Ansicht neu laden',
}
