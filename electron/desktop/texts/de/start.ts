import type { start as english } from '../en/start.ts'

export const start: typeof english = {
  inUse:
    'Ein anderes Dailies benutzt den Datenordner bereits:\n{{path}}\n\nBeende das andere und starte Dailies dann noch einmal.',
  tooNew:
    'Diese Bibliothek stammt von einer neueren Version von Dailies:\n{{path}}\n\nEs wurde nichts verändert. Aktualisiere Dailies und starte es dann noch einmal.',
  damaged:
    'Die Bibliothek ist beschädigt:\n{{path}}\n\nDie Videos in ihrem Ordner sind sicher. Ersetze diese Datei durch eine Sicherungskopie, oder verschiebe sie (zusammen mit den Dateien daneben, deren Namen auf -wal und -shm enden), um mit einer leeren Bibliothek neu zu beginnen. Hebe die beschädigte Datei auf: Vielleicht lässt sie sich noch reparieren.\n\nWenn du um Hilfe bittest, schicke diesen Text mit:\n{{reason}}',
  unusable:
    'Dailies kann diesen Ort nicht benutzen:\n{{path}}\n\n{{reason}}\n\nPrüfe, ob es ihn gibt und ob du dort schreiben darfst.',
  otherFolder:
    'Dailies kann auch in einem anderen Datenordner arbeiten: Nenne ihn in der Umgebungsvariablen DAILIES_DATA_DIR.',
}
