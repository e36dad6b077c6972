import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../../../renderer/src/commands/command.ts'
import { paletteGroups, type PaletteGroup } from '../../../../renderer/src/features/palette/paletteGroups.ts'
import { loadTexts, setLanguage } from '../../../../renderer/src/i18n/i18n.ts'
import type { Screen } from '../../../../renderer/src/stores/screen.ts'
import { PALETTE_SHELL_COMMANDS } from '../../../../shared/commands/shellCommands.ts'

beforeAll(loadTexts)
afterEach(() => {
  vi.unstubAllGlobals()
})

const COMMANDS: Command[] = [
  { id: 'palette', group: 'help', scope: 'everywhere', run: () => {} },
  { id: 'goLibrary', group: 'go', scope: 'workbench', run: () => {} },
  { id: 'resumeQueue', group: 'queue', scope: 'workbench', isAvailable: () => false, run: () => {} },
]

/** A page behind a desktop's door or behind the server's, that writes down what the shell was asked. */
const pageIn = (door: 'desktop' | 'server') => {
  const asked: unknown[] = []
  const request = async (...what: unknown[]): Promise<unknown> => {
    asked.push(what)
    return await Promise.resolve({ ok: true, data: {} })
  }
  const screen = {
    commands: COMMANDS,
    shortcuts: { hint: (id: string) => (id === 'goLibrary' ? '2' : undefined) },
    bridge: { shell: door === 'desktop' ? { request, on: () => () => {} } : null },
  } as unknown as Screen
  return { screen, asked }
}

const labels = (groups: readonly PaletteGroup[]): string[] =>
  groups.flatMap(({ items }) => items.map(({ label }) => label))

describe('the palette', () => {
  it('has what the page can do now, with its keys, and nothing of a shell in a browser', () => {
    const { screen } = pageIn('server')
    const groups = paletteGroups(screen)
    expect(labels(groups)).toEqual(['Library'])
    expect(groups[0]?.items[0]).toMatchObject({ id: 'goLibrary', group: 'Go to', keys: '2' })
  })

  it('has the commands of the shell as well in the desktop app', () => {
    const found = labels(paletteGroups(pageIn('desktop').screen))
    expect(found).toHaveLength(1 + PALETTE_SHELL_COMMANDS.length)
    expect(found).toEqual(
      expect.arrayContaining([
        'Library',
        'Quit Dailies',
        'About Dailies',
        'Full screen',
        'Minimize',
        'Close window',
        'Open the videos folder',
        'Open the data folder',
        'Check for updates…',
        'Save a diagnostics bundle…',
        'Documentation',
        'Licences',
      ]),
    )
  })

  it('asks the shell for the one that is chosen', () => {
    const { screen, asked } = pageIn('desktop')
    const items = paletteGroups(screen).flatMap((group) => group.items)
    items.find(({ id }) => id === 'saveDiagnostics')?.run(screen)
    expect(asked).toEqual([['shell.runCommand', { commandId: 'saveDiagnostics' }]])
  })

  it('names them in German, too', async () => {
    vi.stubGlobal('document', { documentElement: {} })
    await setLanguage('de')
    try {
      expect(labels(paletteGroups(pageIn('desktop').screen))).toContain('Diagnosepaket sichern …')
    } finally {
      await setLanguage('en')
    }
  })
})
