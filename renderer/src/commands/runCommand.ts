import type { Screen } from '../stores/screen.ts'
import type { Command } from './command.ts'
import { activeScopes } from './keyboard.ts'

/**
 * Runs a command that a menu outside of the page asks for, if it can act now. The player gives way to what is done in
 * the workbench; an open dialog does not, as its person is in the middle of something.
 */
export const runCommand = (screen: Screen, commandId: string): void => {
  const command = screen.commands.find(({ id }) => id === commandId)
  if (command === undefined) return
  const { navigation } = screen
  if (command.scope === 'player' || command.scope === 'everywhere') runNow(screen, command)
  else if (navigation.store.getState().playing !== null) {
    navigation.stopPlaying()
    // After the player has given the focus back, so that the command can take it elsewhere.
    requestAnimationFrame(() => runNow(screen, command))
  } else if (activeScopes(screen).has('workbench')) runNow(screen, command)
}

const runNow = (screen: Screen, command: Command): void => {
  if (command.isAvailable?.(screen) ?? true) command.run(screen)
}
