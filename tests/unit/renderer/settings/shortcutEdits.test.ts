import { describe, expect, it } from 'vitest'
import type { Command } from '../../../../renderer/src/commands/command.ts'
import { createShortcuts } from '../../../../renderer/src/commands/shortcuts.ts'
import {
  addKeys,
  findCommands,
  isChanged,
  judgePress,
  keysNow,
  removeKeys,
  resetKeys,
  takeKeys,
  type OwnKeys,
} from '../../../../renderer/src/features/settings/shortcuts/shortcutEdits.ts'
import { DEFAULT_PREFERENCES } from '../../../../renderer/src/stores/preferencesStore.ts'
import { createStore } from 'zustand/vanilla'

const command = (id: Command['id'], scope: Command['scope'], keys: string[]): Command => ({
  id,
  group: 'go',
  scope,
  keys,
  run: () => {},
})
const queue = command('goQueue', 'workbench', ['1'])
const library = command('goLibrary', 'workbench', ['2'])
const palette = command('palette', 'everywhere', ['Mod+K'])
const front = command('toFront', 'queue', ['Shift+Home'])
const ALL = [queue, library, palette, front]

const shortcutsWith = (own: OwnKeys) =>
  createShortcuts(
    ALL,
    createStore(() => ({ ...DEFAULT_PREFERENCES, shortcuts: own })),
    false,
  )

describe('changing the keys of a command', () => {
  it('keeps several, in the order in which they were given, none twice', () => {
    const own = addKeys(addKeys({}, queue, 'Q'), queue, 'Q')
    expect(keysNow(own, queue)).toEqual(['1', 'Q'])
    expect(isChanged(own, queue)).toBe(true)
    expect(keysNow(own, library)).toEqual(['2'])
  })

  it('can leave a command without any', () => {
    const own = removeKeys({}, queue, '1')
    expect(keysNow(own, queue)).toEqual([])
    expect(own).toEqual({ goQueue: [] })
  })

  it('forgets what is as usual again, so that a later version can bring better keys', () => {
    expect(removeKeys(addKeys({}, queue, 'Q'), queue, 'Q')).toEqual({})
    expect(resetKeys({ goQueue: ['Q'], goLibrary: ['L'] }, queue)).toEqual({ goLibrary: ['L'] })
  })

  it('takes keys away from whoever had them', () => {
    const own = takeKeys({}, queue, '2', [library])
    expect(keysNow(own, queue)).toEqual(['1', '2'])
    expect(keysNow(own, library)).toEqual([])
    expect(shortcutsWith(own).conflicts(queue, '2')).toEqual([])
  })
})

describe('recording a press', () => {
  const judge = (keys: string | null, wanted: Command, own: OwnKeys = {}) =>
    judgePress(keys, wanted, shortcutsWith(own))

  it('waits through modifiers, and Escape calls it off', () => {
    expect(judge(null, queue)).toEqual({ kind: 'waiting' })
    expect(judge('Escape', queue)).toEqual({ kind: 'cancelled' })
  })

  it('takes what nobody has', () => {
    expect(judge('Mod+Shift+Q', queue)).toEqual({ kind: 'recorded', keys: 'Mod+Shift+Q' })
  })

  it('names who has it, also where only one of the two places is the same', () => {
    expect(judge('2', queue)).toEqual({ kind: 'conflict', keys: '2', others: [library] })
    expect(judge('Shift+Home', queue)).toEqual({ kind: 'conflict', keys: 'Shift+Home', others: [front] })
    expect(judge('X', queue, { goLibrary: ['X'] })).toMatchObject({ kind: 'conflict', others: [library] })
  })

  it('knows what the command has already', () => {
    expect(judge('1', queue)).toEqual({ kind: 'known', keys: '1' })
  })

  it('refuses a bare key to a command that also works while the person types', () => {
    expect(judge('P', palette)).toEqual({ kind: 'needsMod', keys: 'P' })
    expect(judge('Mod+P', palette)).toEqual({ kind: 'recorded', keys: 'Mod+P' })
  })
})

describe('finding a command', () => {
  it('wants all words, in any order and case', () => {
    const text = (one: Command): string => `${one.id} ${one.keys?.join(' ')}`
    expect(findCommands(ALL, 'mod+k PALETTE', text)).toEqual([palette])
    expect(findCommands(ALL, '  ', text)).toEqual(ALL)
    expect(findCommands(ALL, 'palette queue', text)).toEqual([])
  })
})
