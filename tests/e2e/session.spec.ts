import { expect, isLive, openLink, test } from './drivers/fixtures.ts'

const tokenOf = (link: string): string => decodeURIComponent(link.split('#token=')[1] ?? 'no token')

test('the token leaves the address at once and is stored nowhere', async ({ context, page, server }) => {
  await openLink(page, server)
  expect(page.url()).toBe(`${server.origin()}/`)
  const token = tokenOf(server.link())
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML]),
  )
  expect(kept).not.toContain(token)
  const cookies = await context.cookies()
  expect(cookies.map(({ httpOnly, sameSite, value }) => ({ httpOnly, sameSite, isToken: value === token }))).toEqual([
    { httpOnly: true, sameSite: 'Strict', isToken: false },
  ])
  await page.goto('about:blank')
  await page.goBack()
  await isLive(page)
  expect(page.url()).toBe(`${server.origin()}/`)
})

test.describe('without a session', () => {
  test.use({ expectedErrors: /status of 401/ })

  test('the page says how to open Dailies, and a new link opens it', async ({ page, server }) => {
    await page.goto(server.origin())
    await expect(page.getByRole('heading', { name: 'Open Dailies with its link' })).toBeVisible()
    await page.goto(`${server.origin()}/#token=wrong`)
    await expect(page.getByRole('heading', { name: 'Open Dailies with its link' })).toBeVisible()
    expect(page.url()).toBe(`${server.origin()}/`)
    await page.goto(server.link())
    await isLive(page)
    expect(page.url()).toBe(`${server.origin()}/`)
  })
})
