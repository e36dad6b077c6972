import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { startClipProvider, type ClipProvider } from './clipProvider.ts'
import { startLosingProvider, type LosingProvider } from './losingProvider.ts'
import { startServer, type DailiesServer, type ServerOptions } from './browser.ts'

declare global {
  interface Window {
    /** Given to the page by the watch below. */
    reportViolation(text: string): void
  }
}

export interface Options {
  /** Console errors that a spec brings about on purpose. Everything else fails it. */
  expectedErrors: RegExp | null
}

interface Fixtures {
  serverOptions: ServerOptions
  server: DailiesServer
  /** Works with a provider that loses answers instead of the demo. */
  isProviderLosing: boolean
  provider: LosingProvider | null
  /** Works with a provider whose takes are there after so many ms, instead of the demo that has to paint them. */
  clipAfterMs: number | null
  clips: ClipProvider
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

/** Lends a watched context, and afterwards says what its pages did that they must not. */
const lendWatched = async (
  context: BrowserContext,
  expectedErrors: RegExp | null,
  provide: (context: BrowserContext) => Promise<void>,
): Promise<void> => {
  const faults: string[] = []
  await watch(context, faults)
  await provide(context)
  const unexpected = faults.filter((fault) => expectedErrors?.test(fault) !== true)
  expect(unexpected, 'console errors, exceptions and CSP violations').toEqual([])
}

/** The screen in English, with a watch on every page, on whatever server a spec brings. */
export const watchedTest = base.extend<Options>({
  locale: 'en-GB',
  expectedErrors: [null, { option: true }],
  context: async ({ context, expectedErrors }, provide) => lendWatched(context, expectedErrors, provide),
})

/** Options that make a server use this provider by default. */
export const clipAccount = ({ apiKey, baseUrl }: ClipProvider): string[] => [
  ...['--provider-url', baseUrl],
  ...['--provider-key', apiKey],
]

/** Playwright's test with a server of its own for each test and a watch on every page. */
export const test = base.extend<Options & Fixtures>({
  locale: 'en-GB',
  serverOptions: [{}, { option: true }],
  expectedErrors: [null, { option: true }],
  isProviderLosing: [false, { option: true }],
  provider: async ({ isProviderLosing }, provide) => {
    const provider = isProviderLosing ? await startLosingProvider() : null
    await provide(provider)
    await provider?.stop()
  },
  clipAfterMs: [null, { option: true }],
  clips: async ({ clipAfterMs }, provide) => {
    const clips = await startClipProvider(clipAfterMs ?? undefined)
    await provide(clips)
    await clips.stop()
  },
  server: async ({ serverOptions, provider, clipAfterMs, clips }, provide) => {
    const own =
      provider !== null
        ? ['--provider-url', provider.baseUrl, '--provider-key', 'test-key']
        : clipAfterMs !== null
          ? clipAccount(clips)
          : []
    const server = await startServer({ ...serverOptions, args: [...(serverOptions.args ?? []), ...own] })
    await provide(server)
    await server.remove()
  },
  // Needs the server only so that pages are closed before it ends.
  context: async ({ context, expectedErrors, server: _server }, provide) =>
    lendWatched(context, expectedErrors, provide),
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

export const composer = (page: Page): Locator => page.getByRole('region', { name: 'Composer' })
export const promptField = (page: Page): Locator => page.getByRole('textbox', { name: 'Prompt', exact: true })
/** The button that queues; its name says how many takes it makes. */
export const queueButton = (page: Page): Locator => composer(page).getByRole('button', { name: /^Queue( \d|$)/ })
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' })

/** Chooses from one of the composer's lists. */
export const choose = async (page: Page, list: string, option: string): Promise<void> => {
  await composer(page).getByRole('combobox', { name: list, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Queues one prompt by the form. */
export const queuePrompt = async (page: Page, prompt: string): Promise<Locator> => {
  const field = promptField(page)
  await field.fill(prompt)
  await queueButton(page).click()
  await expect(field).toHaveValue('')
  return rowOf(page, prompt)
}

/** The jobs on show, in the queue or in the library. */
export const rows = (page: Page): Locator => page.locator('[data-job-id]')
export const rowOf = (page: Page, prompt: string): Locator => rows(page).filter({ hasText: prompt })

export const reaches = async (row: Locator, status: string): Promise<void> => {
  await expect(row).toHaveAttribute('data-status', status, { timeout: 45_000 })
}

/** Ids and states of the rows on show, top to bottom. */
export const rowsOf = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) =>
    all
      .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
      .map((row) => `${row.getAttribute('data-job-id')} ${row.getAttribute('data-status')}`),
  )

/** One of the tabs over a list, with the number that it must show. */
export const tab = (page: Page, name: string, count?: number): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name}${count === undefined ? '\\b' : `\\s*${count}$`}`) })

export const view = (page: Page, name: 'Queue' | 'Library' | 'Activity' | 'Settings'): Locator =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: new RegExp(`^${name}`) })

/** Pauses by the header's menu. */
export const pauseQueue = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('button', { name: 'After the running jobs' }).click()
  await expect(page.getByText(PAUSED)).toBeVisible()
  await page.keyboard.press('Escape')
}
export const PAUSED = 'The queue is paused. Nothing new is sent'

/** Waits until every job of a server stands still in one of these states. */
export const untilAll = async (server: DailiesServer, statuses: readonly string[]): Promise<void> => {
  const wanted = { status: [...statuses] }
  await expect
    .poll(
      async () => {
        const { counts } = await server.rpc('queue.state', {})
        return Object.entries(counts)
          .filter(([status, count]) => count > 0 && !wanted.status.includes(status))
          .map(([status]) => status)
      },
      { timeout: 60_000 },
    )
    .toEqual([])
}
