import type { Locator, Page } from '@playwright/test'
import { startFakeProvider, type FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { expect, openLink, test as base } from './drivers/fixtures.ts'

const KEY = 'sk-right-key-0123456789'

/** A LiteLLM proxy of one's own, on this machine. */
const test = base.extend<{ liteLlm: FakeProvider }>({
  liteLlm: async ({}, provide) => {
    const liteLlm = await startFakeProvider({ flavour: 'litellm', apiKey: KEY, generationMs: 600_000 })
    await provide(liteLlm)
    await liteLlm.stop()
  },
})

const openPage = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: 'Settings' }).click()
  await page
    .getByRole('navigation', { name: 'Pages of the settings' })
    .getByRole('button', { name, exact: true })
    .click()
}

const fillInProxy = async (page: Page, liteLlm: FakeProvider, key: string): Promise<void> => {
  await openPage(page, 'Accounts')
  await page.getByRole('button', { name: 'Add your provider' }).click()
  await page.getByRole('radio', { name: /LiteLLM proxy/ }).click()
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue('http://127.0.0.1:4000/v1')
  await page.getByLabel('Address', { exact: true }).fill(liteLlm.baseUrl)
  await page.getByLabel('Key', { exact: true }).fill(key)
}

const addProxy = async (page: Page, liteLlm: FakeProvider): Promise<void> => {
  await fillInProxy(page, liteLlm, KEY)
  await page.getByRole('button', { name: 'Add the account' }).click()
  await expect(page.getByRole('heading', { name: 'LiteLLM proxy', exact: true })).toBeVisible()
}

/** Sends a request as the page itself does, with its session. */
const ask = (page: Page, route: string, input: unknown): Promise<unknown> =>
  page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/api/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body ?? '{}',
      })
      const answer: unknown = await response.json()
      return answer
    },
    [route, JSON.stringify(input)],
  )

const facts = (page: Page): Locator => page.getByTestId('connection-test')

test('a LiteLLM proxy is tried, added, paused, resumed and removed, and its key is never shown', async ({
  page,
  server,
  liteLlm,
}) => {
  await openLink(page, server)
  await fillInProxy(page, liteLlm, 'sk-wrong-key-0123456789')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(facts(page)).toContainText('The key is refused')
  // What was typed stays; another key makes the old result void.
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(liteLlm.baseUrl)
  await page.getByLabel('Key', { exact: true }).fill(KEY)
  await expect(facts(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(facts(page)).toContainText('The key is accepted')

  await page.getByRole('button', { name: 'Add the account' }).click()
  await expect(page.getByRole('heading', { name: 'LiteLLM proxy', exact: true })).toBeVisible()
  await expect(page.getByText('A key is stored.')).toBeVisible()
  await expect(page.getByRole('table')).toBeVisible()
  expect(await page.content()).not.toContain(KEY)
  expect(JSON.stringify(await ask(page, 'accounts.list', {}))).not.toContain(KEY)

  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(facts(page)).toContainText('The address answers')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByText('You paused this account.')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.getByText('You paused this account.')).toHaveCount(0)

  await page.getByRole('button', { name: 'Remove the account…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the account' }).click()
  await expect(page.getByRole('heading', { name: 'Demo', exact: true })).toBeVisible()
  await expect(page.getByRole('main').getByText('LiteLLM proxy')).toHaveCount(0)
})

test('an incomplete account says at each field what is missing, and leads there', async ({ page, server }) => {
  await openLink(page, server)
  await openPage(page, 'Accounts')
  await page.getByRole('button', { name: 'Add your provider' }).click()
  await page.getByRole('radio', { name: /LiteLLM proxy/ }).click()
  await page.getByLabel('Address', { exact: true }).fill('not an address')
  await page.getByLabel('Name', { exact: true }).fill('My proxy')
  await page.getByRole('button', { name: 'Add the account' }).click()
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused()
  await expect(page.getByText('This is no address.')).toBeVisible()
  await expect(page.getByText('Give the key that the provider gave you.')).toBeVisible()
  // The host alone knows which plain addresses are near enough, and its word stands at the same field.
  await page.getByLabel('Address', { exact: true }).fill('http://example.com/v1')
  await page.getByLabel('Key', { exact: true }).fill('sk-some-key')
  await page.getByRole('button', { name: 'Add the account' }).click()
  await expect(page.getByText('A key must not travel in the clear')).toBeVisible()
  // Leaving the view loses nothing that was typed.
  await page.getByRole('button', { name: /^Activity/ }).click()
  await openPage(page, 'Accounts')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('My proxy')
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue('http://example.com/v1')
})

test('an account with unfinished jobs is not removed, and a refused key is asked for first', async ({
  page,
  server,
  liteLlm,
}) => {
  await openLink(page, server)
  await addProxy(page, liteLlm)
  liteLlm.setApiKey('sk-another-key-0123456789')
  await ask(page, 'jobs.create', { prompt: 'A lighthouse at dusk', model: 'sora-2' })
  await expect(page.getByRole('main').getByText('Paused: key refused').first()).toBeVisible({ timeout: 30_000 })
  const sections = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(sections.filter({ hasText: /^(Key|Connection)$/ }).first()).toHaveText('Key')

  await page.getByRole('button', { name: 'Remove the account…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the account' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('still has jobs that are not finished')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.getByLabel('New key').fill('sk-another-key-0123456789')
  await page.getByRole('button', { name: 'Save the key' }).click()
  await expect(page.getByText('Paused: key refused')).toHaveCount(0)
  await expect.poll(() => liteLlm.createsAccepted().length, { timeout: 30_000 }).toBe(1)
})

test('a shortcut is recorded and used; one that is taken is named and can be taken over', async ({ page, server }) => {
  await openLink(page, server)
  await openPage(page, 'Shortcuts')
  const activity = page.locator('[data-command="goActivity"]')
  await page.getByRole('button', { name: 'Add keys for “Activity”' }).click()
  await page.keyboard.press('Control+Shift+Y')
  await expect(activity.locator('kbd', { hasText: 'Ctrl+Shift+Y' })).toBeVisible()
  await page.keyboard.press('Control+Shift+Y')
  await expect(page.getByRole('tab', { name: /Notices/ })).toBeVisible()

  await openPage(page, 'Shortcuts')
  await page.getByRole('button', { name: 'Add keys for “Activity”' }).click()
  await page.keyboard.press('Control+b')
  await expect(activity.getByRole('alert')).toContainText('Ctrl+B already starts “Show or hide the navigation”')
  await page.getByRole('button', { name: 'Use it here instead' }).click()
  await expect(activity).toContainText('Ctrl+B')
  await expect(page.locator('[data-command="toggleNav"]')).not.toContainText('Ctrl+B')

  await page.getByRole('button', { name: 'Reset all…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click()
  await expect(activity).not.toContainText('Ctrl+B')
  await expect(page.locator('[data-command="toggleNav"]')).toContainText('Ctrl+B')
})

test('German takes effect at once, everywhere, and stays', async ({ page, server }) => {
  await openLink(page, server)
  await openPage(page, 'Appearance')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible()
  const pages = page.getByRole('navigation', { name: 'Seiten der Einstellungen' }).getByRole('button')
  for (const link of await pages.all()) {
    await link.click()
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible()
    // The sample in the file name's preview is a prompt, which nobody translates.
    const words = (await page.locator('body').innerText()).replace('waves against the rocks', '')
    expect(words).not.toMatch(/\b(the|and|your|with|are|not|Save|Settings|Queue)\b/)
  }
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('button', { name: /^Warteschlange/ })).toBeVisible()
})

test('a file-name template shows at once what it makes, and what is wrong with it', async ({ page, server }) => {
  await openLink(page, server)
  await openPage(page, 'Storage')
  const template = page.getByLabel('Template for file names')
  const preview = page.getByTestId('file-name-preview')
  await expect(preview).toContainText('A lighthouse at dusk')
  await template.fill('{model} ')
  await page.getByRole('button', { name: /^Insert \{id\}/ }).click()
  await expect(template).toHaveValue('{model} {id}')
  await expect(template).toBeFocused()
  await expect(preview).toHaveText(/^sora-2 [0-9a-z]{8}\.mp4$/)
  await template.fill('{colour} {id}')
  await expect(page.getByText('There is no field {colour}.')).toBeVisible()
  await template.fill('{model} {id}')
  await page.getByRole('main').locator('form').filter({ has: template }).getByRole('button', { name: 'Save' }).click()
  await page.reload()
  await openPage(page, 'Storage')
  await expect(page.getByLabel('Template for file names')).toHaveValue('{model} {id}')
})
