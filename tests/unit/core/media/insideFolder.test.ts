import { describe, expect, it } from 'vitest'
import { decideSegments, isInsideFolder } from '../../../../electron/core/security/insideFolder.ts'

describe('decideSegments', () => {
  it.each([
    ['/', []],
    ['/index.html', ['index.html']],
    ['/assets/index-Ab12_-cd.js', ['assets', 'index-Ab12_-cd.js']],
    ['/queue/', ['queue']],
    ['/a%20b/%C3%A9.png', ['a b', 'é.png']],
    ['/..hidden/x...y', ['..hidden', 'x...y']],
  ])('takes %s', (path, segments) => {
    expect(decideSegments(path)).toEqual(segments)
  })

  it.each([
    '',
    'index.html',
    '/..',
    '/../etc/passwd',
    '/assets/../../etc/passwd',
    '/./index.html',
    '/%2e%2e/etc/passwd',
    '/%2E%2E%2Fetc%2Fpasswd',
    '/..%2f..%2fetc/passwd',
    '/%252e%252e/etc/passwd',
    '/%25%32%65%25%32%65/etc/passwd',
    '/..%c0%af..%c0%afetc/passwd',
    '/..\\..\\windows\\win.ini',
    '/..%5c..%5cwindows%5cwin.ini',
    '/a\\b',
    '//etc/passwd',
    '///etc/passwd',
    '//server/share/file',
    '/%2fetc/passwd',
    '/C:/windows/win.ini',
    '/c%3a/windows/win.ini',
    '/C:',
    '/index.html:stream',
    '/index.html::$DATA',
    '/index.html%00.png',
    '/index\u0000.html',
    '/line%0abreak',
    '/%',
    '/%zz',
    '/index.html.',
    '/index.html%20',
    '/. ./x',
    '/... /x',
    '/con',
    '/NUL.txt',
    '/assets/com1.js',
    '/CONIN$',
  ])('refuses %j', (path) => {
    expect(decideSegments(path)).toBeNull()
  })
})

describe('isInsideFolder', () => {
  it.each([
    ['/srv/app', '/srv/app/index.html', '/', true],
    ['/srv/app/', '/srv/app/a/b', '/', true],
    ['/', '/etc/passwd', '/', true],
    ['/srv/app', '/srv/app', '/', false],
    ['/srv/app', '/srv/app/', '/', false],
    ['/srv/app', '/srv/app-secret/key', '/', false],
    ['/srv/app', '/srv/other', '/', false],
    ['/srv/app', '/etc/passwd', '/', false],
    ['/srv/app', '', '/', false],
    ['C:\\app', 'C:\\app\\index.html', '\\', true],
    ['C:\\app', 'C:\\app2\\index.html', '\\', false],
    ['C:\\app', 'D:\\app\\index.html', '\\', false],
    ['C:\\app', '\\\\server\\app\\index.html', '\\', false],
  ] as const)('%s holds %s (separator %s): %s', (folder, file, separator, isInside) => {
    expect(isInsideFolder(folder, file, separator)).toBe(isInside)
  })
})
