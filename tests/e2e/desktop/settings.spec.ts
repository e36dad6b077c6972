import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { listenToShell, shellAnswer, shellData, toldEvents } from './shellAnswers.ts'

const opensAtLogin = async (desktop: DesktopApp): Promise<boolean> =>
  (await shellData(desktop, 'shell.state', {})).settings.opensAtLogin

test('settings of the shell outlive a restart', async ({ desktop }) => {
  await shellData(desktop, 'shell.configure', { staysInTray: false, keepsAwake: false, updateChannel: 'beta' })
  await desktop.restart()
  const { settings, versions } = await shellData(desktop, 'shell.state', {})
  expect(settings).toMatchObject({
    staysInTray: false,
    keepsAwake: false,
    updateChannel: 'beta',
    checksForUpdates: true,
  })
  expect(versions.electron).toMatch(/^\d+\./)
})

test.describe('starting with the computer', () => {
  test('is not offered by an app that runs from its sources', async ({ desktop }) => {
    expect((await shellData(desktop, 'shell.state', {})).canOpenAtLogin).toBe(false)
    const answer = await shellAnswer(desktop, 'shell.configure', { opensAtLogin: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict', field: 'opensAtLogin' } })
  })

  test('is a file of the desktop on Linux, which starts it hidden and follows the AppImage', async ({ desktop }) => {
    test.skip(process.platform !== 'linux' || desktop.kind !== 'stand-in', 'Changes the autostart of the machine.')
    const config = join(desktop.systemDir, 'config')
    const file = join(config, 'autostart', 'dailies.desktop')
    const env = { XDG_CONFIG_HOME: config, APPIMAGE: '/home/ada/Dailies 1.AppImage' }
    await desktop.restart({ isPackaged: true, env })
    expect(await opensAtLogin(desktop)).toBe(false)
    await shellData(desktop, 'shell.configure', { opensAtLogin: true })
    expect(await readFile(file, 'utf8')).toContain('Exec="/home/ada/Dailies 1.AppImage" "--hidden"\n')
    await desktop.restart({ env: { ...env, APPIMAGE: '/home/ada/Dailies 2.AppImage' } })
    expect(await opensAtLogin(desktop)).toBe(true)
    await expect.poll(async () => await readFile(file, 'utf8')).toContain('Dailies 2.AppImage')
    await writeFile(file, `${await readFile(file, 'utf8')}Hidden=true\n`)
    expect(await opensAtLogin(desktop)).toBe(false)
    await shellData(desktop, 'shell.configure', { opensAtLogin: false })
    await expect(readFile(file)).rejects.toThrow(/ENOENT/)
  })

  for (const platform of ['darwin', 'win32'] as const) {
    test(`is left to the system's own list on ${platform}`, async ({ desktop }) => {
      test.skip(desktop.kind !== 'stand-in', 'Changes what starts with the machine.')
      await desktop.restart({ isPackaged: true, platform })
      await shellData(desktop, 'shell.configure', { opensAtLogin: true })
      const [call] = await desktop.system.calls('app.setLoginItemSettings')
      const expected = platform === 'win32' ? { openAtLogin: true, args: ['--hidden'] } : { openAtLogin: true }
      expect(call?.args).toEqual([expected])
      await desktop.restart()
      expect(await opensAtLogin(desktop)).toBe(true)
    })
  }
})

test('the theme of the page is that of the window, too', async ({ desktop }) => {
  const read = async () =>
    await desktop.evaluate(({ nativeTheme }) => [nativeTheme.themeSource, nativeTheme.shouldUseDarkColors], null)
  await shellData(desktop, 'shell.setTheme', { theme: 'dark' })
  expect(await read()).toEqual(['dark', true])
  await shellData(desktop, 'shell.setTheme', { theme: 'light' })
  expect(await read()).toEqual(['light', false])
  const painted = (await desktop.system.calls()).filter(({ api }) => api.endsWith('.setBackgroundColor'))
  expect(painted.at(-1)?.args).toEqual(['#f3f4f6'])
  await shellData(desktop, 'shell.setTheme', { theme: 'system' })
  await desktop.system.setAppearance({ isDark: true })
  expect(await read()).toEqual(['system', true])
  expect(await shellAnswer(desktop, 'shell.setTheme', { theme: 'pink' as never })).toMatchObject({ ok: false })
})

test('the accent colour of the system reaches the page when it changes', async ({ desktop }) => {
  await listenToShell(desktop)
  await desktop.system.setAppearance({ accent: '#e01b24' })
  const accents = async () =>
    (await toldEvents(desktop)).flatMap(({ type, data }) => (type === 'shell.changed' ? [data.accentColor] : []))
  await expect.poll(accents).toEqual(['#e01b24'])
  expect((await shellData(desktop, 'shell.state', {})).accentColor).toBe('#e01b24')
  await desktop.system.setAppearance({ accent: '#e01b24' })
  await shellData(desktop, 'shell.state', {})
  expect(await accents()).toHaveLength(1)
})

test('a folder is chosen in the dialog of the system, beginning where it is now', async ({ desktop }) => {
  const folder = join(desktop.dataDir, 'takes')
  await mkdir(folder)
  await desktop.system.answerDialogs(folder)
  const asked = { title: 'Where to?', folder: desktop.videosDir }
  expect(await shellData(desktop, 'shell.chooseFolder', asked)).toEqual({ folder })
  const [shown] = await desktop.system.dialogs()
  expect(shown).toMatchObject({ kind: 'open', title: 'Where to?', defaultPath: desktop.videosDir })
  await desktop.system.answerDialogs('')
  expect(await shellData(desktop, 'shell.chooseFolder', { title: 'Where to?', folder: null })).toEqual({ folder: null })
})
