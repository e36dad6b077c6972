import { describe, expect, it } from 'vitest'
import type { ShellActions } from '../../../../electron/desktop/menu/chooseCommand.ts'
import { createRunCommand } from '../../../../electron/desktop/menu/runCommand.ts'
import { PALETTE_SHELL_COMMANDS } from '../../../../shared/commands/shellCommands.ts'

/** A shell that writes down what was done. */
const openShell = ({ hasWindow = true } = {}) => {
  const done: string[] = []
  const note = (what: string) => (): void => void done.push(what)
  const actions: ShellActions = {
    open: note('open'),
    openVideosFolder: note('openVideosFolder'),
    openDataFolder: note('openDataFolder'),
    checkForUpdates: note('checkForUpdates'),
    saveDiagnostics: note('saveDiagnostics'),
    documentation: note('documentation'),
    licences: note('licences'),
  }
  let isFull = false
  const window = {
    close: note('closeWindow'),
    minimize: note('minimize'),
    isFullScreen: () => isFull,
    setFullScreen: (next: boolean) => {
      isFull = next
      done.push('toggleFullScreen')
    },
  }
  const run = createRunCommand({
    actions,
    window: () => (hasWindow ? window : null),
    quit: note('quit'),
    showAbout: note('about'),
  })
  return { run, done, isFull: () => isFull }
}

describe('a command of the shell that the palette asks for', () => {
  it.each(PALETTE_SHELL_COMMANDS)('does what the menu does: %s', (commandId) => {
    const { run, done } = openShell()
    run(commandId)
    expect(done).toEqual([commandId])
  })

  it('goes to full screen and back', () => {
    const { run, isFull } = openShell()
    run('toggleFullScreen')
    expect(isFull()).toBe(true)
    run('toggleFullScreen')
    expect(isFull()).toBe(false)
  })

  it('is nothing where its window has gone meanwhile', () => {
    const { run, done } = openShell({ hasWindow: false })
    for (const commandId of ['toggleFullScreen', 'closeWindow', 'minimize'] as const) run(commandId)
    expect(done).toEqual([])
  })
})
