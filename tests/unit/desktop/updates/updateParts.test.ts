import { describe, expect, it } from 'vitest'
import { plainNotes } from '../../../../electron/desktop/updates/releaseNotes.ts'
import { updateFailure } from '../../../../electron/desktop/updates/updateFailure.ts'
import {
  bundleOf,
  isSignedByTeam,
  whyNoUpdates,
  type BuildFacts,
} from '../../../../electron/desktop/updates/updatePolicy.ts'
import {
  afterUpdateEvent,
  type UpdateEvent,
  type UpdateStep,
} from '../../../../electron/desktop/updates/updateState.ts'

describe('whether a build can replace itself', () => {
  const facts = (given: Partial<BuildFacts>): BuildFacts => ({
    platform: 'linux',
    isPackaged: true,
    execPath: '/opt/Dailies/dailies',
    env: {},
    isFromStore: false,
    hasSource: true,
    ...given,
  })
  const mac = { platform: 'darwin', execPath: '/Applications/Dailies.app/Contents/MacOS/Dailies' } as const

  it.each<[string, Partial<BuildFacts>, string | null]>([
    ['an AppImage', { env: { APPIMAGE: '/home/ada/Dailies.AppImage' } }, null],
    ['the Windows installer', { platform: 'win32' }, null],
    ['an app in the Applications folder', mac, null],
    ['the sources', { isPackaged: false, env: { APPIMAGE: '/x' } }, 'updates:fromSources'],
    ['a store', { platform: 'win32', isFromStore: true }, 'updates:fromStore'],
    ['a deb or rpm package', {}, 'updates:fromPackages'],
    ['a Flatpak', { env: { FLATPAK_ID: 'x', APPIMAGE: '/x' } }, 'updates:sandboxed'],
    ['a Snap', { env: { SNAP: '/snap/x', APPIMAGE: '/x' } }, 'updates:sandboxed'],
    ['the portable program', { platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'D:\\d.exe' } }, 'updates:portable'],
    [
      'a mounted image',
      { ...mac, execPath: '/Volumes/Dailies/Dailies.app/Contents/MacOS/Dailies' },
      'updates:fromImage',
    ],
    [
      'a download that was never moved',
      { ...mac, execPath: '/private/var/folders/x/AppTranslocation/y/d/Dailies.app/Contents/MacOS/Dailies' },
      'updates:fromImage',
    ],
    ['a build that nobody publishes', { platform: 'win32', hasSource: false }, 'updates:noSource'],
  ])('%s', (_name, given, reason) => expect(whyNoUpdates(facts(given))).toBe(reason))

  it('on macOS depends on who signed it', () => {
    expect(bundleOf('/Applications/Dailies.app/Contents/MacOS/Dailies')).toBe('/Applications/Dailies.app')
    expect(isSignedByTeam('Identifier=app\nFormat=app bundle\nTeamIdentifier=AB12CD34EF\n')).toBe(true)
    expect(isSignedByTeam('Signature=adhoc\nTeamIdentifier=not set\n')).toBe(false)
    expect(isSignedByTeam('Dailies.app: code object is not signed at all')).toBe(false)
  })
})

describe('release notes', () => {
  it('become text with their lists and paragraphs', () => {
    expect(
      plainNotes(
        '<h2>What is new</h2>\n<p>Faster &amp; calmer:\n</p>\n<ul>\n<li>one</li>\n<li><strong>two</strong> &lt;b&gt;</li>\n</ul><p>Thanks<br>all</p>',
      ),
    ).toBe('What is new\n\nFaster & calmer:\n• one\n• two <b>\n\nThanks\nall')
  })

  it('keep what is no HTML as it is', () => {
    expect(plainNotes('## 2.0\n\n* a < b\n* c')).toBe('## 2.0\n\n* a < b\n* c')
    expect(plainNotes(null)).toBe('')
    expect(plainNotes({ evil: true })).toBe('')
  })

  it('name the version where there are several', () => {
    expect(
      plainNotes([
        { version: '2.1.0', note: '<p>b</p>' },
        { version: '2.0.0', note: null },
        { version: '1.9.0', note: 'a' },
        null,
      ]),
    ).toBe('2.1.0\nb\n\n1.9.0\na')
  })

  it.each([
    '<script>alert(1)</script>text',
    '<script>alert(1)text',
    '<scr<script>ipt>alert(1)</script>text',
    '<img src=x onerror=alert(1)>text',
    '<!-- <p> -->text<!-- open',
    '<style>p { alert(1) }</style>text',
    '<svg><script>alert(1)</script></svg>text',
    '<p>text</p><a href="javascript:alert(1)',
    'te\u202ext\u0000<b></b>',
  ])('leave nothing of %j but words', (html) => {
    const text = plainNotes(html)
    expect(text).not.toMatch(/<script|<img|<svg|onerror|javascript:|\u202e|\0/)
    expect(text.replaceAll(/ipt>|alert\(1\)/g, '')).toMatch(/text|^$/)
  })

  it('read entities once, so that what is quoted stays quoted', () => {
    expect(plainNotes('<p>&amp;lt;b&amp;gt; &#60;i&#62; &#x1F98A; &#xD800; &nope;</p>')).toBe('&lt;b&gt; <i> 🦊 &nope;')
  })

  it('end at a bounded length, and are made in no time from anything', () => {
    const startedAt = performance.now()
    expect(Array.from(plainNotes(`<p>${'🦊'.repeat(10_000)}</p>`))).toHaveLength(4000)
    expect(plainNotes('<'.repeat(1_000_000)).length).toBeLessThanOrEqual(4000)
    for (const piece of ['<script', '<p', '<!--', '&#1', '< ', '<li <'])
      expect(plainNotes(piece.repeat(100_000)).length, piece).toBeLessThanOrEqual(4000)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})

describe('what is told when an update fails', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', '', 'updates:offline'],
    ['getaddrinfo ENOTFOUND github.com', 'ENOTFOUND', 'updates:offline'],
    [
      'Cannot find latest-linux.yml in the latest release artifacts',
      'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND',
      'updates:notThere',
    ],
    ['No published versions on GitHub', 'ERR_UPDATER_NO_PUBLISHED_VERSIONS', 'updates:notThere'],
    ['sha512 checksum mismatch, expected x, got y', 'ERR_CHECKSUM_MISMATCH', 'updates:notGenuine'],
    ['New version is not signed by the application owner', 'ERR_UPDATER_INVALID_SIGNATURE', 'updates:notGenuine'],
    ['ENOSPC: no space left on device, write', 'ENOSPC', 'updates:diskFull'],
    ['EROFS: read-only file system', 'EROFS', 'updates:notAllowed'],
  ] as const)('%s', (message, code, key) => {
    expect(updateFailure(Object.assign(new Error(message), { code }), 'download')).toBe(key)
  })

  it('falls back to what was being done', () => {
    expect(updateFailure(new Error('?'), 'check')).toBe('updates:checkFailed')
    expect(updateFailure('?', 'download')).toBe('updates:downloadFailed')
    expect(updateFailure(undefined, 'install')).toBe('updates:installFailed')
  })
})

describe('the state of an update', () => {
  const steps: UpdateStep[] = [
    { status: 'unsupported', reason: 'updates:fromSources' },
    { status: 'idle', checkedAt: null },
    { status: 'checking' },
    { status: 'available', version: '2', notes: 'n' },
    { status: 'downloading', version: '2', notes: 'n', percent: 10 },
    { status: 'ready', version: '2', notes: 'n' },
    { status: 'failed', message: 'updates:offline', checkedAt: 1 },
  ]
  const events: UpdateEvent[] = [
    { type: 'unsupported', reason: 'updates:unsigned' },
    { type: 'checking' },
    { type: 'upToDate', at: 5 },
    { type: 'found', version: '3', notes: '' },
    { type: 'downloading' },
    { type: 'progress', percent: 50 },
    { type: 'downloaded' },
    { type: 'failed', message: 'updates:diskFull', at: 6 },
    { type: 'channelChanged' },
  ]

  it('moves only along these edges', () => {
    const edges = steps.flatMap((step) =>
      events.flatMap((event) => {
        const next = afterUpdateEvent(step, event)
        return next === step ? [] : [`${step.status} ${event.type} ${next.status}`]
      }),
    )
    expect(edges.filter((edge) => !/ (failed|unsupported) /.test(edge))).toEqual([
      'idle checking checking',
      'idle upToDate idle',
      'idle found available',
      'checking checking checking',
      'checking upToDate idle',
      'checking found available',
      'available checking checking',
      'available upToDate idle',
      'available found available',
      'available downloading downloading',
      'available channelChanged idle',
      'downloading progress downloading',
      'downloading downloaded ready',
      'failed checking checking',
      'failed upToDate idle',
      'failed found available',
      'failed channelChanged idle',
    ])
  })

  it('never goes back in percents', () => {
    const step: UpdateStep = { status: 'downloading', version: '2', notes: '', percent: 60 }
    expect(afterUpdateEvent(step, { type: 'progress', percent: 59.9 })).toBe(step)
    expect(afterUpdateEvent(step, { type: 'progress', percent: 1000 })).toMatchObject({ percent: 100 })
  })
})
