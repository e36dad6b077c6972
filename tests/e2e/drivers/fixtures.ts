import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { startLosingProvider, type LosingProvider } from './losingProvider.ts'
import { startServer, type DailiesServer, type ServerOptions } from './browser.ts'

declare global {
  interface Window {
    /** Given to the page by the watch below. */
    reportViolation(text: string): void
  }
}

interface Fixtures {
  serverOptions: ServerOptions
  server: DailiesServer
  /** Works with a provider that loses answers instead of the demo. */
  isProviderLosing: boolean
  provider: LosingProvider | null
  /** Console errors that a spec brings about on purpose. Everything else fails it. */
  expectedErrors: RegExp[]
}

/** Collects what a page must never do: throw, log an error, or break the content security policy. */
const watch = async (context: BrowserContext, faults: string[]): Promise<void> => {
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`))
  await context.exposeFunction('reportViolation', (text: string) => void faults.push(`CSP: ${text}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
}

/** Playwright's test with a server of its own for each test and a watch on every page. */
export const test = base.extend<Fixtures>({
  serverOptions: [{}, { option: true }],
  expectedErrors: [[], { option: true }],
  isProviderLosing: [false, { option: true }],
  provider: async ({ isProviderLosing }, provide) => {
    const provider = isProviderLosing ? await startLosingProvider() : null
    await provide(provider)
    await provider?.stop()
  },
  server: async ({ serverOptions, provider }, provide) => {
    const args = provider === null ? [] : ['--provider-url', provider.baseUrl, '--provider-key', 'test-key']
    const server = await startServer({ ...serverOptions, args })
    await provide(server)
    await server.remove()
  },
  // Needs the server only so that pages are closed before it ends.
  context: async ({ context, expectedErrors, server: _server }, provide) => {
    const faults: string[] = []
    await watch(context, faults)
    await provide(context)
    const unexpected = faults.filter((fault) => !expectedErrors.some((expected) => expected.test(fault)))
    expect(unexpected, 'console errors, exceptions and CSP violations').toEqual([])
  },
})

export { expect }

export const isLive = async (page: Page): Promise<void> => {
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
}

/** Opens the printed link and waits for the live connection. */
export const openLink = async (page: Page, server: DailiesServer): Promise<void> => {
  await page.goto(server.link())
  await isLive(page)
}

/** Queues one prompt by the form. */
export const queuePrompt = async (page: Page, prompt: string): Promise<Locator> => {
  const field = page.getByLabel('Prompt', { exact: true })
  await field.fill(prompt)
  await page.getByRole('button', { name: 'Queue', exact: true }).click()
  await expect(field).toHaveValue('')
  return rowOf(page, prompt)
}

export const rowOf = (page: Page, prompt: string): Locator => page.getByRole('listitem').filter({ hasText: prompt })

export const reaches = async (row: Locator, status: string): Promise<void> => {
  await expect(row).toHaveAttribute('data-status', status, { timeout: 45_000 })
}

/** Ids and states of the rows on show, top to bottom. */
export const rowsOf = (page: Page): Promise<string[]> =>
  page
    .locator('[data-job-id]')
    .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-job-id')} ${row.getAttribute('data-status')}`))
