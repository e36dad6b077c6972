import { describe, expect, it } from 'vitest'
import { dockMenu } from '../../../../electron/desktop/menu/dockMenu.ts'
import {
  plainLabel,
  tidied,
  toTemplate,
  type MenuChoice,
  type MenuEntry,
} from '../../../../electron/desktop/menu/menuEntry.ts'
import { menuTemplate, type MenuInput } from '../../../../electron/desktop/menu/menuTemplate.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'

const english = createTranslate('en')
const inputFor = (platform: NodeJS.Platform, changes: Partial<MenuInput> = {}): MenuInput => ({
  platform,
  isDevelopment: false,
  translate: english,
  shortcuts: {},
  state: { isPaused: false, hasFailed: false },
  ...changes,
})

const labels = (entries: readonly MenuEntry[] | undefined): (string | undefined)[] =>
  (entries ?? []).map(({ label, type }) => label ?? type)
const under = (entries: readonly MenuEntry[], ...path: string[]): MenuEntry | undefined => {
  const [first, ...rest] = path
  const found = entries.find(({ label }) => label === first)
  return rest.length === 0 ? found : under(found?.submenu ?? [], ...rest)
}
const all = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => [entry, ...all(entry.submenu ?? [])])

describe('the application menu', () => {
  it('has the menus that people of each system look for', () => {
    const others = ['&File', '&Edit', '&View', '&Queue', '&Take', '&Window', '&Help']
    expect(labels(menuTemplate(inputFor('win32')))).toEqual(others)
    expect(labels(menuTemplate(inputFor('linux')))).toEqual(others)
    expect(labels(menuTemplate(inputFor('darwin')))).toEqual([
      'Dailies',
      ...others.map((label) => label.replace('&', '')),
    ])
  })

  it('has the app’s own menu on a Mac, with settings and quit in it and nowhere else', () => {
    const menu = menuTemplate(inputFor('darwin'))
    expect(labels(under(menu, 'Dailies')?.submenu)).toEqual([
      'About Dailies',
      'separator',
      'Check for updates…',
      'Settings…',
      'separator',
      'Services',
      'separator',
      'Hide Dailies',
      'Hide others',
      'Show all',
      'separator',
      'Quit Dailies',
    ])
    expect(under(menu, 'Dailies', 'Settings…')).toMatchObject({ accelerator: 'CommandOrControl+,' })
    expect(under(menu, 'Dailies', 'Services')).toEqual({ label: 'Services', role: 'services' })
    expect(all(menu).filter(({ role }) => role === 'quit')).toHaveLength(1)
    expect(under(menu, 'Window')?.role).toBe('window')
    expect(under(menu, 'Help')?.role).toBe('help')
  })

  it('quits from the file menu elsewhere, and says it as each system does', () => {
    expect(under(menuTemplate(inputFor('win32')), '&File', 'Exit')).toEqual({ label: 'Exit', role: 'quit' })
    expect(under(menuTemplate(inputFor('linux')), '&File', 'Quit Dailies')?.role).toBe('quit')
    expect(labels(under(menuTemplate(inputFor('linux')), '&Help')?.submenu)).toEqual([
      'Documentation',
      'Keyboard shortcuts',
      'separator',
      'Save a diagnostics bundle…',
      'Open the data folder',
      'separator',
      'Licences',
      'Check for updates…',
      'About Dailies',
    ])
  })

  it('leaves editing text to the system’s own roles', () => {
    const roles = (under(menuTemplate(inputFor('linux')), '&Edit')?.submenu ?? []).flatMap(({ role }) => role ?? [])
    expect(roles).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'])
  })

  it('has the tools of developers only where the app runs from its sources', () => {
    const rolesIn = (isDevelopment: boolean): unknown[] =>
      all(menuTemplate(inputFor('linux', { isDevelopment }))).map(({ role }) => role)
    expect(rolesIn(false)).not.toContain('reload')
    expect(rolesIn(false)).not.toContain('toggleDevTools')
    expect(rolesIn(true)).toContain('reload')
    expect(labels(under(menuTemplate(inputFor('linux')), '&View')?.submenu).at(-1)).toBe('Full screen')
  })

  it('shows the person’s own keys in place of the usual ones, and none where they want none', () => {
    const menu = menuTemplate(inputFor('linux', { shortcuts: { palette: ['Mod+P'], toggleNav: [] } }))
    expect(under(menu, '&View', 'Find a command')).toMatchObject({ accelerator: 'CommandOrControl+P' })
    expect(under(menu, '&View', 'Show or hide the navigation')).not.toHaveProperty('accelerator')
    expect(under(menu, '&View', 'Show or hide the inspector')).toMatchObject({ accelerator: 'CommandOrControl+I' })
  })

  it('registers no key of the page with the system, except for those of a Mac that write nothing', () => {
    const ofPage = (platform: NodeJS.Platform): MenuEntry[] =>
      all(menuTemplate(inputFor(platform))).filter(({ accelerator }) => accelerator !== undefined)
    expect(ofPage('win32').length).toBeGreaterThan(30)
    expect(ofPage('win32').filter(({ registerAccelerator }) => registerAccelerator !== false)).toEqual([])
    for (const { accelerator } of ofPage('darwin')) expect(accelerator).toMatch(/^CommandOrControl\+|^F\d+$/)
  })

  it('offers pause or resume, and a retry only of what has failed', () => {
    const enabled = (state: MenuInput['state'], label: string): boolean =>
      under(menuTemplate(inputFor('linux', { state })), '&Queue', label)?.enabled !== false
    const runs = { isPaused: false, hasFailed: false }
    expect(enabled(runs, 'Pause now')).toBe(true)
    expect(enabled(runs, 'Resume the queue')).toBe(false)
    expect(enabled(runs, 'Retry all failed jobs')).toBe(false)
    const paused = { isPaused: true, hasFailed: true }
    expect(enabled(paused, 'Pause after the running jobs')).toBe(false)
    expect(enabled(paused, 'Resume the queue')).toBe(true)
    expect(enabled(paused, 'Retry all failed jobs')).toBe(true)
  })

  it('speaks German throughout', () => {
    const menu = menuTemplate(inputFor('win32', { translate: createTranslate('de') }))
    expect(labels(menu)).toEqual([
      '&Datei',
      '&Bearbeiten',
      '&Ansicht',
      '&Warteschlange',
      '&Video',
      '&Fenster',
      '&Hilfe',
    ])
    const inEnglish = new Set(all(menuTemplate(inputFor('win32'))).map(({ label }) => label))
    const same = all(menu).flatMap(({ label }) => (label !== undefined && inEnglish.has(label) ? [label] : []))
    expect(same).toEqual([])
  })

  it('gives each menu another letter, and lets no label be taken for one', () => {
    for (const language of ['en', 'de'] as const) {
      const menu = menuTemplate(inputFor('win32', { translate: createTranslate(language) }))
      const letters = menu.map(({ label }) => /&(\w)/.exec(label ?? '')?.[1]?.toLowerCase())
      expect(new Set(letters).size).toBe(menu.length)
      expect(letters).not.toContain(undefined)
      const inside = menu.flatMap(({ submenu }) => all(submenu ?? []))
      expect(inside.filter(({ label }) => label?.includes('&'))).toEqual([])
    }
  })

  it('is the same data while nothing has changed', () => {
    expect(JSON.stringify(menuTemplate(inputFor('darwin')))).toBe(JSON.stringify(menuTemplate(inputFor('darwin'))))
  })
})

describe('the dock’s menu', () => {
  it('offers what makes sense now, without keys', () => {
    const menu = (isPaused: boolean): MenuEntry[] =>
      dockMenu(inputFor('darwin', { state: { isPaused, hasFailed: false } }))
    expect(labels(menu(false))).toEqual(['Write a prompt', 'Library', 'separator', 'Pause after the running jobs'])
    expect(labels(menu(true))).toEqual(['Write a prompt', 'Library', 'separator', 'Resume the queue'])
    expect(menu(false).filter((entry) => 'accelerator' in entry)).toEqual([])
  })
})

describe('entries of a menu', () => {
  it('have no separators at the ends or beside each other, and no empty submenus', () => {
    const line: MenuEntry = { type: 'separator' }
    const [one, two] = [{ label: 'one' }, { label: 'two' }]
    expect(tidied([line, one, line, { label: 'none', submenu: [] }, line, two, line])).toEqual([one, line, two])
    expect(tidied([line])).toEqual([])
  })

  it('keep the signs of a prompt', () => {
    expect(plainLabel('Salt & pepper')).toBe('Salt && pepper')
  })

  it('become what Electron builds from: a click says what was chosen, deep down, too', () => {
    const chosen: MenuChoice[] = []
    const choice: MenuChoice = { kind: 'job', jobId: 'job-1' }
    const [menu] = toTemplate([{ label: 'outer', submenu: [{ label: 'inner', choice }] }], (one) => chosen.push(one))
    const inner = Array.isArray(menu?.submenu) ? menu.submenu[0] : undefined
    expect(inner?.label).toBe('inner')
    expect(inner).not.toHaveProperty('choice')
    // Electron hands over more; a menu's line needs none of it.
    const click = inner?.click as (() => void) | undefined
    click?.()
    expect(chosen).toEqual([choice])
  })
})
