import type { desktop as english } from '../en/desktop.ts'
import type { Translation } from '../translation.ts'

export const desktop: Translation<typeof english> = {
  window: 'Fenster und Infobereich',
  staysInTray: 'Weiterarbeiten, wenn das Fenster geschlossen ist',
  staysInTrayNote:
    'Dailies wartet dann im Infobereich, beobachtet deine Aufträge und speichert ihre Videos. Sonst beendet das Schließen des Fensters die App.',
  opensAtLogin: 'Beim Anmelden öffnen',
  opensAtLoginNote: 'Ohne Fenster: Es wartet im Infobereich, und wartende Aufträge laufen weiter.',
  cannotOpenAtLogin: 'Dieses System lässt Dailies nicht von selbst starten.',
  power: 'Energie',
  keepsAwake: 'Rechner während der Übertragung wach halten',
  keepsAwakeNote:
    'Nur solange ein Video heruntergeladen oder ein Bild gesendet wird. Während ein Anbieter rechnet, darf der Rechner schlafen: Dabei geht nichts verloren.',
  failed: 'Das ließ sich nicht ändern: {{reason}}',
  on: 'An: {{what}}.',
  off: 'Aus: {{what}}.',

  updates: {
    title: 'Aktualisierung',
    thisVersion: 'Das ist Dailies {{version}}.',
    state: {
      never: 'Nach einer neueren Version wurde noch nicht gesucht.',
      newest: 'Es gibt keine neuere. Nachgesehen: {{moment}}.',
      checking: 'Sucht nach einer neueren Version …',
      available: 'Dailies {{version}} ist da.',
      downloading: 'Dailies {{version}} wird heruntergeladen.',
      ready: 'Dailies {{version}} liegt bereit und wird beim Neustart installiert.',
      failed: 'Das hat nicht geklappt: {{reason}}',
      failedAt: 'Versucht: {{moment}}.',
      unsupported: 'Dieses Dailies aktualisiert sich nicht selbst: {{reason}}',
    },
    progress: 'Herunterladen der neuen Version',
    percent: '{{percent}} %',
    check: 'Jetzt nachsehen',
    download: 'Herunterladen',
    install: 'Installieren und neu starten',
    installNote: 'Was bei Anbietern läuft, läuft solange weiter; Dailies holt es danach.',
    notes: 'Neu in {{version}}',
    automatic: 'Von selbst nach neuen Versionen sehen',
    automaticNote: 'Höchstens alle sechs Stunden. Ohne dich wird nichts heruntergeladen oder installiert.',
    channel: 'Welche Versionen',
    channels: { stable: 'Nur fertige', beta: 'Auch Vorabversionen' },
    channelNote: 'Vorabversionen kommen früher und sind weniger erprobt.',
  },

  about: {
    title: 'Innen drin',
    electron: 'Electron',
    chromium: 'Chromium',
  },
}
