import { describe, expect, it } from 'vitest'
import { writeDiagnostics } from '../../../../renderer/src/features/settings/diagnosticsText.ts'
import { insertText } from '../../../../renderer/src/features/settings/storage/insertText.ts'
import { createFormDrafts, dropDraft, keepDraft } from '../../../../renderer/src/stores/formDrafts.ts'
import { DEFAULT_PREFERENCES, readPreferences } from '../../../../renderer/src/stores/preferencesStore.ts'
import { errorAt, errorElsewhere } from '../../../../renderer/src/stores/useRequest.ts'

describe('what was typed into forms', () => {
  it('is kept by name until it is saved or taken back', () => {
    const drafts = createFormDrafts()
    keepDraft(drafts, 'storage.videosDir', '/a')
    keepDraft(drafts, 'account.new', { name: 'Mine' })
    dropDraft(drafts, 'storage.videosDir')
    expect([...drafts.getState()]).toEqual([['account.new', { name: 'Mine' }]])
  })
})

describe('a refusal', () => {
  const error = { code: 'invalid', message: 'No such folder.', field: 'videosDir' } as const

  it('stands at the field that it names, and nowhere else', () => {
    expect(errorAt(error, 'videosDir')).toBe('No such folder.')
    expect(errorAt(error, 'name')).toBeNull()
    expect(errorElsewhere(error, ['videosDir'])).toBeNull()
  })

  it('is said at the end of the form when no field shows it', () => {
    expect(errorElsewhere(error, ['name'])).toBe('No such folder.')
    expect(errorElsewhere({ code: 'unreachable', message: 'No answer.' }, ['name'])).toBe('No answer.')
  })
})

describe('putting a placeholder into a template', () => {
  it('replaces the selection, and goes to the end without one', () => {
    expect(insertText('{date} x {id}', '{model}', { start: 7, end: 8 })).toEqual({
      text: '{date} {model} {id}',
      cursor: 14,
    })
    expect(insertText('ab', '{id}', { start: null, end: null })).toEqual({ text: 'ab{id}', cursor: 6 })
    expect(insertText('ab', '{id}', { start: 9, end: 99 })).toEqual({ text: 'ab{id}', cursor: 6 })
  })
})

describe('diagnostics as text', () => {
  it('name everything once, in aligned lines', () => {
    const text = writeDiagnostics(
      {
        versions: { app: '0.1.0', node: '24.0.0', sqlite: '3.50.0' },
        platform: 'linux x64',
        dataDir: '/data',
        videosDir: '/videos',
        databaseBytes: 1_000,
        schemaVersion: 310,
        integrity: 'ok',
        keyStore: 'file',
        startedAt: 0,
        counts: { completed: 3 },
      },
      'Test browser',
    )
    const lines = text.trimEnd().split('\n')
    expect(lines).toContain('Library check       ok')
    expect(lines).toContain('Count of completed  3')
    expect(lines).toHaveLength(12)
  })
})

describe('the greeting', () => {
  it('stays away once it was dismissed, and comes back for nothing strange', () => {
    expect(readPreferences({ isWelcomeDismissed: true }).isWelcomeDismissed).toBe(true)
    expect(readPreferences({ isWelcomeDismissed: 'yes' }).isWelcomeDismissed).toBe(false)
    expect(DEFAULT_PREFERENCES.isWelcomeDismissed).toBe(false)
  })
})
