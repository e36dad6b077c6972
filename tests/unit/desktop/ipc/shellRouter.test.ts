import { describe, expect, it } from 'vitest'
import { createShellRouter, isShellRoute, type ShellHandlers } from '../../../../electron/desktop/ipc/shellRouter.ts'
import { routes } from '../../../../shared/ipc/contract.ts'
import { IpcError } from '../../../../shared/ipc/ipcError.ts'
import { shellRoutes, type ShellRouteName } from '../../../../shared/shell/shellContract.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

const NAMES = Object.keys(shellRoutes) as ShellRouteName[]

const openRouter = (handlers: Partial<ShellHandlers> = {}) => {
  const logger = createMemoryLogger()
  const unused = Object.fromEntries(NAMES.map((name) => [name, () => expect.unreachable(name)]))
  return { route: createShellRouter({ ...(unused as unknown as ShellHandlers), ...handlers }, logger), logger }
}

describe('the router of the shell', () => {
  it('answers with the envelope', async () => {
    const { route } = openRouter({ 'shell.chooseFolder': ({ folder }) => ({ folder }) })
    expect(await route('shell.chooseFolder', { title: 'Where to', folder: '/takes' })).toEqual({
      ok: true,
      data: { folder: '/takes' },
    })
  })

  it('refuses what does not fit, naming the field, before the handler', async () => {
    const { route } = openRouter()
    expect(await route('shell.dragTakes', { takeIds: [] })).toMatchObject({
      ok: false,
      error: { code: 'invalid', field: 'takeIds' },
    })
    expect(await route('shell.setTheme', { theme: 'pink' })).toMatchObject({ error: { field: 'theme' } })
    expect(await route('shell.state', { extra: 1 })).toMatchObject({ error: { field: 'extra' } })
  })

  it.each(['shell.nothing', 'shell.toString', 'shell.__proto__', 'jobs.list'])('knows no route %s', async (name) => {
    expect(await openRouter().route(name, {})).toMatchObject({ error: { code: 'not_found' } })
  })

  it('passes on what a handler refuses, and keeps to itself why one fails', async () => {
    const { route, logger } = openRouter({
      'shell.openExternal': () => {
        throw new IpcError('invalid', 'Only https addresses are opened.', 'url')
      },
      'shell.checkForUpdates': () => {
        throw new Error('a detail')
      },
    })
    expect(await route('shell.openExternal', { url: 'http://x' })).toMatchObject({ error: { field: 'url' } })
    const failed = await route('shell.checkForUpdates', {})
    expect(failed).toMatchObject({ error: { code: 'internal' } })
    expect(JSON.stringify(failed)).not.toContain('a detail')
    expect(logger.lines.map(({ level }) => level)).toEqual(['error'])
  })

  it('is asked for exactly the routes of the shell: no name of the host begins like them', () => {
    expect(NAMES.every(isShellRoute)).toBe(true)
    expect(Object.keys(routes).filter(isShellRoute)).toEqual([])
  })
})
