import { describe, expect, it, vi } from 'vitest'
import { coloursFor } from '../../../../renderer/src/desktop/followAccent.ts'
import { toFile } from '../../../../renderer/src/desktop/openedFiles.ts'
import { tellShell } from '../../../../renderer/src/desktop/tellShell.ts'
import { whenShown } from '../../../../renderer/src/desktop/whenShown.ts'
import { createScreen } from '../../../../renderer/src/stores/screen.ts'
import { createShellStore } from '../../../../renderer/src/stores/shellStore.ts'
import type { ShellState } from '../../../../shared/shell/shellContract.ts'
import { answer, createFakeBridge, createFakeShell, fakeShellState } from '../../../fakes/fakeBridge.ts'
import { createFakeLibrary, fakeJobs } from '../../../fakes/fakeLibrary.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const open = (kept: unknown = null) => {
  const timers = createFakeTimers()
  const shell = createFakeShell({ 'shell.state': () => answer(fakeShellState()) })
  const bridge = createFakeBridge(createFakeLibrary(fakeJobs(3)).handlers, 'live', shell)
  const mirror = { getItem: () => JSON.stringify(kept), setItem: () => {} }
  const placeMemory = { getItem: () => null, setItem: () => {} }
  const screen = createScreen({ bridge, timers, mirror, placeMemory, commands: [], isMac: false })
  return { screen, shell, timers, bridge }
}

describe('what the page tells the shell', () => {
  it('is theme, language and keys at the start, and each of them again when it changes', () => {
    const { screen, shell } = open({ preferences: { theme: 'dark', language: 'de', shortcuts: { palette: ['F2'] } } })
    const stop = tellShell(screen, shell)
    expect(shell.requests).toEqual([
      { route: 'shell.setTheme', input: { theme: 'dark' } },
      { route: 'shell.setWords', input: { language: 'de', shortcuts: { palette: ['F2'] } } },
    ])
    screen.preferences.set({ theme: 'light' })
    screen.preferences.set({ density: 'compact' })
    screen.preferences.set({ shortcuts: {} })
    stop()
    screen.preferences.set({ theme: 'system' })
    expect(shell.requests.slice(2)).toEqual([
      { route: 'shell.setTheme', input: { theme: 'light' } },
      { route: 'shell.setWords', input: { language: 'de', shortcuts: {} } },
    ])
  })

  it('is that it is ready once its first list is there and painted, and only once', async () => {
    const { screen, timers } = open()
    const ready = vi.fn()
    whenShown(screen, timers, ready)
    screen.start()
    timers.frame()
    timers.frame()
    expect(ready).not.toHaveBeenCalled()
    await settled()
    timers.frame()
    expect(ready).not.toHaveBeenCalled()
    timers.frame()
    expect(ready).toHaveBeenCalledOnce()
    screen.navigation.show('activity')
    timers.frame()
    timers.frame()
    expect(ready).toHaveBeenCalledOnce()
  })

  it('is that it is ready at once where a view without a list is on show', async () => {
    const { screen, timers } = open()
    screen.navigation.show('settings')
    const ready = vi.fn()
    whenShown(screen, timers, ready)
    screen.start()
    await settled()
    timers.frame()
    timers.frame()
    expect(ready).toHaveBeenCalledOnce()
  })
})

describe('what the shell says of itself', () => {
  it('is asked for at the start and follows its events', async () => {
    const { screen, shell } = open()
    screen.start()
    await settled()
    expect(screen.shell?.store.getState().shell).toEqual(fakeShellState())
    const next = fakeShellState({ accentColor: '#e8590c' })
    shell.emit({ type: 'shell.changed', data: next })
    expect(screen.shell?.store.getState().shell).toEqual(next)
  })

  it('is what an event said, where an older answer comes later', async () => {
    let release = (_state: ShellState): void => {}
    const shell = createFakeShell({
      'shell.configure': () =>
        new Promise((resolve) => {
          release = (state) => resolve(answer(state))
        }),
      'shell.state': () => answer(fakeShellState()),
    })
    const store = createShellStore(shell)
    store.start()
    await settled()
    const configured = store.configure({ updateChannel: 'beta' })
    const newest = fakeShellState({ update: { status: 'checking' } })
    shell.emit({ type: 'shell.changed', data: newest })
    release(fakeShellState())
    expect((await configured).ok).toBe(true)
    expect(store.store.getState().shell).toEqual(newest)
  })

  it('is nothing in a browser', () => {
    const bridge = createFakeBridge({})
    const memory = { getItem: () => null, setItem: () => {} }
    const screen = createScreen({
      bridge,
      timers: createFakeTimers(),
      mirror: memory,
      placeMemory: memory,
      commands: [],
      isMac: false,
    })
    expect(screen.shell).toBeNull()
  })
})

describe('the accent', () => {
  it('is the system’s where it has one and the person wants it', () => {
    expect(Object.keys(coloursFor('system', '#E8590C'))).toContain('--color-accent')
  })

  it.each([
    ['dailies', '#e8590c'],
    ['system', null],
    ['system', 'orange'],
    ['system', '#e8590cff'],
  ] as const)('is Dailies’ own for %s and %s', (choice, accentColor) => {
    expect(coloursFor(choice, accentColor)).toEqual({})
  })
})

describe('a file that came through the shell', () => {
  it('is as if it had been dropped', async () => {
    const file = toFile({ name: 'Still 1.PNG', base64: btoa('\u0089PNG') })
    expect([file.name, file.type, file.size]).toEqual(['Still 1.PNG', 'image/png', 4])
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect(toFile({ name: 'shots.csv', base64: btoa('a,b') }).type).toBe('')
    expect(toFile({ name: 'png', base64: '' }).size).toBe(0)
  })
})
