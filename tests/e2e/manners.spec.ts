import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { composer, expect, openLink, rows, tab, test, untilAll, view } from './drivers/fixtures.ts'
import { shifts, watchShifts } from './drivers/longTasks.ts'

const RENDERER = resolve(import.meta.dirname, '../../out/renderer')
const LARGEST_SCRIPT_BYTES = 250_000

const items = (count: number, what: string) => Array.from({ length: count }, (_, at) => ({ prompt: `${what} ${at}` }))

test.describe('while jobs come and finish', () => {
  test.use({ clipAfterMs: 150 })

  for (const name of ['Queue', 'Library'] as const) {
    test(`nothing jumps in the ${name.toLowerCase()}`, async ({ page, server }) => {
      await server.rpc('jobs.createMany', { items: items(3, 'Early'), requestId: 'early' })
      await untilAll(server, ['completed'])
      await openLink(page, server)
      await view(page, name).click()
      await expect(rows(page)).toHaveCount(3)
      await expect(composer(page).getByRole('combobox', { name: 'Model' })).toBeVisible()
      await watchShifts(page)
      await server.rpc('jobs.createMany', { items: items(8, 'Late'), requestId: 'late' })
      await untilAll(server, ['completed'])
      await view(page, name).focus()
      await expect(rows(page)).toHaveCount(11)
      // Pictures make room for newer ones, from one column to the next; everything around them stands still.
      const moved = (await shifts(page)).filter(
        (shift) => name === 'Queue' || !shift.includes(': <div role="gridcell"'),
      )
      expect(moved).toEqual([])
    })
  }

  test('what is in sight stays where it is while new jobs come above it', async ({ page, server }) => {
    await server.rpc('queue.pause', {})
    await server.rpc('jobs.createMany', { items: items(80, 'Early'), requestId: 'early' })
    await openLink(page, server)
    await rows(page).first().focus()
    for (const key of ['PageDown', 'PageDown', 'PageDown']) await page.keyboard.press(key)
    const seen = page.locator('[data-job-id]:focus')
    const jobId = await seen.getAttribute('data-job-id')
    const place = () => page.locator(`[data-job-id="${jobId}"]`).evaluate((row) => row.getBoundingClientRect().top)
    const before = await place()
    await server.rpc('jobs.createMany', { items: items(20, 'Late'), requestId: 'late' })
    await expect(tab(page, 'All', 100)).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Jobs' })).toHaveAttribute('aria-rowcount', /10\d/)
    await expect.poll(place).toBeCloseTo(before, 0)
  })
})

test('the first script is small', async () => {
  const html = await readFile(resolve(RENDERER, 'index.html'), 'utf8')
  const names = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(0)
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(resolve(RENDERER, name))).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LARGEST_SCRIPT_BYTES)
})

test.describe('the content security policy', () => {
  test.use({ expectedErrors: /Content Security Policy|^CSP: script-src/ })

  test('lets nothing run that did not come with the screen', async ({ page, server }) => {
    const answer = await page.goto(server.link())
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("style-src 'self'")
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.isBroken = true'
      document.body.append(script)
    })
    expect(await page.evaluate(() => 'isBroken' in window)).toBe(false)
  })
})
