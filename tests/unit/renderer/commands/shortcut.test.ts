import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { COMMANDS } from '../../../../renderer/src/commands/registry.ts'
import { isSafeWhileTyping, readPress, writeShortcut, type KeyPress } from '../../../../shared/commands/shortcut.ts'
import { createShortcuts } from '../../../../renderer/src/commands/shortcuts.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../renderer/src/stores/preferencesStore.ts'

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})

describe('a key press', () => {
  it('is named by its modifiers in one order, with Cmd as Mod on a Mac and Ctrl elsewhere', () => {
    expect(readPress(press('k', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+K')
    expect(readPress(press('k', { metaKey: true }), true)).toBe('Mod+K')
    expect(readPress(press('ArrowUp', { altKey: true }), false)).toBe('Alt+Up')
    expect(readPress(press(' '), false)).toBe('Space')
  })

  it('names signs by themselves, whatever it takes to type them', () => {
    expect(readPress(press('?', { shiftKey: true }), false)).toBe('?')
    expect(readPress(press('/', { shiftKey: true }), false)).toBe('/')
    expect(readPress(press('Home', { shiftKey: true }), false)).toBe('Shift+Home')
  })

  it('is nothing for a modifier alone, or with one that no shortcut uses', () => {
    expect(readPress(press('Shift', { shiftKey: true }), false)).toBeNull()
    expect(readPress(press('k', { ctrlKey: true }), true)).toBeNull()
    expect(readPress(press('k', { metaKey: true }), false)).toBeNull()
  })
})

describe('a shortcut', () => {
  it('is written as the system’s people read it', () => {
    expect(writeShortcut('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter')
    expect(writeShortcut('Mod+Shift+Enter', true)).toBe('⇧⌘↩')
    expect(writeShortcut('Alt+Up', false)).toBe('Alt+↑')
    expect(writeShortcut('Mod++', false)).toBe('Ctrl++')
  })

  it('may act while one types only if it writes nothing', () => {
    expect(isSafeWhileTyping('Mod+K')).toBe(true)
    expect(isSafeWhileTyping('Alt+Up')).toBe(false)
    expect(isSafeWhileTyping('R')).toBe(false)
  })
})

describe('the registry', () => {
  const shortcutsWith = (own: Preferences['shortcuts'] = {}) =>
    createShortcuts(
      COMMANDS,
      createStore<Preferences>(() => ({ ...DEFAULT_PREFERENCES, shortcuts: own })),
      false,
    )

  it('names each command once, and no two that could be meant by the same press', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length)
    const shortcuts = shortcutsWith()
    const clashes = COMMANDS.flatMap((command) =>
      shortcuts
        .keysOf(command)
        .flatMap((keys) => shortcuts.conflicts(command, keys).map((other) => `${command.id} and ${other.id}: ${keys}`)),
    )
    expect(clashes).toEqual([])
  })

  it('starts only what is active in this place', () => {
    const shortcuts = shortcutsWith()
    const up = press('ArrowUp', { altKey: true })
    expect(shortcuts.match(up, new Set(['queue'])).map(({ id }) => id)).toEqual(['moveUp'])
    expect(shortcuts.match(up, new Set(['library']))).toEqual([])
  })

  it('prefers the person’s own keys, and an empty list means none', () => {
    const shortcuts = shortcutsWith({ moveUp: ['Mod+U'], moveDown: [] })
    expect(shortcuts.hint('moveUp')).toBe('Ctrl+U')
    expect(shortcuts.hint('moveDown')).toBeUndefined()
    expect(shortcuts.match(press('ArrowUp', { altKey: true }), new Set(['queue']))).toEqual([])
  })
})
