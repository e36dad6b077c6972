import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../../../renderer/src/commands/command.ts'
import { runCommand } from '../../../../renderer/src/commands/runCommand.ts'
import { createNavigation } from '../../../../renderer/src/stores/navigationStore.ts'
import type { Screen } from '../../../../renderer/src/stores/screen.ts'

/** A page with these commands, of which it writes down which ran. */
const pageWith = (...facts: (Pick<Command, 'id' | 'scope'> & Partial<Command>)[]) => {
  const ran: string[] = []
  const commands = facts.map((fact): Command => ({ group: 'go', run: () => void ran.push(fact.id), ...fact }))
  const navigation = createNavigation()
  // The rest of a screen is the commands' own business.
  return { ran, navigation, screen: { commands, navigation } as unknown as Screen }
}

let dialog: object | null = null
let frames: (() => void)[] = []

beforeEach(() => {
  dialog = null
  frames = []
  vi.stubGlobal('document', { querySelector: () => dialog })
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a command that a menu of the system asks for', () => {
  it('runs where it can act', () => {
    const { screen, ran } = pageWith({ id: 'goLibrary', scope: 'workbench' })
    runCommand(screen, 'goLibrary')
    expect(ran).toEqual(['goLibrary'])
  })

  it('is nothing while it can’t act, or where no command is called that', () => {
    const { screen, ran } = pageWith({ id: 'resumeQueue', scope: 'workbench', isAvailable: () => false })
    runCommand(screen, 'resumeQueue')
    runCommand(screen, 'constructor')
    expect(ran).toEqual([])
  })

  it('leaves a person alone who is in the middle of a dialog, except for what works everywhere', () => {
    dialog = {}
    const { screen, ran } = pageWith({ id: 'goLibrary', scope: 'workbench' }, { id: 'palette', scope: 'everywhere' })
    runCommand(screen, 'goLibrary')
    runCommand(screen, 'palette')
    expect(ran).toEqual(['palette'])
  })

  it('closes the player for what is done in the workbench, and then runs', () => {
    const { screen, ran, navigation } = pageWith({ id: 'writePrompt', scope: 'workbench' })
    navigation.play('job-1', 'library')
    runCommand(screen, 'writePrompt')
    expect(navigation.store.getState().playing).toBeNull()
    expect(ran).toEqual([])
    for (const frame of frames) frame()
    expect(ran).toEqual(['writePrompt'])
  })

  it('leaves the player open for what is the player’s own', () => {
    const { screen, ran, navigation } = pageWith({ id: 'player_toggle', scope: 'player' })
    navigation.play('job-1', 'library')
    runCommand(screen, 'player_toggle')
    expect(navigation.store.getState().playing).not.toBeNull()
    expect(ran).toEqual(['player_toggle'])
  })
})
