import { describe, expect, it } from 'vitest'
import {
  decideClose,
  isOutOfReach,
  pageLifeMs,
  type QuitPhase,
} from '../../../../electron/desktop/window/backgroundPolicy.ts'

describe('decideClose', () => {
  it.each([
    { phase: 'running', staysInTray: true, platform: 'linux', decision: 'hide' },
    { phase: 'running', staysInTray: true, platform: 'win32', decision: 'hide' },
    { phase: 'running', staysInTray: true, platform: 'darwin', decision: 'hide' },
    { phase: 'running', staysInTray: false, platform: 'linux', decision: 'quit' },
    { phase: 'running', staysInTray: false, platform: 'win32', decision: 'quit' },
    { phase: 'running', staysInTray: false, platform: 'darwin', decision: 'close' },
    { phase: 'asking', staysInTray: true, platform: 'linux', decision: 'ignore' },
    { phase: 'asking', staysInTray: false, platform: 'darwin', decision: 'ignore' },
    { phase: 'closing', staysInTray: false, platform: 'win32', decision: 'hide' },
    { phase: 'closed', staysInTray: true, platform: 'win32', decision: 'close' },
    { phase: 'closed', staysInTray: false, platform: 'linux', decision: 'close' },
  ] as const)('$phase, staying in the tray $staysInTray, on $platform: $decision', ({ decision, ...state }) => {
    expect(decideClose(state satisfies { phase: QuitPhase; staysInTray: boolean; platform: NodeJS.Platform })).toBe(
      decision,
    )
  })
})

describe('an app that nobody could reach', () => {
  it('has neither window nor icon, and is not about to end', () => {
    const alone = { phase: 'running', isVisible: false, hasTray: false } as const
    expect(isOutOfReach(alone)).toBe(true)
    expect(isOutOfReach({ ...alone, isVisible: true })).toBe(false)
    expect(isOutOfReach({ ...alone, hasTray: true })).toBe(false)
    for (const phase of ['asking', 'closing', 'closed'] as const) expect(isOutOfReach({ ...alone, phase })).toBe(false)
  })
})

describe('pageLifeMs', () => {
  it('keeps the page of a hidden window for five minutes', () => {
    expect(pageLifeMs({})).toBe(300_000)
  })

  it('lets tests shorten it', () => {
    expect(pageLifeMs({ DAILIES_HIDDEN_WINDOW_MS: '200' })).toBe(200)
    expect(pageLifeMs({ DAILIES_HIDDEN_WINDOW_MS: '0' })).toBe(0)
  })

  it.each(['', 'soon', '-1', '1.5', '1e3', '99999999999'])('ignores %j', (text) => {
    expect(pageLifeMs({ DAILIES_HIDDEN_WINDOW_MS: text })).toBe(300_000)
  })
})
