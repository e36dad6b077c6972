import { describe, expect, it } from 'vitest'
import { externalUrl } from '../../../electron/core/security/externalUrl.ts'
import { isTrustedFrame } from '../../../electron/core/security/trustedFrame.ts'

describe('isTrustedFrame', () => {
  it.each(['dailies://app/', 'dailies://app/index.html', 'dailies://app/#/library?x=1', 'DAILIES://app/'])(
    'trusts the top frame of %s',
    (url) => {
      expect(isTrustedFrame({ url, isTop: true })).toBe(true)
    },
  )

  it('trusts no frame inside the page, and none that is gone', () => {
    expect(isTrustedFrame({ url: 'dailies://app/', isTop: false })).toBe(false)
    expect(isTrustedFrame(null)).toBe(false)
  })

  it.each([
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
    'dailies://app@evil/',
    'dailies://APP.example/',
    'dailiesx://app/',
    'https://app/',
    'http://dailies/app',
    'file:///dailies://app/',
    'data:text/html,dailies://app/',
    'blob:dailies://app/5f0c',
    'javascript:location="dailies://app/"',
    'dailies://app\\@evil/',
    'filesystem:dailies://app/x',
  ])('does not trust %j', (url) => {
    expect(isTrustedFrame({ url, isTop: true })).toBe(false)
  })
})

describe('externalUrl', () => {
  it('hands https addresses on in their normal form', () => {
    expect(externalUrl('https://example.com')).toBe('https://example.com/')
    expect(externalUrl('HTTPS://Example.com/a b?q=1#x')).toBe('https://example.com/a%20b?q=1#x')
  })

  it.each([
    '',
    'example.com',
    'http://example.com/',
    'https://',
    'https://user@example.com/',
    'https://example.com:pw@evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:me@example.com',
    'smb://evil.example/share',
    'ms-msdt:/id',
    'vscode://file/x',
    'dailies://app/',
    'blob:https://example.com/x',
    '\\\\evil\\share',
  ])('keeps %j inside', (address) => {
    expect(externalUrl(address)).toBeNull()
  })
})
