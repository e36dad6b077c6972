import type { dialogs as english } from '../en/dialogs.ts'

export const dialogs: typeof english = {
  openedEmpty: '{{name}} ist leer.',
  openedTooLarge: '{{name}} ist zu groß. Bilder dürfen 64 MB haben, Tabellen 8 MB.',
  openedUnknown:
    'Dailies kann {{name}} nicht öffnen. Es öffnet Bilder (PNG, JPEG, WebP), Tabellen und Prompt-Listen (CSV, TSV, JSONL, TXT) und seine eigenen Videos.',
  openedNotOurs:
    '{{name}} gehört nicht zu dieser Bibliothek. Dailies spielt nur Videos ab, die es selbst heruntergeladen hat.',
  openedNotReadable: '{{name}} lässt sich nicht lesen.',
  openedNotAsNamed: '{{name}} ist beschädigt oder nicht das, was der Name sagt.',
  saveDiagnostics: 'Diagnose speichern',
  zipFiles: 'Zip-Archiv',
  diagnosticsSaved: 'Die Diagnose ist gespeichert.',
  diagnosticsDetail:
    'Sie enthält weder Schlüssel noch Prompts noch Videos. Sieh {{name}} durch, bevor du die Datei weitergibst: Alles darin ist lesbarer Text.',
  diagnosticsNotSaved: 'Die Diagnose konnte nicht gespeichert werden.',
  showFile: 'Datei anzeigen',
  close: 'Schließen',
}
