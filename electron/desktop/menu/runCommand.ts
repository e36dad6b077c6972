import type { PaletteShellCommandId } from '../../../shared/commands/shellCommands.ts'
import type { ShellActions } from './chooseCommand.ts'

interface CommandWindow {
  close(): void
  minimize(): void
  isFullScreen(): boolean
  setFullScreen(isFull: boolean): void
}

export interface RunCommandDeps {
  /** Those of the menus. */
  actions: ShellActions
  window(): CommandWindow | null
  quit(): void
  showAbout(): void
}

/** Does what a line of the menu with this command does; what a role does there is done here in its place. */
export const createRunCommand = ({ actions, window, quit, showAbout }: RunCommandDeps) => {
  const deeds: Readonly<Record<PaletteShellCommandId, () => void>> = {
    ...actions,
    about: showAbout,
    quit,
    toggleFullScreen: () => {
      const shown = window()
      shown?.setFullScreen(!shown.isFullScreen())
    },
    closeWindow: () => window()?.close(),
    minimize: () => window()?.minimize(),
  }
  return (commandId: PaletteShellCommandId): void => deeds[commandId]()
}
