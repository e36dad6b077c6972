import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  autostartEntry,
  isAutostartOn,
  planLoginItem,
  type LoginItemFacts,
} from '../../../../electron/desktop/system/loginItemPlan.ts'
import { createAutostart } from '../../../../electron/desktop/system/autostart.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const facts = (given: Partial<LoginItemFacts>): LoginItemFacts => ({
  platform: 'linux',
  isPackaged: true,
  execPath: '/opt/Dailies/dailies',
  homeDir: '/home/ada',
  env: {},
  ...given,
})
const file = '/home/ada/.config/autostart/dailies.desktop'

describe('how a build can be started with the computer', () => {
  it.each<[string, Partial<LoginItemFacts>, object]>([
    ['macOS: by its own list', { platform: 'darwin' }, { kind: 'system', path: null }],
    ['Windows: by its own list', { platform: 'win32' }, { kind: 'system', path: null }],
    [
      'the portable program: by the file that the person has',
      { platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'D:\\Dailies.exe' } },
      { kind: 'system', path: 'D:\\Dailies.exe' },
    ],
    ['a package: by a file', {}, { kind: 'autostart', program: '/opt/Dailies/dailies', file }],
    [
      'an AppImage: by a file that names the image, not what it is mounted at',
      { execPath: '/tmp/.mount_x/dailies', env: { APPIMAGE: '/home/ada/Dailies.AppImage' } },
      { kind: 'autostart', program: '/home/ada/Dailies.AppImage', file },
    ],
    [
      'another configuration folder',
      { env: { XDG_CONFIG_HOME: '/cfg' } },
      { kind: 'autostart', program: '/opt/Dailies/dailies', file: '/cfg/autostart/dailies.desktop' },
    ],
    ['a relative one counts as none', { env: { XDG_CONFIG_HOME: 'cfg' } }, { kind: 'autostart', file }],
    ['a Flatpak: not', { env: { FLATPAK_ID: 'x' } }, { kind: 'none' }],
    ['a Snap: not', { env: { SNAP: '/snap/x' } }, { kind: 'none' }],
    ['the sources: not', { isPackaged: false }, { kind: 'none' }],
    ['other systems: not', { platform: 'freebsd' }, { kind: 'none' }],
  ])('%s', (_name, given, plan) => expect(planLoginItem(facts(given))).toMatchObject(plan))
})

describe('an autostart entry', () => {
  it('starts the program hidden', () => {
    const entry = autostartEntry('/opt/Dailies/dailies')
    expect(entry.split('\n')[0]).toBe('[Desktop Entry]')
    expect(entry).toContain('\nType=Application\n')
    expect(entry).toContain('\nExec="/opt/Dailies/dailies" "--hidden"\n')
    expect(isAutostartOn(entry)).toBe(true)
  })

  it('quotes whatever a path holds, for both rules that read it', () => {
    const line = autostartEntry('/home/a "b" $c/`d`\\e 100%.AppImage')
      .split('\n')
      .find((text) => text.startsWith('Exec='))
    expect(line).toBe('Exec="/home/a \\\\"b\\\\" \\\\$c/\\\\`d\\\\`\\\\\\\\e 100%%.AppImage" "--hidden"')
  })

  it('is off where the desktop says so in it, and where there is none', () => {
    const entry = autostartEntry('/x')
    expect(isAutostartOn(`${entry}Hidden=true\n`)).toBe(false)
    expect(isAutostartOn(entry.replace('enabled=true', 'enabled=false'))).toBe(false)
    expect(isAutostartOn('')).toBe(false)
    expect(isAutostartOn(null)).toBe(false)
    expect(isAutostartOn(`${entry}Hidden=false\n`)).toBe(true)
  })
})

describe('the autostart file', () => {
  it('comes, is read back from the disk, and goes', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'new', 'autostart', 'dailies.desktop')
    const item = createAutostart({ program: '/opt/dailies', file: path })
    expect(await item.opensAtLogin()).toBe(false)
    await item.setOpensAtLogin(true)
    expect(await item.opensAtLogin()).toBe(true)
    expect(await readFile(path, 'utf8')).toBe(autostartEntry('/opt/dailies'))
    await item.setOpensAtLogin(false)
    await item.setOpensAtLogin(false)
    expect(await item.opensAtLogin()).toBe(false)
  })

  it('names a new version of an AppImage, but stays off where the person switched it off', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'autostart', 'dailies.desktop')
    await createAutostart({ program: '/home/ada/Dailies-1.AppImage', file: path }).setOpensAtLogin(true)
    const next = createAutostart({ program: '/home/ada/Dailies-2.AppImage', file: path })
    await next.refresh()
    expect(await readFile(path, 'utf8')).toBe(autostartEntry('/home/ada/Dailies-2.AppImage'))
    const off = `${autostartEntry('/home/ada/Dailies-1.AppImage')}Hidden=true\n`
    await writeFile(path, off)
    await next.refresh()
    expect(await readFile(path, 'utf8')).toBe(off)
  })

  it('makes none by itself', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'dailies.desktop')
    await mkdir(dirname(path), { recursive: true })
    const item = createAutostart({ program: '/opt/dailies', file: path })
    await item.refresh()
    expect(await item.opensAtLogin()).toBe(false)
  })
})
