import { describe, expect, it } from 'vitest'
import { APPLICATION_MENU, TRAY_MENU, type MenuLine } from '../../../../shared/commands/menus.ts'
import { PAGE_COMMANDS } from '../../../../shared/commands/pageCommands.ts'
import { SHELL_COMMANDS } from '../../../../shared/commands/shellCommands.ts'
import { commands as german } from '../../../../shared/commands/texts/de.ts'
import { commands as english } from '../../../../shared/commands/texts/en.ts'

const idsIn = (lines: readonly MenuLine[], on: 'mac' | 'others'): string[] =>
  lines.flatMap((line) => {
    if (line === '-') return []
    if (typeof line === 'string') return [line]
    return 'on' in line && line.on !== on ? [] : idsIn(line.lines, on)
  })

describe('the registry of commands', () => {
  it('gives each of the page’s commands one place in the application menu of every system', () => {
    for (const on of ['mac', 'others'] as const) {
      const placed = idsIn(APPLICATION_MENU, on)
      expect(placed.filter((id) => id in PAGE_COMMANDS).sort()).toEqual(Object.keys(PAGE_COMMANDS).sort())
      expect(new Set(placed).size).toBe(placed.length)
    }
  })

  it('gives each of the shell’s commands a place somewhere', () => {
    const placed = new Set([...idsIn(APPLICATION_MENU, 'mac'), ...idsIn(APPLICATION_MENU, 'others'), ...TRAY_MENU])
    expect(Object.keys(SHELL_COMMANDS).filter((id) => !placed.has(id))).toEqual([])
  })

  it('calls no two commands the same', () => {
    expect(Object.keys(SHELL_COMMANDS).filter((id) => id in PAGE_COMMANDS)).toEqual([])
  })

  it('names every command in both languages, each command differently from the others of its group', () => {
    for (const texts of [english, german]) {
      for (const group of Object.keys(texts.groups)) {
        const names = Object.entries(PAGE_COMMANDS)
          .filter(([, facts]) => facts.group === group)
          .map(([id]) => texts[id as keyof typeof PAGE_COMMANDS])
        expect(
          names.every((name) => name !== ''),
          group,
        ).toBe(true)
        expect(new Set(names).size, group).toBe(names.length)
      }
    }
  })
})
