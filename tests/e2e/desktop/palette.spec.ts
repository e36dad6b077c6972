import type { Page } from '@playwright/test'
import { expect, test } from '../drivers/desktop.ts'

const find = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'What do you want to do?' })
  await field.waitFor()
  await field.fill(text)
  await expect(page.getByRole('option').first()).toContainText(new RegExp(text, 'i'))
  await page.keyboard.press('Enter')
}

test('the palette finds what the menus of the shell do', async ({ desktop }) => {
  const page = await desktop.page()
  await find(page, 'diagnos')
  await expect.poll(async () => (await desktop.system.dialogs()).map(({ kind }) => kind)).toEqual(['save'])
  await find(page, 'data folder')
  await expect
    .poll(async () => (await desktop.system.calls('shell.openPath')).map(({ args }) => args[0]))
    .toEqual([desktop.dataDir])
})

test('the palette fills the screen with the window', async ({ desktop }) => {
  const page = await desktop.page()
  const isFull = async (): Promise<boolean | undefined> =>
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen(), null)
  await find(page, 'full screen')
  await expect.poll(isFull).toBe(true)
})

test('quitting from the palette is quitting like any other', async ({ desktop }) => {
  const page = await desktop.page()
  await find(page, 'quit')
  expect(await desktop.exit()).toBe(0)
})
