import { describe, expect, it } from 'vitest'
import { acceleratorOf, shownKeys } from '../../../../electron/desktop/menu/accelerator.ts'
import { PAGE_COMMANDS } from '../../../../shared/commands/pageCommands.ts'
import type { CommandFacts } from '../../../../shared/commands/command.ts'

describe('a shortcut as Electron writes it', () => {
  it.each([
    ['Mod+Shift+Enter', 'CommandOrControl+Shift+Return'],
    ['Mod+K', 'CommandOrControl+K'],
    ['Alt+Up', 'Alt+Up'],
    ['Shift+Home', 'Shift+Home'],
    ['Mod+,', 'CommandOrControl+,'],
    ['Mod++', 'CommandOrControl+Plus'],
    ['+', 'Plus'],
    ['Mod+Alt+-', 'CommandOrControl+Alt+-'],
    ['Space', 'Space'],
    ['F1', 'F1'],
    ['Mod+F12', 'CommandOrControl+F12'],
    ['4', '4'],
  ])('%s is %s', (shortcut, accelerator) => {
    expect(acceleratorOf(shortcut)).toBe(accelerator)
  })

  it.each(['?', '/', '[', 'Mod+Ö', 'Mod+ß', 'MediaPlayPause', 'F25', 'ContextMenu', '', 'Mod+'])(
    'is nothing for %s, which Electron does not know or another keyboard has elsewhere',
    (shortcut) => {
      expect(acceleratorOf(shortcut)).toBeNull()
    },
  )
})

describe('the keys that a menu shows', () => {
  it('are only shown on Windows and Linux, as the page listens to them itself', () => {
    expect(shownKeys(['J'], 'win32')).toEqual({ accelerator: 'J', registerAccelerator: false })
    expect(shownKeys(['Mod+K'], 'win32')).toEqual({ accelerator: 'CommandOrControl+K', registerAccelerator: false })
  })

  it('are the ones with a modifier, where there are several', () => {
    expect(shownKeys(['4', 'Mod+,'], 'win32')?.accelerator).toBe('CommandOrControl+,')
    expect(shownKeys(['?', 'F1'], 'win32')?.accelerator).toBe('F1')
    expect(shownKeys(['?'], 'win32')).toBeNull()
    expect(shownKeys([], 'win32')).toBeNull()
  })

  it('are none on a Mac that would write or move something while a person types: the menu would take them', () => {
    for (const keys of ['J', 'Space', 'Delete', 'Backspace', 'Alt+Up', 'Shift+Home', 'Escape', ',']) {
      expect(shownKeys([keys], 'darwin'), keys).toBeNull()
    }
    expect(shownKeys(['4', 'Mod+,'], 'darwin')).toEqual({ accelerator: 'CommandOrControl+,' })
    expect(shownKeys(['?', 'F1'], 'darwin')).toEqual({ accelerator: 'F1' })
  })

  it('leave the keys of a Mac’s own menus to those', () => {
    expect(shownKeys(['Mod+A'], 'darwin')).toBeNull()
    expect(shownKeys(['Mod+C'], 'darwin')).toBeNull()
    expect(shownKeys(['Mod+Q', 'Mod+Y'], 'darwin')).toEqual({ accelerator: 'CommandOrControl+Y' })
  })

  it('leave those of the roles to them on every system, and only where they are', () => {
    for (const platform of ['win32', 'linux'] as const) {
      for (const keys of ['Mod+A', 'Mod+C', 'Mod+W', 'F11']) expect(shownKeys([keys], platform), keys).toBeNull()
    }
    expect(shownKeys(['Mod+Q'], 'linux')).toBeNull()
    expect(shownKeys(['Mod+Q'], 'win32')?.accelerator).toBe('CommandOrControl+Q')
    expect(shownKeys(['Mod+Y'], 'win32')).toBeNull()
    expect(shownKeys(['F11'], 'darwin')?.accelerator).toBe('F11')
  })

  it('are never the same for two commands of a Mac’s menu', () => {
    const shown = Object.values<CommandFacts>(PAGE_COMMANDS)
      .map(({ keys }) => shownKeys(keys ?? [], 'darwin')?.accelerator)
      .filter((accelerator) => accelerator !== undefined)
    expect(shown.length).toBeGreaterThan(10)
    expect(new Set(shown).size).toBe(shown.length)
  })
})
