import type { Page } from '@playwright/test'
import { expect, test } from '../drivers/desktop.ts'

interface Bridged {
  dailies: {
    request(route: unknown, ...inputs: unknown[]): Promise<{ ok: boolean; error?: { code: string } }>
    on(listener: (event: { type: string }) => void): () => void
  }
}

/** What the page gets when it sends this over the bridge: the answer's code, or the message of the error. */
const codeOf = (page: Page, kind: 'function' | 'node' | 'symbol'): Promise<string> =>
  page.evaluate(async (wanted) => {
    const { dailies } = window as unknown as Bridged
    try {
      // The value is made in the page: a function or a node cannot be handed in.
      const make = { function: () => () => 1, node: () => document.body, symbol: () => Symbol('x') }[wanted]
      const answer = await dailies.request('app.info', { strange: make() })
      return answer.ok ? 'ok' : (answer.error?.code ?? '')
    } catch (error) {
      return String(error)
    }
  }, kind)

test('the page gets two functions, and nothing of Electron or Node', async ({ desktop }) => {
  const page = await desktop.page()
  const seen = await page.evaluate(() => {
    const { dailies } = window as unknown as { dailies: object }
    const strangers = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'ipcRenderer', 'electron']
    return {
      members: Object.getOwnPropertyNames(dailies).toSorted(),
      kinds: Object.values(dailies).map((member) => typeof member as string),
      strangers: strangers.filter((name) => name in window),
    }
  })
  expect(seen).toEqual({ members: ['on', 'request'], kinds: ['function', 'function'], strangers: [] })
})

test('nothing of the bridge is left under another name', async ({ desktop }) => {
  const page = await desktop.page()
  const own = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    // A frame without a document of its own has the globals that every page has.
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow))
    frame.remove()
    return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^(\d+|__playwright.*)$/.test(name))
  })
  expect(own).toEqual(['dailies'])
})

test('the bridge cannot be changed by what runs in the page', async ({ desktop }) => {
  const page = await desktop.page()
  const attempts = await page.evaluate(() => {
    const world = window as unknown as Bridged & Record<string, unknown>
    const attempt = (change: () => void): string => {
      try {
        change()
        return 'silent'
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error)
      }
    }
    const { request } = world.dailies
    const outcomes = [
      attempt(() => Object.assign(world.dailies, { request: () => 'mine' })),
      attempt(() => Object.assign(world.dailies, { more: 1 })),
      attempt(() => Object.defineProperty(world, 'dailies', { value: null })),
    ]
    return { outcomes, isSame: world.dailies.request === request, isFrozen: Object.isFrozen(world.dailies) }
  })
  expect(attempts).toEqual({ outcomes: ['refused', 'refused', 'refused'], isSame: true, isFrozen: true })
})

test('functions, nodes and symbols do not cross the bridge', async ({ desktop }) => {
  const page = await desktop.page()
  for (const kind of ['function', 'node', 'symbol'] as const) expect(await codeOf(page, kind), kind).toMatch(/cloned/i)
})

test('what comes over the bridge belongs to the page and leads to no other world', async ({ desktop }) => {
  const page = await desktop.page()
  const isOfThePage = await page.evaluate(async () => {
    const { dailies } = window as unknown as Bridged
    const promise = dailies.request('app.info', {})
    // Through any of these, a page could reach the world behind the bridge.
    return {
      api: Object.getPrototypeOf(dailies) === Object.prototype,
      function: Object.getPrototypeOf(dailies.request) === Function.prototype,
      promise: Object.getPrototypeOf(promise) === Promise.prototype,
      answer: Object.getPrototypeOf(await promise) === Object.prototype,
      error: await dailies
        .request('app.info', () => 1)
        .then(
          () => false,
          (error: unknown) => Object.getPrototypeOf(error) === Error.prototype,
        ),
    }
  })
  expect(isOfThePage).toEqual({ api: true, function: true, promise: true, answer: true, error: true })
})

test('a malformed request is refused by the host, not by a crash', async ({ desktop }) => {
  const page = await desktop.page()
  const codes = await page.evaluate(async () => {
    const { dailies } = window as unknown as Bridged
    const answers = await Promise.all([
      dailies.request('no.such.route', {}),
      dailies.request('jobs.get', { jobId: 7 }),
      dailies.request('jobs.get'),
      dailies.request({ toString: 'x' }, {}),
    ])
    return answers.map(({ ok, error }) => (ok ? 'ok' : error?.code))
  })
  expect(codes).not.toContain('ok')
  expect(codes.every((code) => typeof code === 'string')).toBe(true)
})

test('who stops listening hears nothing more', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => {
    const world = window as unknown as Bridged & { heard: string[]; stop: () => void }
    world.heard = []
    world.stop = world.dailies.on(({ type }) => world.heard.push(type))
  })
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.length)
  await desktop.rpc('jobs.create', { prompt: 'A lighthouse', seconds: 4, size: '1280x720' })
  await expect.poll(heard).toBeGreaterThan(0)
  await page.evaluate(() => {
    const world = window as unknown as { heard: string[]; stop: () => void }
    world.stop()
    world.heard = []
  })
  await desktop.rpc('jobs.create', { prompt: 'A harbour', seconds: 4, size: '1280x720' })
  await expect(page.getByText('A harbour').first()).toBeVisible()
  expect(await heard()).toBe(0)
})
