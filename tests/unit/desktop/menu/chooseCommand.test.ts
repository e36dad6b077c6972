import { describe, expect, it } from 'vitest'
import { chooseInWindow, chooseOutside, type ChooseDeps } from '../../../../electron/desktop/menu/chooseCommand.ts'
import { createShellActions } from '../../../../electron/desktop/menu/shellActions.ts'
import type { HostClient } from '../../../../electron/desktop/host/hostClient.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

/** A shell that writes down what was asked of it. */
const shellWith = (answers: Record<string, unknown> = {}, problem = '') => {
  const done: string[] = []
  const logger = createMemoryLogger()
  const note =
    (what: string) =>
    (...args: unknown[]): void =>
      void done.push([what, ...args].join(' '))
  const ask = (async (route: string, input: unknown) => {
    done.push(`${route} ${JSON.stringify(input)}`)
    if (!(route in answers)) throw new Error('the host is closing')
    return answers[route]
  }) as unknown as HostClient
  const later = (what: string) => async (): Promise<void> => note(what)()
  const actions = createShellActions({
    ask,
    logger,
    show: note('show'),
    showSettings: note('showSettings'),
    dataDir: '/data',
    licencesPath: '/app/LICENCES.txt',
    documentationUrl: 'https://example.org/docs',
    openExternal: note('openExternal'),
    openPath: async (path) => {
      done.push(`openPath ${path}`)
      return problem
    },
    saveDiagnostics: later('saveDiagnostics'),
    checkForUpdates: later('checkForUpdates'),
  })
  const deps: ChooseDeps = { ask, logger, actions, run: note('run'), openJob: note('openJob') }
  return { done, logger, deps }
}

const command = (commandId: 'pauseQueue' | 'pauseNow' | 'resumeQueue' | 'goLibrary' | 'openVideosFolder') =>
  ({ kind: 'command', commandId }) as const
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a click in the menu of a window', () => {
  it('has the page run its commands, and the shell do its own', async () => {
    const { done, deps } = shellWith({ 'settings.get': { videosDir: '/videos' } })
    const choose = chooseInWindow(deps)
    choose(command('pauseQueue'))
    choose(command('openVideosFolder'))
    await settled()
    expect(done).toEqual(['run pauseQueue', 'settings.get {}', 'openPath /videos'])
  })
})

describe('a click in the tray or the dock', () => {
  it('pauses and resumes without a window', async () => {
    const { done, deps } = shellWith({ 'queue.pause': {}, 'queue.resume': {} })
    const choose = chooseOutside(deps)
    for (const id of ['pauseQueue', 'pauseNow', 'resumeQueue'] as const) choose(command(id))
    await settled()
    expect(done).toEqual(['queue.pause {"mode":"after_running"}', 'queue.pause {"mode":"now"}', 'queue.resume {}'])
  })

  it('opens the window for what only the page can do', () => {
    const { done, deps } = shellWith()
    chooseOutside(deps)(command('goLibrary'))
    chooseOutside(deps)({ kind: 'job', jobId: 'job-1' })
    expect(done).toEqual(['run goLibrary', 'openJob job-1'])
  })

  it('opens the newest job that needs a decision; the queue, if it has just been made', async () => {
    const asked = 'jobs.list {"status":["needs_attention"],"limit":1}'
    const one = shellWith({ 'jobs.list': { items: [{ id: 'job-7' }] } })
    chooseOutside(one.deps)({ kind: 'attention' })
    await settled()
    expect(one.done).toEqual([asked, 'openJob job-7'])
    const none = shellWith({ 'jobs.list': { items: [] } })
    chooseOutside(none.deps)({ kind: 'attention' })
    await settled()
    expect(none.done).toEqual([asked, 'run goQueue'])
  })

  it('says in the log what could not be done, and goes on', async () => {
    const { deps, logger } = shellWith()
    chooseOutside(deps)(command('resumeQueue'))
    await settled()
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { error: 'Error: the host is closing' } }])
  })
})

describe('what the shell does itself', () => {
  it('opens folders and pages, and shows the settings while it looks for updates', async () => {
    const { done, deps } = shellWith()
    const { actions } = deps
    for (const id of ['open', 'openDataFolder', 'licences', 'documentation', 'saveDiagnostics'] as const) actions[id]()
    actions.checkForUpdates()
    await settled()
    expect(done).toEqual([
      'show',
      'openPath /data',
      'openPath /app/LICENCES.txt',
      'openExternal https://example.org/docs',
      'saveDiagnostics',
      'showSettings',
      'checkForUpdates',
    ])
  })

  it('logs a folder that the system would not open', async () => {
    const { deps, logger } = shellWith({}, 'no program for it')
    deps.actions.openDataFolder()
    await settled()
    expect(logger.lines).toMatchObject([
      { level: 'warn', fields: { what: 'openDataFolder', error: 'Error: no program for it' } },
    ])
  })
})
