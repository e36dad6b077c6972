import { expect, test } from '../drivers/desktop.ts'

/** What a stand-in cannot see of Chromium: pages made of a blob, and clicks that open tabs by themselves. */

test('a page made of a blob does not take the place of the app', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => {
    location.href = URL.createObjectURL(new Blob(['<p>elsewhere</p>'], { type: 'text/html' }))
  })
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
  expect(page.url()).toBe(`${desktop.origin}/`)
})

test('clicks with the middle button or with keys held open no window', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = '/'
    link.textContent = 'a link of a test'
    link.style.cssText = 'position:fixed;top:0;left:0;z-index:9999'
    document.body.append(link)
  })
  const link = page.getByText('a link of a test')
  await link.click({ button: 'middle' })
  await link.click({ modifiers: ['Shift'] })
  await link.click({ modifiers: ['ControlOrMeta'] })
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test('a key in the keychain of this machine is found again', async ({ desktop }) => {
  await desktop.page()
  const { keyStore } = await desktop.rpc('app.info', {})
  test.skip(keyStore !== 'keychain', 'There is no keychain here.')
  const account = { name: 'Mine', baseUrl: 'http://127.0.0.1:9/v1', profile: 'sora' } as const
  const { id } = await desktop.rpc('accounts.create', { ...account, apiKey: 'a key of a test, to be removed' })
  await desktop.restart()
  await desktop.page()
  const { items } = await desktop.rpc('accounts.list', {})
  expect(items.find((item) => item.id === id)).toMatchObject({ hasKey: true, pause: null })
  await desktop.rpc('accounts.remove', { accountId: id })
})
