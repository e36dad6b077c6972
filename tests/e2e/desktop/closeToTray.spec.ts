import { expect, test } from '../drivers/desktop.ts'
import { isInState, queueJob, restartWith, takesOnDisk } from './steps.ts'

test.describe('a closed window', () => {
  // Slow enough that the window is gone before the take is there.
  test.use({ desktopOptions: { demoSpeed: 4, env: { DAILIES_HIDDEN_WINDOW_MS: '300' } } })

  test('the engine finishes a job with no window, and reopening shows the take', async ({ desktop }) => {
    const job = await queueJob(desktop)
    await desktop.system.closeWindow()
    expect(await desktop.isWindowVisible()).toBe(false)
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    expect(await takesOnDisk(desktop)).toEqual([])

    await expect.poll(() => takesOnDisk(desktop), { timeout: 60_000 }).toHaveLength(1)
    expect(await desktop.hasWindow()).toBe(false)

    await desktop.system.launchAgain()
    const page = await desktop.page()
    await expect(page.locator(`[data-job-id="${job.id}"]`).first()).toHaveAttribute('data-status', 'completed')
    expect(await desktop.isWindowVisible()).toBe(true)
  })

  test('a page that was released comes back by the dock', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.closeWindow()
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    await desktop.system.activate()
    await desktop.page()
    expect(await desktop.isWindowVisible()).toBe(true)
  })
})

test('a window that is reopened soon has the same page, as it was', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => document.body.setAttribute('data-mark', 'here'))
  await desktop.system.closeWindow()
  expect(await desktop.isWindowVisible()).toBe(false)
  expect(await desktop.hasWindow()).toBe(true)
  await desktop.system.launchAgain()
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  await expect((await desktop.page()).locator('body')).toHaveAttribute('data-mark', 'here')
})

test('the first close, and only that, says that the work goes on', async ({ desktop }) => {
  const notes = async (): Promise<string[]> => (await desktop.system.notices()).map(({ title }) => title)
  await desktop.page()
  await desktop.system.closeWindow()
  await expect.poll(notes).toEqual([expect.stringContaining('keeps working')])
  await desktop.system.launchAgain()
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  await desktop.system.closeWindow()
  expect(await notes()).toHaveLength(1)

  await desktop.restart()
  await desktop.page()
  await desktop.system.closeWindow()
  await expect.poll(() => desktop.isWindowVisible()).toBe(false)
  expect(await notes()).toEqual([])
})

test.describe('where the system shows no notifications', () => {
  test.use({ desktopOptions: { hasNotifications: false } })

  test('the first close that can say so still does', async ({ desktop }) => {
    const notes = async (): Promise<number> => (await desktop.system.notices()).length
    await desktop.page()
    await desktop.system.closeWindow()
    await expect.poll(() => desktop.isWindowVisible()).toBe(false)
    expect(await notes()).toBe(0)
    await desktop.restart({ hasNotifications: true })
    await desktop.page()
    await desktop.system.closeWindow()
    await expect.poll(notes).toBe(1)
  })
})

test.describe('at login', () => {
  test.use({ desktopOptions: { args: ['--hidden'] } })

  test('no window is made, and a click on the app makes one', async ({ desktop }) => {
    await expect.poll(() => desktop.evaluate(({ app }) => app.isReady(), null)).toBe(true)
    expect(await desktop.hasWindow()).toBe(false)
    // Another start at login asks for no window either.
    expect(await desktop.system.launchAgain('--hidden')).toBe(0)
    expect(await desktop.hasWindow()).toBe(false)
    expect(await desktop.system.launchAgain()).toBe(0)
    await desktop.page()
    expect(await desktop.isWindowVisible()).toBe(true)
  })
})

test.describe('where the window does not go to the tray', () => {
  test.use({ desktopOptions: { demoSpeed: 1 } })

  test('closing it quits', async ({ desktop }) => {
    await restartWith(desktop, { staysInTray: false })
    await desktop.system.closeWindow()
    expect(await desktop.exit()).toBe(0)
  })

  test('closing it asks first where work is in flight, and it stays where the person wants it to go on', async ({
    desktop,
  }) => {
    await restartWith(desktop, { staysInTray: false })
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    await desktop.system.answerDialogs('Keep running')
    await desktop.system.closeWindow()
    await expect
      .poll(async () => (await desktop.system.dialogs()).filter(({ isAnswered }) => isAnswered).length)
      .toBe(1)
    expect((await desktop.rpc('jobs.get', { jobId: job.id })).status).not.toBe('failed')
    expect(await desktop.isWindowVisible()).toBe(true)
    expect(await desktop.system.notices()).toEqual([])
  })

  test.describe('on a Mac', () => {
    test.use({ desktopOptions: { platform: 'darwin' } })

    test('closing it ends the window and leaves the app', async ({ desktop }) => {
      await restartWith(desktop, { staysInTray: false })
      await desktop.system.closeWindow()
      await expect.poll(() => desktop.hasWindow()).toBe(false)
      await desktop.system.activate()
      await desktop.page()
    })
  })
})
