import { describe, expect, it } from 'vitest'
import type { MenuEntry } from '../../../../electron/desktop/menu/menuEntry.ts'
import { menuTemplate } from '../../../../electron/desktop/menu/menuTemplate.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import { roleDefaults } from '../../../standIn/system/menuRoles.ts'

const PLATFORMS = ['win32', 'linux', 'darwin'] as const

const templateFor = (platform: NodeJS.Platform): MenuEntry[] =>
  menuTemplate({
    platform,
    isDevelopment: true,
    translate: createTranslate('en'),
    shortcuts: {},
    state: { isPaused: false, hasFailed: false },
  })

/** Electron takes several spellings for the same keys. */
const sameSpelling = (accelerator: string, platform: NodeJS.Platform): string =>
  accelerator
    .split('+')
    .map((part) => part.replace(/^(CommandOrControl|CmdOrCtrl)$/, platform === 'darwin' ? 'Command' : 'Control'))
    .map((part) =>
      part
        .replace(/^Ctrl$/, 'Control')
        .replace(/^Cmd$/, 'Command')
        .replace(/^Option$/, 'Alt'),
    )
    .sort()
    .join('+')

interface Keyed {
  menu: string
  label: string
  keys: string
  isOfRole: boolean
}

const keyed = (entries: readonly MenuEntry[], platform: NodeJS.Platform, menu = ''): Keyed[] =>
  entries.flatMap(({ label = '', role, accelerator, submenu }) => {
    const shown = accelerator ?? (role === undefined ? undefined : roleDefaults(role, platform).accelerator)
    return [
      ...(shown === undefined
        ? []
        : [{ menu, label, keys: sameSpelling(shown, platform), isOfRole: role !== undefined }]),
      ...keyed(submenu ?? [], platform, label),
    ]
  })

describe.each(PLATFORMS)('the keys in the menus of %s', (platform) => {
  const lines = keyed(templateFor(platform), platform)

  it('stand once in each menu', () => {
    const twice = lines.filter((line) =>
      lines.some((other) => other !== line && other.menu === line.menu && other.keys === line.keys),
    )
    expect(twice).toEqual([])
  })

  it('of a role are those of no other line anywhere', () => {
    const ofRoles = lines.filter(({ isOfRole }) => isOfRole)
    expect(ofRoles.length).toBeGreaterThan(10)
    const clashes = ofRoles.flatMap((line) => lines.filter((other) => other !== line && other.keys === line.keys))
    expect(clashes).toEqual([])
  })
})

describe('the keys that a role brings', () => {
  it.each([
    ['quit', undefined, 'CommandOrControl+Q', 'CommandOrControl+Q'],
    ['redo', 'Control+Y', 'Shift+CommandOrControl+Z', 'Shift+CommandOrControl+Z'],
    ['togglefullscreen', 'F11', 'F11', 'Control+Command+F'],
    ['toggleDevTools', 'Ctrl+Shift+I', 'Ctrl+Shift+I', 'Alt+Command+I'],
  ] as const)('are those of each system for %s', (role, ...expected) => {
    expect(PLATFORMS.map((platform) => roleDefaults(role, platform).accelerator)).toEqual(expected)
  })
})
