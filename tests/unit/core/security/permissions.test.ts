import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isGranted } from '../../../../electron/core/security/permissions.ts'

const TYPINGS = join(import.meta.dirname, '../../../../node_modules/electron/electron.d.ts')

/** Every permission that this version of Electron can ask about, from its own typings. */
const everyPermission = (): string[] => {
  const line = readFileSync(TYPINGS, 'utf8')
    .split('\n')
    .find((text) => text.includes('setPermissionRequestHandler(handler:'))
  const union = /permission: (.*?), callback/.exec(line ?? '')?.[1] ?? ''
  return union.split(' | ').map((name) => name.replaceAll("'", ''))
}

describe('permissions', () => {
  it('are two, of all that Electron knows', () => {
    const asked = everyPermission()
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.filter((permission) => isGranted({ permission, url: 'dailies://app/', isMainFrame: true }))).toEqual([
      'clipboard-sanitized-write',
      'fullscreen',
    ])
  })

  it.each([
    ['a frame inside the page', { url: 'dailies://app/', isMainFrame: false }],
    ['another origin', { url: 'https://example.com/', isMainFrame: true }],
    ['a page without an address', { url: '', isMainFrame: true }],
  ])('are none for %s', (_who, asker) => {
    expect(isGranted({ permission: 'fullscreen', ...asker })).toBe(false)
  })
})
