import type { welcome as english } from '../en/welcome.ts'
import type { Translation } from '../translation.ts'

export const welcome: Translation<typeof english> = {
  title: 'Willkommen bei Dailies',
  does: 'Reihe Prompts für Videomodelle ein; Dailies sendet sie, beobachtet sie und speichert jedes fertige Video, auch wenn seine Fenster geschlossen sind.',
  tray: 'Schließ das Fenster, wann du willst: Dailies bleibt im Infobereich und meldet sich, wenn ein Video fertig ist.',
  demo: 'Die Demo ist bereit: Sie kostet nichts, arbeitet ohne Netz und zeigt, wie sich alles verhält.',
  own: 'Mit deinem eigenen Anbieter macht dieselbe Warteschlange echte Videos. Kein Auftrag wird je zweimal bezahlt.',
  try: 'Einen Beispiel-Prompt versuchen',
  add: 'Eigenen Anbieter hinzufügen',
  dismiss: 'Begrüßung ausblenden',
}
