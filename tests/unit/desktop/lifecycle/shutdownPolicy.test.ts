import { describe, expect, it } from 'vitest'
import { decideShutdown } from '../../../../electron/desktop/lifecycle/shutdownPolicy.ts'

describe('decideShutdown', () => {
  it.each([
    { platform: 'linux', reasons: [], isWindowVisible: false, decision: { isDelayed: true, isAsked: true } },
    { platform: 'win32', reasons: ['shutdown'], isWindowVisible: true, decision: { isDelayed: true, isAsked: true } },
    { platform: 'win32', reasons: ['logoff'], isWindowVisible: false, decision: { isDelayed: true, isAsked: true } },
    { platform: 'win32', reasons: ['critical'], isWindowVisible: true, decision: { isDelayed: false, isAsked: false } },
    { platform: 'darwin', reasons: [], isWindowVisible: true, decision: { isDelayed: true, isAsked: true } },
    // There, a box without a visible window would stop the limit for its own answer.
    { platform: 'darwin', reasons: [], isWindowVisible: false, decision: { isDelayed: true, isAsked: false } },
  ] as const)('$platform $reasons, window visible $isWindowVisible', ({ decision, ...state }) => {
    expect(decideShutdown(state)).toEqual(decision)
  })
})
