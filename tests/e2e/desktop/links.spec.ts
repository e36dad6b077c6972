import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../drivers/desktop.ts'
import { queueJob } from './steps.ts'

/** The job that the inspector shows. */
const isOpen = async (page: Page, prompt: string): Promise<void> => {
  await expect(page.getByRole('complementary').filter({ hasText: prompt })).toBeVisible()
}

test.describe('with the window closed and its page gone', () => {
  test.use({ desktopOptions: { demoSpeed: 20, env: { DAILIES_HIDDEN_WINDOW_MS: '0' } } })

  test('a link opens the window on its job', async ({ desktop }) => {
    await queueJob(desktop, 'A heron in the reeds')
    const job = await queueJob(desktop, 'A lighthouse at dusk')
    await desktop.system.closeWindow()
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    expect(await desktop.system.launchAgain(`dailies://job/${job.id}`)).toBe(0)
    await isOpen(await desktop.page(), 'A lighthouse at dusk')
  })

  test('a picture becomes a reference', async ({ desktop }) => {
    await desktop.page()
    await desktop.system.closeWindow()
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    const path = join(desktop.dataDir, 'still.png')
    await writeFile(path, PIXEL)
    expect(await desktop.system.launchAgain(path)).toBe(0)
    const page = await desktop.page()
    // No model wants a picture of one pixel, so it has to be fitted first.
    await page.getByRole('button', { name: 'Use the image' }).click()
    await expect(page.getByText('still.png')).toBeVisible()
  })
})

test('macOS hands links over by an event', async ({ desktop }) => {
  const job = await queueJob(desktop, 'A lighthouse at dusk')
  await desktop.system.openUrl(`dailies://job/${job.id}`)
  await isOpen(await desktop.page(), 'A lighthouse at dusk')
})

test('hostile links only show the window', async ({ desktop }) => {
  await queueJob(desktop, 'A lighthouse at dusk')
  const page = await desktop.page()
  for (const link of [
    'dailies://job/../x',
    'dailies://job/a%2Fb',
    'dailies://app/',
    `dailies://job/${'x'.repeat(5000)}`,
  ]) {
    expect(await desktop.system.launchAgain(link)).toBe(0)
  }
  expect(page.url()).toBe(`${desktop.origin}/`)
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test.describe('the first start', () => {
  test.use({ desktopOptions: { args: ['dailies://job/nobody-knows-this-one'] } })

  test('with a link to a job that is gone opens as ever', async ({ desktop }) => {
    const page = await desktop.page()
    await expect(page.getByRole('navigation').first()).toBeVisible()
  })
})

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
