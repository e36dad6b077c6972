import type { shellCommands as english } from './shellEn.ts'

export const shellCommands: typeof english = {
  about: 'Über Dailies',
  quit: 'Dailies beenden',
  toggleFullScreen: 'Vollbild',
  closeWindow: 'Fenster schließen',
  minimize: 'Minimieren',
  openVideosFolder: 'Videoordner öffnen',
  openDataFolder: 'Datenordner öffnen',
  checkForUpdates: 'Nach Updates suchen …',
  saveDiagnostics: 'Diagnosepaket sichern …',
  documentation: 'Dokumentation',
  licences: 'Lizenzen',
}
