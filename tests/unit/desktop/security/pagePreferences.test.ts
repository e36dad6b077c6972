import { describe, expect, it } from 'vitest'
import { pagePreferences } from '../../../../electron/desktop/security/pagePreferences.ts'

const installed = { preloadPath: '/app/preload.cjs', platform: 'linux', isPackaged: true } as const

describe('how a page lives', () => {
  it('is sandboxed and apart from everything that is not its own', () => {
    expect(pagePreferences(installed)).toMatchObject({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    })
  })

  it('can be looked into only while the app is developed', () => {
    expect(pagePreferences(installed).devTools).toBe(false)
    expect(pagePreferences({ ...installed, isPackaged: false }).devTools).toBe(true)
  })

  it.each(['linux', 'win32'] as const)('has no spelling check on %s, which would load dictionaries', (platform) => {
    expect(pagePreferences({ ...installed, platform }).spellcheck).toBe(false)
    expect(pagePreferences({ ...installed, platform: 'darwin' }).spellcheck).toBe(true)
  })
})
