import { describe, expect, it } from 'vitest'
import { createShellRouter } from '../../../../electron/desktop/ipc/shellRouter.ts'
import { createShellHandlers } from '../../../../electron/desktop/shellHandlers.ts'
import { createShellState } from '../../../../electron/desktop/shellState.ts'
import { DEFAULT_SHELL_MEMORY, type ShellMemory } from '../../../../electron/desktop/shellStore.ts'
import type { UpdateState } from '../../../../shared/shell/shellContract.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

/** The handlers behind their router, on a system that does as it is told. */
const open = ({ canOpenAtLogin = true } = {}) => {
  const logger = createMemoryLogger()
  let memory: ShellMemory = DEFAULT_SHELL_MEMORY
  const seen = { sent: [] as unknown[], asked: [] as unknown[], theme: '', words: [] as unknown[] }
  const system = {
    opens: false,
    isRefusing: false,
    accent: '#3584e4' as string | null,
    update: { status: 'checking' } as UpdateState,
  }
  const listeners = { accent: new Set<() => void>(), update: new Set<() => void>() }
  const listenTo = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener)
    return () => void set.delete(listener)
  }
  const store = { get: () => memory, set: (changes: Partial<ShellMemory>) => void (memory = { ...memory, ...changes }) }
  const loginItem = {
    canOpenAtLogin,
    opensAtLogin: async () => await Promise.resolve(system.opens),
    setOpensAtLogin: async (opens: boolean) => {
      if (system.isRefusing) throw new Error('denied')
      system.opens = opens
      await Promise.resolve()
    },
    refresh: async () => {},
  }
  const appearance = {
    accentColor: () => system.accent,
    onAccentChange: listenTo(listeners.accent),
    setTheme: (theme: string) => void (seen.theme = theme),
  }
  const updates = {
    state: () => system.update,
    onChange: listenTo(listeners.update),
    check: async () => void seen.asked.push('check'),
    download: () => void seen.asked.push('download'),
    install: () => void seen.asked.push('install'),
    settingsChanged: () => void seen.asked.push('settingsChanged'),
    start: () => {},
    stop: () => {},
  }
  const state = createShellState({
    store,
    loginItem,
    appearance,
    updates,
    versions: { electron: '45.4.1', chromium: '150' },
    send: (event) => seen.sent.push(event.data),
    logger,
  })
  const handle = createShellRouter(
    createShellHandlers({
      state,
      store,
      loginItem,
      appearance,
      updates,
      pageReady: () => void seen.asked.push('pageReady'),
      dragTakes: async (takeIds) => {
        seen.asked.push(takeIds)
        return takeIds.filter((takeId) => takeId.startsWith('gone'))
      },
      chooseFolder: async ({ folder }) => folder,
      openOutside: async (url) => url.startsWith('https://'),
      saveDiagnostics: async () => '/tmp/d.zip',
      runCommand: (commandId) => void seen.asked.push(commandId),
      setWords: (words) => seen.words.push(words),
      settingsChanged: (settings) => seen.asked.push(settings),
      logger,
    }),
    logger,
  )
  return { handle, seen, system, listeners, state, memory: () => memory }
}

describe('the settings of the shell', () => {
  it('are kept one by one, told to whoever acts on them, and to the page', async () => {
    const { handle, seen, memory } = open()
    const answer = await handle('shell.configure', { keepsAwake: false, updateChannel: 'beta' })
    expect(answer).toMatchObject({
      ok: true,
      data: { settings: { keepsAwake: false, updateChannel: 'beta', staysInTray: true } },
    })
    expect(memory().settings).toEqual({ ...DEFAULT_SHELL_MEMORY.settings, keepsAwake: false, updateChannel: 'beta' })
    expect(seen.asked).toEqual(['settingsChanged', memory().settings])
    expect(seen.sent.at(-1)).toMatchObject({ settings: { updateChannel: 'beta' } })
  })

  it('leave starting with the computer to the system, and read it back from there', async () => {
    const { handle, system, memory } = open()
    expect(await handle('shell.configure', { opensAtLogin: true })).toMatchObject({
      ok: true,
      data: { settings: { opensAtLogin: true } },
    })
    expect(JSON.stringify(memory())).not.toContain('opensAtLogin')
    system.opens = false
    expect(await handle('shell.state', {})).toMatchObject({
      data: { settings: { opensAtLogin: false }, canOpenAtLogin: true },
    })
  })

  it('are refused as a whole where the system refuses', async () => {
    const refusing = open()
    refusing.system.isRefusing = true
    const answer = await refusing.handle('shell.configure', { opensAtLogin: true, keepsAwake: false })
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict', field: 'opensAtLogin' } })
    expect(refusing.memory().settings.keepsAwake).toBe(true)
    const fixed = open({ canOpenAtLogin: false })
    expect(await fixed.handle('shell.configure', { opensAtLogin: true })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    })
  })
})

describe('the state of the shell', () => {
  it('is told to the page when the accent or the update changes, and no more after the end', async () => {
    const { seen, system, listeners, state } = open()
    system.accent = null
    for (const listener of listeners.accent) listener()
    system.update = { status: 'ready', version: '2', notes: '' }
    for (const listener of listeners.update) listener()
    expect(seen.sent).toMatchObject([{ accentColor: null }, { update: { status: 'ready' } }])
    state.stop()
    expect([...listeners.accent, ...listeners.update]).toEqual([])
  })
})

describe('the other requests to the shell', () => {
  it('go where they belong', async () => {
    const { handle, seen } = open()
    await handle('shell.ready', {})
    await handle('shell.dragTakes', { takeIds: ['take_1'] })
    await handle('shell.checkForUpdates', {})
    await handle('shell.downloadUpdate', {})
    await handle('shell.installUpdate', {})
    await handle('shell.setTheme', { theme: 'dark' })
    await handle('shell.setWords', { language: 'de', shortcuts: { send: ['Mod+Enter'] } })
    expect(seen.asked).toEqual(['pageReady', ['take_1'], 'check', 'download', 'install'])
    expect(seen.theme).toBe('dark')
    expect(seen.words).toEqual([{ language: 'de', shortcuts: { send: ['Mod+Enter'] } }])
    expect(await handle('shell.chooseFolder', { title: 'Where', folder: '/v' })).toMatchObject({
      data: { folder: '/v' },
    })
    expect(await handle('shell.saveDiagnostics', {})).toMatchObject({ data: { path: '/tmp/d.zip' } })
  })

  it('to drag say what was left out, and nothing where nothing was', async () => {
    const { handle } = open()
    expect(await handle('shell.dragTakes', { takeIds: ['take_1'] })).toEqual({ ok: true, data: {} })
    expect(await handle('shell.dragTakes', { takeIds: ['take_1', 'gone_1'] })).toEqual({
      ok: true,
      data: { leftOut: ['gone_1'] },
    })
  })

  it('run commands of the palette, and no others', async () => {
    const { handle, seen } = open()
    expect(await handle('shell.runCommand', { commandId: 'saveDiagnostics' })).toEqual({ ok: true, data: {} })
    for (const commandId of ['reload', 'toggleDevTools', 'goQueue', 'constructor']) {
      expect(await handle('shell.runCommand', { commandId }), commandId).toMatchObject({
        ok: false,
        error: { code: 'invalid', field: 'commandId' },
      })
    }
    expect(seen.asked).toEqual(['saveDiagnostics'])
  })

  it('that would open anything but a web page are refused', async () => {
    const { handle } = open()
    expect(await handle('shell.openExternal', { url: 'https://example.com' })).toMatchObject({ ok: true })
    expect(await handle('shell.openExternal', { url: 'file:///etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
  })
})
