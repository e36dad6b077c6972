import { join } from 'node:path'
import { builtFolder } from '../drivers/standInApp.ts'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import type { AskingFrame } from '../drivers/desktopApp.ts'

const OURS = { url: 'dailies://app/', isTop: true, isStrange: false }
const REQUEST_CHANNEL = 'dailies:request'
const NEW_JOB = { prompt: 'Paid by somebody else', seconds: 4, size: '1280x720' }
const FORBIDDEN = { ok: false, error: { code: 'forbidden', message: 'Only the window of Dailies may ask this.' } }

const ask = async (desktop: DesktopApp, frame: AskingFrame, route: string, input: unknown): Promise<unknown> =>
  await desktop.system.askAsFrame(REQUEST_CHANNEL, frame, route, input)

const hostileFrames: readonly [string, AskingFrame][] = [
  ['a frame that is gone', null],
  ['a frame of our own page inside it', { ...OURS, isTop: false }],
  ['an empty frame inside it', { ...OURS, url: 'about:blank', isTop: false, origin: 'dailies://app' }],
  ['a srcdoc frame inside it', { ...OURS, url: 'about:srcdoc', isTop: false, origin: 'dailies://app' }],
  ['an empty page that came from ours', { ...OURS, url: 'about:blank', origin: 'dailies://app' }],
  ['a srcdoc page', { ...OURS, url: 'about:srcdoc', origin: 'dailies://app' }],
  ['a page without an address', { ...OURS, url: '', origin: 'dailies://app' }],
  ['a blob of our page', { ...OURS, url: 'blob:dailies://app/5f0c', origin: 'dailies://app' }],
  ['a data page', { ...OURS, url: 'data:text/html,dailies://app/' }],
  ['our page in a sandbox', { ...OURS, origin: 'null' }],
  ['another host of our scheme', { ...OURS, url: 'dailies://app.evil/' }],
  ['a host after our name as a user', { ...OURS, url: 'dailies://app@evil/' }],
  ['our host with a user', { ...OURS, url: 'dailies://evil@app/' }],
  ['our host with a port', { ...OURS, url: 'dailies://app:80/' }],
  ['our host in other letters', { ...OURS, url: 'dailies://App/' }],
  ['our host behind a dot', { ...OURS, url: 'dailies://app./' }],
  ['another scheme', { ...OURS, url: 'dailiesx://app/' }],
  ['the web', { ...OURS, url: 'https://app/' }],
  ['the web in clear', { ...OURS, url: 'http://app.dailies.localhost.evil.example/' }],
  ['a file', { ...OURS, url: 'file:///dailies://app/' }],
  ['the developer tools', { ...OURS, url: 'devtools://app/' }],
  ['our page in a window that is not ours', { ...OURS, isStrange: true }],
]

test.describe('the gate before the host', () => {
  test.beforeEach(({ desktop }) => {
    test.skip(
      desktop.kind !== 'stand-in',
      'Real frames with these addresses cannot be made; the unit tests and the specs below remain.',
    )
  })

  test('answers the page of the window', async ({ desktop }) => {
    await desktop.page()
    expect(await ask(desktop, OURS, 'app.info', {})).toMatchObject({ ok: true, data: { door: 'desktop' } })
    expect(await ask(desktop, OURS, 'shell.state', {})).toMatchObject({ ok: true })
  })

  test('answers no hostile frame, and lets none of them reach host or shell', async ({ desktop }) => {
    await desktop.page()
    for (const [who, frame] of hostileFrames) {
      for (const route of ['jobs.create', 'app.info', 'shell.openExternal', 'nothing']) {
        const input = route === 'shell.openExternal' ? { url: 'https://example.com/' } : NEW_JOB
        expect([who, route, await ask(desktop, frame, route, input)]).toEqual([who, route, FORBIDDEN])
      }
    }
    expect((await desktop.rpc('jobs.list', {})).items).toEqual([])
    expect(await desktop.system.calls('shell.openExternal')).toEqual([])
  })

  test('takes no message from it that is no request', async ({ desktop }) => {
    await desktop.page()
    expect(await ask(desktop, OURS, 'no.such.route', {})).toMatchObject({ error: { code: 'not_found' } })
    for (const route of [null, 7, {}, ['app.info'], 'x'.repeat(200)]) {
      expect(await desktop.system.askAsFrame(REQUEST_CHANNEL, OURS, route, {})).toMatchObject({
        error: { code: 'bad_request' },
      })
    }
    expect(await ask(desktop, OURS, 'jobs.get', { jobId: new Map([['a', 1]]) })).toMatchObject({
      error: { code: 'bad_request' },
    })
    expect(await ask(desktop, OURS, 'jobs.get', { jobId: 'x'.repeat(2 * 1024 * 1024) })).toMatchObject({
      error: { code: 'too_large' },
    })
  })
})

test.describe('with frames that the page makes itself', () => {
  test.use({ expectedErrors: /Content Security Policy|Content-Security-Policy|frame-ancestors|Framing|refused to/i })

  test('none has a way to the host, and none leaves the app', async ({ desktop }) => {
    const page = await desktop.page()
    const seen = await page.evaluate(async () => {
      const sources: Record<string, (frame: HTMLIFrameElement) => void> = {
        blank: () => {},
        srcdoc: (frame) => (frame.srcdoc = '<p>here</p>'),
        sandboxed: (frame) => {
          frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
          frame.srcdoc = '<p>here</p>'
        },
        own: (frame) => (frame.src = '/'),
        data: (frame) => (frame.src = 'data:text/html,<p>here</p>'),
        blob: (frame) => (frame.src = URL.createObjectURL(new Blob(['<p>here</p>'], { type: 'text/html' }))),
        web: (frame) => (frame.src = 'https://example.com/'),
      }
      const found: Record<string, string> = {}
      for (const [name, fill] of Object.entries(sources)) {
        const frame = document.createElement('iframe')
        fill(frame)
        // Also what was refused ends with this, on a page that says so.
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
        document.body.append(frame)
        await loaded
        const inner = frame.contentWindow
        try {
          found[name] = inner !== null && 'dailies' in inner ? 'has a way to the host' : 'nothing'
        } catch {
          found[name] = 'another origin'
        }
        frame.remove()
      }
      return found
    })
    expect(Object.entries(seen).filter(([, what]) => what === 'has a way to the host')).toEqual([])
    expect(Object.keys(seen)).toHaveLength(7)
    await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
    expect(new URL(page.url()).origin).toBe(new URL(desktop.origin).origin)
  })
})

test.describe('with a window that the app does not know', () => {
  // One of the addresses is not there, and the page says so.
  test.use({ expectedErrors: /404|Failed to load/ })

  for (const url of ['dailies://app/', 'dailies://evil/']) {
    test(`the page at ${url} in it gets no answer and no event`, async ({ desktop }) => {
      const page = await desktop.page()
      const preload = join(builtFolder(), 'preload', 'preload.cjs')
      const answer = await desktop.evaluate(
        async ({ BrowserWindow }, asked) => {
          const webPreferences = { preload: asked.preload, sandbox: true, contextIsolation: true }
          const stranger = new BrowserWindow({ title: 'stranger', show: false, webPreferences })
          await stranger.loadURL(asked.url)
          return (await stranger.webContents.executeJavaScript(`(async () => {
            globalThis.heard = []
            window.dailies.on((event) => globalThis.heard.push(event))
            return JSON.stringify(await window.dailies.request('jobs.create', ${JSON.stringify(asked.input)}))
          })()`)) as string
        },
        { url, preload, input: NEW_JOB },
      )
      expect(JSON.parse(answer)).toEqual(FORBIDDEN)
      expect((await desktop.rpc('jobs.list', {})).items).toEqual([])

      // Something happens, and the page of the app hears of it.
      await desktop.rpc('jobs.create', { ...NEW_JOB, prompt: 'A lighthouse at dusk' })
      await expect(page.getByText('A lighthouse at dusk').first()).toBeVisible()
      const heard = await desktop.evaluate(async ({ BrowserWindow }) => {
        const stranger = BrowserWindow.getAllWindows().find((window) => window.getTitle() !== 'Dailies')
        const count = (await stranger?.webContents.executeJavaScript('globalThis.heard.length')) as number
        stranger?.destroy()
        return count
      }, null)
      expect(heard).toBe(0)
    })
  }
})
