import { describe, expect, it } from 'vitest'
import { updateStep, writeUpdate } from '../../../../renderer/src/features/settings/desktop/updateWording.ts'
import { loadTexts, translate } from '../../../../renderer/src/i18n/i18n.ts'
import type { UpdateState } from '../../../../shared/shell/shellContract.ts'
import type { TFunction } from 'i18next'

const version = '0.9.0'
const notes = ''
const NOW = Date.UTC(2026, 10, 20, 12)
const STATES = [
  [{ status: 'unsupported', reason: 'it was installed by a package manager.' }, null],
  [{ status: 'idle', checkedAt: null }, 'check'],
  [{ status: 'idle', checkedAt: NOW }, 'check'],
  [{ status: 'checking' }, null],
  [{ status: 'available', version, notes }, 'download'],
  [{ status: 'downloading', version, notes, percent: 40 }, null],
  [{ status: 'ready', version, notes }, 'install'],
  [{ status: 'failed', message: 'The network is down.', checkedAt: NOW }, 'check'],
] as const satisfies [UpdateState, ReturnType<typeof updateStep>][]

describe('updates', () => {
  it.each(STATES)('in state %o offer the one step that leads on', (state, step) => {
    expect(updateStep(state)).toBe(step)
  })

  it('are told in words, each state in its own', async () => {
    await loadTexts()
    const t = ((key: string, values: object) =>
      translate(`desktop:${key}` as never, values as never)) as TFunction<'desktop'>
    const said = STATES.map(([state]) => writeUpdate(state, NOW, t))
    expect(new Set(said).size).toBe(STATES.length)
    expect(said.filter((text) => text.includes('updates.') || text.includes('{{'))).toEqual([])
    expect(said[0]).toContain('it was installed by a package manager.')
    expect(said[4]).toContain(version)
    expect(said[7]).toContain('The network is down.')
  })
})
