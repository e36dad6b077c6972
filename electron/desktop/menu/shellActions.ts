import type { Logger } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import type { ShellActions } from './chooseCommand.ts'

export interface ShellActionsDeps {
  ask: HostClient
  logger: Logger
  /** Shows the window. */
  show(): void
  /** Shows the settings, where what becomes of an update is told. */
  showSettings(): void
  dataDir: string
  /** A file or folder of the app. */
  licencesPath: string
  documentationUrl: string
  /** Goes through the one decider about outside addresses. */
  openExternal(url: string): void
  /** As Electron's `shell.openPath`: an empty text when it worked. */
  openPath(path: string): Promise<string>
  saveDiagnostics(): Promise<unknown>
  checkForUpdates(): Promise<unknown>
}

/** What the lines of the menus do that neither the page nor a role does. A failure is logged, never thrown into a menu. */
export const createShellActions = (deps: ShellActionsDeps): ShellActions => {
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      deps.logger.warn('a menu could not do what was chosen', { what, error: String(error) })
    }
  }
  const openPath = async (path: string): Promise<void> => {
    const problem = await deps.openPath(path)
    if (problem !== '') throw new Error(problem)
  }
  return {
    open: deps.show,
    openVideosFolder: () =>
      void attempt('openVideosFolder', async () => openPath((await deps.ask('settings.get', {})).videosDir)),
    openDataFolder: () => void attempt('openDataFolder', () => openPath(deps.dataDir)),
    licences: () => void attempt('licences', () => openPath(deps.licencesPath)),
    documentation: () => deps.openExternal(deps.documentationUrl),
    saveDiagnostics: () => void attempt('saveDiagnostics', deps.saveDiagnostics),
    checkForUpdates: () => {
      deps.showSettings()
      void attempt('checkForUpdates', deps.checkForUpdates)
    },
  }
}
