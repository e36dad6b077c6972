import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SHELL_MEMORY, openShellStore, parseShellMemory } from '../../../electron/desktop/shellStore.ts'
import { createMemoryLogger } from '../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../fakes/tempFolder.ts'

const BOUNDS = { x: -100, y: 20, width: 900, height: 600 }

describe('openShellStore', () => {
  it('starts with the defaults where nothing is kept, and says nothing about it', async () => {
    await using folder = await makeTempFolder()
    const logger = createMemoryLogger()
    const store = openShellStore(join(folder.path, 'shell.json'), logger)
    expect(store.get()).toEqual(DEFAULT_SHELL_MEMORY)
    expect(logger.lines).toEqual([])
  })

  it('keeps changes over a restart, and leaves nothing else in the folder', async () => {
    await using temporary = await makeTempFolder()
    const folder = temporary.path
    const path = join(folder, 'new', 'shell.json')
    const store = openShellStore(path, createMemoryLogger())
    store.set({ bounds: BOUNDS })
    store.set({ hasToldAboutTray: true, language: 'de' })
    const expected = { ...DEFAULT_SHELL_MEMORY, bounds: BOUNDS, hasToldAboutTray: true, language: 'de' }
    expect(store.get()).toEqual(expected)
    expect(openShellStore(path, createMemoryLogger()).get()).toEqual(expected)
    expect(readdirSync(join(folder, 'new'))).toEqual(['shell.json'])
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it.each(['', '{', 'null', '[]', '"x"', '{"bounds":'])('takes the defaults for %j', async (text) => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'shell.json')
    writeFileSync(path, text)
    expect(openShellStore(path, createMemoryLogger()).get()).toEqual(DEFAULT_SHELL_MEMORY)
  })

  it('goes on with what it knows when the disk refuses', async () => {
    await using temporary = await makeTempFolder()
    const folder = temporary.path
    writeFileSync(join(folder, 'file'), '')
    const logger = createMemoryLogger()
    const store = openShellStore(join(folder, 'file', 'shell.json'), logger)
    store.set({ isMaximized: true })
    expect(store.get().isMaximized).toBe(true)
    expect(logger.lines.map(({ level }) => level)).toContain('warn')
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('')
  })
})

describe('a shell.json that cannot be replaced', () => {
  it('leaves no draft behind', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'shell.json')
    mkdirSync(path)
    const logger = createMemoryLogger()
    openShellStore(path, logger).set({ isMaximized: true })
    expect(logger.lines.map(({ level }) => level)).toContain('warn')
    expect(readdirSync(folder.path)).toEqual(['shell.json'])
  })
})

describe('parseShellMemory', () => {
  it('keeps each value that makes sense, whatever is wrong with the others', () => {
    const settings = { staysInTray: false, keepsAwake: 'no', updateChannel: 'beta', checksForUpdates: 0, more: 1 }
    expect(
      parseShellMemory({ bounds: BOUNDS, isMaximized: 'yes', isFullScreen: true, settings, language: 'fr' }),
    ).toEqual({
      ...DEFAULT_SHELL_MEMORY,
      bounds: BOUNDS,
      isFullScreen: true,
      settings: { ...DEFAULT_SHELL_MEMORY.settings, staysInTray: false, updateChannel: 'beta' },
    })
  })

  it.each<unknown>([
    { ...BOUNDS, x: 1.5 },
    { ...BOUNDS, width: 0 },
    { ...BOUNDS, height: -5 },
    { ...BOUNDS, y: 1e12 },
    { ...BOUNDS, x: null },
    { ...BOUNDS, width: '900' },
    [[1, 2, 3, 4]],
    'everywhere',
  ])('forgets bounds that no window can have: %j', (bounds) => {
    expect(parseShellMemory({ bounds }).bounds).toBeNull()
  })
})
