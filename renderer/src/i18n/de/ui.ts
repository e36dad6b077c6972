import type { ui as english } from '../en/ui.ts'
import type { Translation } from '../translation.ts'

export const ui: Translation<typeof english> = {
  close: 'Schließen',
  dismiss: 'Ausblenden',
  decrease: 'Weniger',
  increase: 'Mehr',
  fewSeconds: 'wenige Sekunden',
  seconds: '{{value}} s',
  minutes: '{{value}} min',
  hours: '{{value}} h',
  days_one: '{{count, number}} Tag',
  days_other: '{{count, number}} Tage',
  cancel: 'Abbrechen',
  save: 'Speichern',
  delete: 'Löschen',
  undo: 'Rückgängig',
  retry: 'Noch einmal',
  loading: 'Lädt …',
  copy: 'Kopieren',
  copied: 'Kopiert',
  more: 'Weitere Aktionen',
  messages: 'Meldungen',
  numberField: 'Zahlenfeld',
}
