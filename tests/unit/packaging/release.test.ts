import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packagingConfig } from '../../../electron-builder.config.ts'
import { notesOf } from '../../../scripts/packaging/changelog.ts'
import { findLocked, isIntact } from '../../../scripts/packaging/lockedPackages.ts'
import { signingEnvironment, signingReport } from '../../../scripts/packaging/signing.ts'
import { foreignNatives, keyringPackages, nativeFiles } from '../../../scripts/packaging/targets.ts'

const ROOT = join(import.meta.dirname, '../../..')
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Parameters<typeof findLocked>[0]

describe('the notes of a release', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- Soon.\n\n## 1.2.0\n\nBetter.\n\n- One\n\n## v1.1.0 - 2026-01-01\n\n## 1.0.0\n'

  it('are the section of the version, without its heading', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('Better.\n\n- One')
    expect(notesOf(changelog, 'Unreleased')).toBe('- Soon.')
    expect(notesOf(changelog.replaceAll('\n', '\r\n'), '1.2.0')).toBe('Better.\n\n- One')
  })

  it('are missing where nothing is said, so that no release goes out without a word', () => {
    for (const version of ['1.1.0', '1.0.0', '3.0.0', '1.2']) expect(notesOf(changelog, version)).toBeNull()
  })

  it('can be made of the changelog as it is', () => {
    expect(notesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), 'Unreleased')?.length).toBeGreaterThan(20)
  })
})

describe('native packages', () => {
  it.each([
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
  ] as const)('for %s on %s are pinned with a checksum', (platform, arch) => {
    for (const name of keyringPackages(platform, arch)) expect(findLocked(lock, name).integrity).toMatch(/^sha512-/)
  })

  it('are both halves on macOS, and one elsewhere', () => {
    expect(nativeFiles('darwin', 'x64')).toHaveLength(4)
    expect(nativeFiles('darwin', 'x64')).toEqual(nativeFiles('darwin', 'arm64'))
    expect(nativeFiles('win32', 'arm64')).toEqual([
      'node_modules/better-sqlite3/prebuilds/win32-arm64.node',
      'node_modules/@napi-rs/keyring-win32-arm64-msvc/keyring.win32-arm64-msvc.node',
    ])
    expect(foreignNatives('darwin')[0]).toBe('!node_modules/better-sqlite3/prebuilds/!(darwin-x64|darwin-arm64).node')
  })

  it('are refused when they are not what was locked', () => {
    const bytes = Buffer.from('native')
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    expect(isIntact(bytes, integrity)).toBe(true)
    expect(isIntact(Buffer.from('native?'), integrity)).toBe(false)
    expect(isIntact(bytes, 'sha1-abc')).toBe(false)
    expect(() => findLocked(lock, '@napi-rs/keyring-beos')).toThrow('does not pin')
  })
})

describe('signing', () => {
  const apple = { CSC_LINK: 'certificate', APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' }

  it('says plainly what is missing', () => {
    expect(signingReport({}, 'darwin')).toMatch(/no team and not notarised/)
    expect(signingReport({ CSC_LINK: '' }, 'darwin')).toMatch(/no team and not notarised/)
    expect(signingReport({ ...apple, APPLE_TEAM_ID: '' }, 'darwin')).toMatch(/signed, but not notarised/)
    expect(signingReport(apple, 'darwin')).toBe('macOS: signed and sent for notarisation.')
    expect(signingReport({}, 'win32')).toMatch(/not signed/)
    expect(signingReport({ WIN_CSC_LINK: 'x' }, 'win32')).toBe('Windows: signed.')
    expect(signingReport(apple, 'linux')).toMatch(/checksums/)
  })

  it('treats a secret that a repository does not have as none at all', () => {
    const env = { CSC_LINK: '', WIN_CSC_LINK: '', APPLE_ID: 'me', PATH: '/bin', EMPTY: '' }
    expect(signingEnvironment(env)).toEqual({ APPLE_ID: 'me', PATH: '/bin', EMPTY: '' })
  })

  it('hardens the Mac app exactly when there is a team to sign for', () => {
    expect(packagingConfig({}).mac).toMatchObject({ hardenedRuntime: false, identity: '-' })
    expect(packagingConfig({ CSC_LINK: '' }).mac).toMatchObject({ hardenedRuntime: false })
    const signed = packagingConfig({ CSC_LINK: 'certificate' }).mac
    expect(signed).toMatchObject({ hardenedRuntime: true })
    expect(signed).not.toHaveProperty('identity')
  })
})

describe('what is packaged where', () => {
  it('can replace itself only when it was built where releases lie', () => {
    expect(packagingConfig({}).publish).toBeNull()
    expect(packagingConfig({ GITHUB_REPOSITORY: 'someone/dailies' }).publish).toEqual([
      { provider: 'github', owner: 'someone', repo: 'dailies', releaseType: 'draft' },
    ])
  })

  it('has one name for Windows: its notices belong to the shortcut that the installer makes', () => {
    const main = readFileSync(join(ROOT, 'electron/main.ts'), 'utf8')
    expect(/setAppUserModelId\('([^']+)'\)/.exec(main)?.[1]).toBe(packagingConfig({}).appId)
  })

  it('takes no file type from another program', () => {
    const { mac, win, fileAssociations } = packagingConfig({})
    expect(fileAssociations).toBeUndefined()
    // electron-builder's installer would make Dailies the default for each type that is named here.
    expect(win?.fileAssociations).toBeUndefined()
    const ranks = [mac?.fileAssociations ?? []].flat().map(({ rank }) => rank)
    expect(ranks).toEqual(['Alternate', 'Alternate', 'None'])
    const installer = readFileSync(join(ROOT, 'resources/installer.nsh'), 'utf8')
    expect(installer).not.toMatch(/"Software\\Classes\\\.\$\{EXT\}" ""/)
    const named = (macro: string): Set<string | undefined> =>
      new Set([...installer.matchAll(new RegExp(`insertmacro ${macro} "(\\w+)"`, 'g'))].map(([, type]) => type))
    const types = [mac?.fileAssociations ?? []].flat().flatMap(({ ext }) => ext)
    expect(named('offerFor')).toEqual(new Set(types))
    expect(named('withdrawFor')).toEqual(new Set(types))
  })
})
