import { expect, test } from '../drivers/desktop.ts'

test('a second start shows the first one and ends', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.closeWindow()
  await expect.poll(() => desktop.isWindowVisible()).toBe(false)
  expect(await desktop.system.launchAgain()).toBe(0)
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test('a minimised window is brought back', async ({ desktop }) => {
  await desktop.page()
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null)
  expect(await desktop.system.launchAgain()).toBe(0)
  const isMinimized = () =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized(), null)
  await expect.poll(isMinimized).toBe(false)
})

test('a start on another folder is an app of its own', async ({ desktop, desktopElsewhere }) => {
  await desktop.page()
  await desktopElsewhere.page()
  expect(desktopElsewhere.dataDir).not.toBe(desktop.dataDir)
})
