import { basename } from 'node:path'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { startLosingProvider } from '../drivers/losingProvider.ts'
import { isInState, queueJob } from './steps.ts'

const tooltip = async (desktop: DesktopApp): Promise<string | undefined> => (await desktop.system.tray())?.tooltip
const icon = async (desktop: DesktopApp): Promise<string> => basename((await desktop.system.tray())?.icon ?? '')
const labels = async (desktop: DesktopApp): Promise<string[]> =>
  ((await desktop.system.tray())?.menu ?? []).map(({ label }) => label)

test.describe('while a job runs', () => {
  test.use({ desktopOptions: { demoSpeed: 3 } })

  test('the tray says so, names it with its progress, and a click opens it', async ({ desktop }) => {
    await desktop.page()
    await expect.poll(() => tooltip(desktop)).toBe('Dailies – nothing to do')
    expect(await icon(desktop)).toMatch(/^idle/)

    const job = await queueJob(desktop, 'A red kite & a blue one')
    await expect.poll(() => tooltip(desktop)).toBe('Dailies – 1 running')
    expect(await icon(desktop)).toMatch(/^running/)
    await expect.poll(() => labels(desktop)).toContainEqual(expect.stringContaining('A red kite && a blue one – '))
    const line = (await labels(desktop)).find((label) => label.startsWith('A red kite'))

    await desktop.system.closeWindow()
    await expect.poll(() => desktop.isWindowVisible()).toBe(false)
    await desktop.system.clickTray(line ?? '')
    await expect.poll(() => desktop.isWindowVisible()).toBe(true)
    const page = await desktop.page()
    await expect(page.locator(`[data-job-id="${job.id}"][aria-selected="true"]`)).toBeVisible()

    await isInState(desktop, job.id, 'completed')
    await expect.poll(() => tooltip(desktop)).toBe('Dailies – nothing to do')
    expect((await labels(desktop)).filter((label) => label.startsWith('A red kite'))).toEqual([])
  })
})

test('pausing and resuming need no window', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.closeWindow()
  await expect.poll(() => labels(desktop)).toContain('Pause after the running jobs')
  await desktop.system.clickTray('Pause after the running jobs')
  await expect.poll(() => tooltip(desktop)).toBe('Dailies – paused')
  expect(await icon(desktop)).toMatch(/^paused/)
  await expect.poll(() => labels(desktop)).not.toContain('Pause after the running jobs')
  await desktop.system.clickTray('Resume the queue')
  await expect.poll(() => tooltip(desktop)).toBe('Dailies – nothing to do')
  await expect.poll(() => labels(desktop)).not.toContain('Resume the queue')
  expect(await desktop.isWindowVisible()).toBe(false)
})

test('a job that needs a decision shows at a glance, and the menu leads to it', async ({ desktop }) => {
  const provider = await startLosingProvider()
  try {
    const account = await desktop.rpc('accounts.create', {
      name: 'Losing',
      baseUrl: provider.baseUrl,
      profile: 'sora',
      apiKey: 'a-key-for-the-losing-provider',
      makeDefault: true,
    })
    const { jobs } = await desktop.rpc('jobs.create', { prompt: 'Lost on the way', accountId: account.id })
    const jobId = jobs[0]?.id ?? ''
    await expect.poll(() => tooltip(desktop), { timeout: 60_000 }).toBe('Dailies – 1 needs attention')
    expect(await icon(desktop)).toMatch(/^attention/)
    await desktop.system.closeWindow()
    await desktop.system.clickTray('Decide about 1 job…')
    await expect.poll(() => desktop.isWindowVisible()).toBe(true)
    const page = await desktop.page()
    await expect(page.locator(`[data-job-id="${jobId}"][aria-selected="true"]`)).toBeVisible()
  } finally {
    await provider.stop()
  }
})

test.describe('while work waits for the network', () => {
  test.use({ desktopOptions: { demoSpeed: 1 } })

  test('the tray says that there is none', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.setOnline(false)
    await queueJob(desktop)
    await expect.poll(() => tooltip(desktop), { timeout: 60_000 }).toContain('Dailies – offline')
    expect(await icon(desktop)).toMatch(/^offline/)
    await desktop.system.setOnline(true)
    await expect.poll(() => tooltip(desktop), { timeout: 60_000 }).not.toContain('offline')
  })
})

test('a click on the icon brings the window back, and a line of its menu acts in it', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.closeWindow()
  await desktop.system.clickTrayIcon()
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  await desktop.system.closeWindow()
  await desktop.system.clickTray('Write a prompt')
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  await expect((await desktop.page()).locator('[data-composer] textarea')).toBeFocused()
})

test('quitting from the tray ends the app', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.closeWindow()
  await desktop.system.clickTray(process.platform === 'win32' ? 'Exit' : 'Quit Dailies')
  expect(await desktop.exit()).toBe(0)
})

test('a tray where nothing happens is not touched again', async ({ desktop }) => {
  await desktop.page()
  const touches = async (): Promise<number> =>
    (await desktop.system.calls()).filter(({ api }) => api.startsWith('Tray.set')).length
  await expect.poll(() => tooltip(desktop)).toBe('Dailies – nothing to do')
  const before = await touches()
  await desktop.rpc('notifications.list', { limit: 1 })
  await desktop.rpc('queue.pause', {})
  await expect.poll(() => tooltip(desktop)).toBe('Dailies – paused')
  await expect.poll(() => labels(desktop)).toContain('Resume the queue')
  // One picture, one tooltip, one menu.
  expect((await touches()) - before).toBe(3)
})

test.describe('on a Mac', () => {
  test.use({ desktopOptions: { platform: 'darwin' } })

  test('the system colours the icon, and a click leaves the window alone', async ({ desktop }) => {
    await desktop.page()
    await expect.poll(() => icon(desktop)).toBe('idleTemplate.png')
    await desktop.system.closeWindow()
    await desktop.system.clickTrayIcon()
    expect(await desktop.isWindowVisible()).toBe(false)
    await desktop.system.clickTray('Open Dailies')
    await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  })
})

test.describe('on a light taskbar', () => {
  test.use({ desktopOptions: { platform: 'win32' } })

  test('the icon changes with the ground that it lies on', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.setAppearance({ isDark: true })
    await expect.poll(() => icon(desktop)).toBe('idle-dark.png')
    await desktop.system.setAppearance({ isDark: false })
    await expect.poll(() => icon(desktop)).toBe('idle-light.png')
  })
})
