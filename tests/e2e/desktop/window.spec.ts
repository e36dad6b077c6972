import { composer } from '../drivers/fixtures.ts'
import { expect, test } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

test('the window opens on the workbench, with a job queued by hand in it', async ({ desktop }) => {
  const page = await desktop.page()
  await expect(composer(page)).toBeVisible()
  expect(page.url().startsWith(`${desktop.origin}/`)).toBe(true)
  expect(await desktop.isWindowVisible()).toBe(true)
  const job = await queueJob(desktop, 'A lighthouse at dusk')
  await expect(page.locator(`[data-job-id="${job.id}"]`)).toContainText('A lighthouse at dusk')
  await isInState(desktop, job.id, 'completed')
})

test('there is one window, and it carries the name of the app', async ({ desktop }) => {
  await desktop.page()
  const titles = () =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()), null)
  await expect.poll(async () => (await titles()).map((title) => title.includes('Dailies'))).toEqual([true])
})

test('the window is sandboxed, isolated and without Node, and has no web views', async ({ desktop }) => {
  test.skip(desktop.kind === 'electron', 'Electron does not tell what a window was made with')
  await desktop.page()
  const [made] = await desktop.system.calls('new BrowserWindow')
  const [options] = made?.args ?? []
  const { webPreferences = {} } = options as { webPreferences?: Record<string, unknown> }
  expect(webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  expect(webPreferences['webviewTag'] ?? false).toBe(false)
  expect(webPreferences['webSecurity'] ?? true).toBe(true)
})

test('what the page has stored is there after a restart', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => localStorage.setItem('note', 'still here'))
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  await desktop.restart()
  const again = await desktop.page()
  expect(await again.evaluate(() => localStorage.getItem('note'))).toBe('still here')
})
