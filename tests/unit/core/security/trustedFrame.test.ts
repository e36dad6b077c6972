import { describe, expect, it } from 'vitest'
import {
  APP_ORIGIN,
  isAppUrl,
  isTrustedFrame,
  isTrustedSender,
  type Sender,
} from '../../../../electron/core/security/trustedFrame.ts'

const OURS: Sender = {
  isManaged: true,
  isAlive: true,
  frame: { url: 'dailies://app/', origin: APP_ORIGIN, isTop: true },
}

/** What only looks like the app's own page. */
const FOREIGN = [
  '',
  'about:blank',
  'about:srcdoc',
  'dailies:app',
  'dailies://',
  'dailies:///app',
  'dailies://app.evil.example/',
  'dailies://evil/app',
  'dailies://app:80/',
  'dailies://user@app/',
  'dailies://user:password@app/',
  'dailies://app@evil/',
  'dailies://APP.example/',
  'dailies://App/',
  'dailies://%61pp/',
  'dailies://app%2eevil/',
  'dailies://app./',
  'dailiesx://app/',
  'https://app/',
  'http://dailies/app',
  'file:///dailies://app/',
  'data:text/html,dailies://app/',
  'blob:dailies://app/5f0c',
  'javascript:location="dailies://app/"',
  'dailies://app\\@evil/',
  'filesystem:dailies://app/x',
  'view-source:dailies://app/',
  'chrome-error://chromewebdata/',
  'devtools://app/',
]

describe('isAppUrl', () => {
  it.each([
    'dailies://app/',
    'dailies://app/index.html',
    'dailies://app/#/library?x=1',
    'DAILIES://app/',
    'dailies://app',
  ])('knows %s as its own', (url) => {
    expect(isAppUrl(url)).toBe(true)
  })

  it.each(FOREIGN)('does not take %j for its own', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('isTrustedFrame', () => {
  it('trusts the top frame of the app', () => {
    expect(isTrustedFrame(OURS.frame)).toBe(true)
  })

  it('trusts no frame inside the page, and none that is gone', () => {
    expect(isTrustedFrame({ url: 'dailies://app/', origin: APP_ORIGIN, isTop: false })).toBe(false)
    expect(isTrustedFrame(null)).toBe(false)
  })

  it.each(FOREIGN)('does not trust %j, whatever origin it has', (url) => {
    expect(isTrustedFrame({ url, origin: APP_ORIGIN, isTop: true })).toBe(false)
  })

  it.each(['null', '', 'dailies://', 'dailies://app/', 'dailies://app.evil', 'https://app', 'dailies://App'])(
    'does not trust our address on the origin %j',
    (origin) => {
      expect(isTrustedFrame({ url: 'dailies://app/', origin, isTop: true })).toBe(false)
    },
  )
})

describe('isTrustedSender', () => {
  it('trusts a live page in a window of ours', () => {
    expect(isTrustedSender(OURS)).toBe(true)
  })

  it.each([
    ['of another window', { ...OURS, isManaged: false }],
    ['that has crashed', { ...OURS, isAlive: false }],
    ['whose frame is gone', { ...OURS, frame: null }],
  ])('does not trust a page %s', (_what, sender) => {
    expect(isTrustedSender(sender)).toBe(false)
  })
})
