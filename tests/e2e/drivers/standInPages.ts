import { chromium, expect, type Browser, type Page } from '@playwright/test'
import type { StandInProcess } from './standInProcess.ts'

/** Finds the page of the app's window in the stand-in's browser, as a second client of it. */
export interface StandInPages {
  page(app: StandInProcess): Promise<Page>
  forget(): Promise<void>
}

const targetOf = async (page: Page): Promise<string | null> => {
  try {
    const session = await page.context().newCDPSession(page)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    await session.detach()
    return targetInfo.targetId
  } catch {
    // It has been closed meanwhile.
    return null
  }
}

export const createStandInPages = (): StandInPages => {
  let browser: { port: number; connection: Browser } | null = null
  const targets = new WeakMap<Page, string | null>()

  const connect = async (port: number): Promise<Browser> => {
    if (browser?.port === port && browser.connection.isConnected()) return browser.connection
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    browser = { port, connection }
    return connection
  }
  const find = async (app: StandInProcess): Promise<Page | null> => {
    const address = await app.call('pageAddress')
    if (address === null) return null
    const connection = await connect(address.port)
    for (const page of connection.contexts().flatMap((context) => context.pages())) {
      if (!targets.has(page)) targets.set(page, await targetOf(page))
      if (targets.get(page) === address.targetId) return page
    }
    return null
  }
  return {
    page: async (app) => {
      let found: Page | null = null
      await expect
        .poll(
          async () => {
            found = await find(app)
            return found !== null
          },
          { message: 'a window with a page', intervals: [20, 50, 100] },
        )
        .toBe(true)
      const page = found as unknown as Page
      await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
      return page
    },
    forget: async () => {
      // Ends only this client's connection; the browser belongs to the app.
      await browser?.connection.close().catch(() => {})
      browser = null
    },
  }
}
