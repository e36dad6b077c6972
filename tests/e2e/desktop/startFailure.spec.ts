import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../drivers/desktop.ts'

test.describe('a data folder that cannot be', () => {
  test.use({ desktopOptions: { env: { DAILIES_DATA_DIR: '/proc/nope/x' } } })

  test('ends the start with a reason, not with a program that hangs', async ({ desktop, desktopKind }) => {
    test.skip(!existsSync('/proc/self'), 'there is no such folder here')
    test.skip(desktopKind === 'electron', 'an error box of a real system waits for somebody')
    expect(await desktop.exit()).toBe(1)
    expect(desktop.output()).toContain('Dailies cannot use this place:\n/proc/nope/x')
  })
})

test('a damaged library is named, with what to do about it', async ({ desktop, desktopKind }) => {
  test.skip(desktopKind === 'electron', 'an error box of a real system waits for somebody')
  await desktop.page()
  await desktop.kill()
  const library = join(desktop.dataDir, 'dailies.db')
  await writeFile(library, 'no database at all. '.repeat(500))
  // SQLite would mend the file from its log.
  await rm(`${library}-wal`, { force: true })
  // What a page of Chromium's needs is not looked at: the start ends by itself.
  await desktop.restart().catch(() => {})
  expect(await desktop.exit()).toBe(1)
  expect(desktop.output()).toContain(`The library is damaged:\n${library}`)
  expect(desktop.output()).not.toContain('--data-dir')
})
