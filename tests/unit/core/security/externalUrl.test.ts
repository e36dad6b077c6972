import { describe, expect, it } from 'vitest'
import { externalUrl } from '../../../../electron/core/security/externalUrl.ts'

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
