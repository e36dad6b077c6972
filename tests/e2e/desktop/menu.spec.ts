import type { Page } from '@playwright/test'
import { expect, test, type DesktopApp, type MenuEntry } from '../drivers/desktop.ts'

const names = (entries: readonly MenuEntry[]): string[] =>
  entries.filter(({ type }) => type !== 'separator').map(({ label }) => label.replace('&', ''))
const entryAt = async (desktop: DesktopApp, ...path: string[]): Promise<MenuEntry | undefined> => {
  let entries = await desktop.system.menu()
  for (const name of path.slice(0, -1)) entries = entries.find((entry) => names([entry])[0] === name)?.submenu ?? []
  return entries.find((entry) => names([entry])[0] === path.at(-1))
}
const acceleratorOf = async (desktop: DesktopApp, ...path: string[]): Promise<string | null | undefined> =>
  (await entryAt(desktop, ...path))?.accelerator
/** Each system has these where its people look for them. */
const isMac = process.platform === 'darwin'
const APP_MENU = isMac ? 'Dailies' : 'File'
const view = (page: Page, name: string) => page.getByRole('main', { name })

test('a line of the menu does in the page what the palette and the keys do', async ({ desktop }) => {
  const page = await desktop.page()
  await desktop.system.clickMenu('View', 'Library')
  await expect(view(page, 'Library')).toBeVisible()
  await desktop.system.clickMenu('View', 'Find a command')
  await expect(page.getByRole('combobox', { name: 'What do you want to do?' })).toBeFocused()
  await page.keyboard.press('Escape')
  await desktop.system.clickMenu('File', 'Write a prompt')
  await expect(page.locator('[data-composer] textarea')).toBeFocused()
  await desktop.system.clickMenu('Help', 'Keyboard shortcuts')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test.describe('with the window closed and its page gone', () => {
  test.use({ desktopOptions: { env: { DAILIES_HIDDEN_WINDOW_MS: '100' } } })

  test('a line of the menu brings the window back and acts in it', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.closeWindow()
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    await desktop.system.clickMenu('View', 'Library')
    await expect(view(await desktop.page(), 'Library')).toBeVisible()
    expect(await desktop.isWindowVisible()).toBe(true)
  })
})

test('the queue is paused from the menu, which then offers to resume', async ({ desktop }) => {
  await desktop.page()
  const isEnabled = async (name: string): Promise<boolean | undefined> =>
    (await entryAt(desktop, 'Queue', name))?.enabled
  await expect.poll(() => isEnabled('Resume the queue')).toBe(false)
  await desktop.system.clickMenu('Queue', 'Pause now')
  await expect.poll(async () => (await desktop.rpc('queue.state', {})).pauseMode).toBe('now')
  await expect.poll(() => isEnabled('Resume the queue')).toBe(true)
  expect(await isEnabled('Pause now')).toBe(false)
  await desktop.system.clickMenu('Queue', 'Resume the queue')
  await expect.poll(async () => (await desktop.rpc('queue.state', {})).isPaused).toBe(false)
})

test('a key of the person’s own stands in the menu, and a line without keys has none', async ({ desktop }) => {
  const page = await desktop.page()
  await expect.poll(() => acceleratorOf(desktop, 'View', 'Show or hide the navigation')).toBe('CommandOrControl+B')
  await desktop.system.clickMenu(APP_MENU, 'Settings…')
  await page
    .getByRole('navigation', { name: 'Pages of the settings' })
    .getByRole('button', { name: 'Shortcuts', exact: true })
    .click()
  await page.getByRole('button', { name: 'Add keys for “Activity”' }).click()
  await page.keyboard.press('Control+b')
  await page.getByRole('button', { name: 'Use it here instead' }).click()
  await expect.poll(() => acceleratorOf(desktop, 'View', 'Activity')).toBe('CommandOrControl+B')
  await expect.poll(() => acceleratorOf(desktop, 'View', 'Show or hide the navigation')).toBeNull()
})

test('the menu speaks the language of the page', async ({ desktop }) => {
  const page = await desktop.page()
  await desktop.system.clickMenu(APP_MENU, 'Settings…')
  await page.getByRole('button', { name: 'Appearance', exact: true }).click()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect
    .poll(async () => names(await desktop.system.menu()))
    .toEqual([
      ...(isMac ? ['Dailies'] : []),
      'Datei',
      'Bearbeiten',
      'Ansicht',
      'Warteschlange',
      'Video',
      'Fenster',
      'Hilfe',
    ])
  await desktop.system.clickMenu('Ansicht', 'Bibliothek')
  await expect(view(page, 'Bibliothek')).toBeVisible()
})

test('help opens folders and the documentation, which is a plain https address', async ({ desktop }) => {
  await desktop.page()
  const asked = async (api: string): Promise<unknown[]> => (await desktop.system.calls(api)).map(({ args }) => args[0])
  await desktop.system.clickMenu('File', 'Open the videos folder')
  await expect.poll(() => asked('shell.openPath')).toEqual([desktop.videosDir])
  await desktop.system.clickMenu('Help', 'Open the data folder')
  await expect.poll(() => asked('shell.openPath')).toEqual([desktop.videosDir, desktop.dataDir])
  await desktop.system.clickMenu('Help', 'Documentation')
  await expect.poll(() => asked('shell.openExternal')).toEqual([expect.stringMatching(/^https:\/\//)])
})

test('quitting from the menu ends the app', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.clickMenu(APP_MENU, 'quit')
  expect(await desktop.exit()).toBe(0)
})

test.describe('on Windows', () => {
  test.use({ desktopOptions: { platform: 'win32' } })

  test('the menu is that of a Windows program, and its keys belong to the page', async ({ desktop }) => {
    await desktop.page()
    await expect
      .poll(async () => names(await desktop.system.menu()))
      .toEqual(['File', 'Edit', 'View', 'Queue', 'Take', 'Window', 'Help'])
    expect(await entryAt(desktop, 'File', 'Exit')).toMatchObject({ role: 'quit' })
    const registered = await desktop.evaluate(({ Menu }) => {
      const all = (menu: Electron.Menu | null | undefined): Electron.MenuItem[] =>
        (menu?.items ?? []).flatMap((item) => [item, ...all('submenu' in item ? item.submenu : null)])
      return all(Menu.getApplicationMenu()).flatMap((item) =>
        'role' in item || item.accelerator === null || !item.registerAccelerator ? [] : [item.label],
      )
    }, null)
    expect(registered).toEqual([])
  })

  test('the taskbar offers tasks', async ({ desktop }) => {
    await desktop.page()
    await expect
      .poll(async () => (await desktop.system.calls('app.setUserTasks')).at(-1)?.args[0])
      .toMatchObject([
        { title: 'Write a prompt', arguments: expect.stringMatching(/--command=writePrompt$/) },
        { title: 'Queue' },
        { title: 'Library' },
      ])
  })
})

test.describe('on a Mac', () => {
  test.use({ desktopOptions: { platform: 'darwin' } })

  test('the app has its own menu, with the settings and their keys', async ({ desktop }) => {
    const page = await desktop.page()
    await expect
      .poll(async () => names(await desktop.system.menu()))
      .toEqual(['Dailies', 'File', 'Edit', 'View', 'Queue', 'Take', 'Window', 'Help'])
    expect(await acceleratorOf(desktop, 'Dailies', 'Settings…')).toBe('CommandOrControl+,')
    expect(await acceleratorOf(desktop, 'File', 'Write a prompt')).toBeNull()
    await desktop.system.clickMenu('Dailies', 'Settings…')
    await expect(view(page, 'Settings')).toBeVisible()
  })

  test('the dock’s menu pauses without bringing up the window', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.closeWindow()
    await desktop.system.clickDock('Pause after the running jobs')
    await expect.poll(async () => names(await desktop.system.dockMenu())).toContain('Resume the queue')
    expect(await desktop.isWindowVisible()).toBe(false)
    await desktop.system.clickDock('Library')
    await expect(view(await desktop.page(), 'Library')).toBeVisible()
    expect((await desktop.rpc('queue.state', {})).isPaused).toBe(true)
  })
})
