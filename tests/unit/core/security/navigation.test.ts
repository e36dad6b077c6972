import { describe, expect, it } from 'vitest'
import { decideNavigation, isOwnDownload } from '../../../../electron/core/security/navigation.ts'

describe('a page that wants to go somewhere', () => {
  it.each([
    'dailies://app/',
    'dailies://app/?x=1',
    'dailies://app/#/library',
    'dailies://app/index.html',
    'dailies://app/index.html?x=1#/library',
    'dailies://app/assets/../',
  ])('may go to %s, which is the app itself', (url) => {
    expect(decideNavigation(url)).toEqual({ kind: 'stay' })
  })

  it('stays, and the system opens what is plain https', () => {
    expect(decideNavigation('https://example.com/a')).toEqual({ kind: 'outside', url: 'https://example.com/a' })
  })

  it.each([
    '',
    'about:blank',
    'dailies://app/nope.html',
    'dailies://app/nope',
    'dailies://app/gallery.html',
    'dailies://app/index.html/',
    'dailies://app//',
    'dailies://app/INDEX.HTML',
    'dailies://app/media/take_1',
    'dailies://app/media/take_1?download=1',
    'dailies://app/media',
    'dailies://app/assets/index-12345678.js',
    'dailies://app/icon.svg',
    'dailies://app.evil/',
    'dailies://app@evil/',
    'dailies://job/job_1',
    'http://example.com/',
    'http://127.0.0.1:4823/',
    'https://user@example.com/',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'blob:dailies://app/5f0c',
    'javascript:alert(1)',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    'view-source:dailies://app/',
  ])('is kept from %j', (url) => {
    expect(decideNavigation(url)).toEqual({ kind: 'refuse' })
  })
})

describe('what a page may save', () => {
  it.each(['dailies://app/media/take_1?download=1', 'blob:dailies://app/5f0c-1', 'BLOB:dailies://app/5f0c'])(
    'is its own: %s',
    (url) => {
      expect(isOwnDownload(url)).toBe(true)
    },
  )

  it.each([
    '',
    'dailies://app/index.html',
    'dailies://app/mediax',
    'dailies://app/media/../index.html',
    'dailies://evil/media/x',
    'https://example.com/x.exe',
    'blob:https://example.com/5f0c',
    'blob:null/5f0c',
    'data:application/octet-stream,x',
    'file:///etc/passwd',
  ])('is not %j', (url) => {
    expect(isOwnDownload(url)).toBe(false)
  })
})
