import type { Page } from '@playwright/test'
import { expect, openLink, test } from './drivers/fixtures.ts'

/** Sends a request as the page itself does, with its session. */
const ask = (page: Page, route: string, input: unknown): Promise<void> =>
  page.evaluate(
    async ([name, body]) => {
      await fetch(`/api/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body ?? '{}',
      })
    },
    [route, JSON.stringify(input)],
  )

const openActivity = (page: Page): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('button', { name: /^Activity/ })
    .click()

test('a refusal is told, counted until it is read, and leads to its job', async ({ page, server }) => {
  await openLink(page, server)
  const rail = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: /^Activity/ })
  await ask(page, 'jobs.create', { prompt: 'Something refused [moderation]' })
  await expect(rail).toHaveText(/1$/)
  await openActivity(page)
  const notices = page.getByRole('list', { name: 'Notices' })
  await expect(notices).toContainText('Failed: “Something refused [moderation]”.')
  await expect(notices).toContainText('Unread')
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(rail).toHaveText('Activity')
  await expect(notices).not.toContainText('Unread')
  await notices.getByRole('button').first().click()
  await expect(page.getByRole('navigation', { name: 'Main navigation' }).locator('[aria-current]')).toHaveText(/^Queue/)
})

test('the timeline of all jobs shows each request and its answer, and is filtered by kind', async ({
  page,
  server,
}) => {
  await openLink(page, server)
  await ask(page, 'jobs.create', { prompt: 'A lighthouse at dusk' })
  await openActivity(page)
  await page.getByRole('tab', { name: 'Events' }).click()
  const events = page.getByRole('list', { name: 'Events' })
  await expect(events).toContainText('Saved and checked', { timeout: 45_000 })
  await page.getByRole('combobox', { name: 'Kind of event' }).click()
  await page.getByRole('option', { name: 'Requests and answers' }).click()
  await expect(events).not.toContainText('Saved and checked')
  // By keyboard alone: down the list, open, see what was asked.
  await events.locator('[data-main]').first().focus()
  await page.keyboard.press('End')
  const last = events.locator('[data-main]').last()
  await expect(last).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(last).toHaveAttribute('aria-expanded', 'true')
  await expect(events).toContainText('POST /v1/videos')
})

test('polling has its figures as charts and as a table, and the log can be searched', async ({ page, server }) => {
  await openLink(page, server)
  await ask(page, 'jobs.create', { prompt: 'A lighthouse at dusk' })
  await openActivity(page)
  await page.getByRole('tab', { name: 'Polling' }).click()
  await expect(page.getByRole('img', { name: /^Requests to providers, minute by minute/ })).toBeVisible()
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await expect(page.getByRole('region', { name: /last two hours/ }).getByRole('row')).not.toHaveCount(0)
  await page.getByRole('tab', { name: 'Log' }).click()
  await page.getByLabel('Search the log').fill('surely nowhere in the log')
  await expect(page.getByRole('heading', { name: 'No line matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(page.getByRole('heading', { name: 'No line matches' })).toHaveCount(0)
})
