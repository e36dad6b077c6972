import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { queueJob, isInState } from './steps.ts'

/** What the page's own complaints about what it was kept from look like. */
const KEPT =
  /Content Security Policy|Content-Security-Policy|refused|Refused|Blocked|blocked|ERR_|Not allowed|violates|status of 404/

test.use({ expectedErrors: KEPT })

/** The app's page is where it was, alive, and there is no other. */
const expectUnmoved = async (desktop: DesktopApp, page: Page): Promise<void> => {
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
  expect(page.url()).toBe(`${desktop.origin}/`)
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
}

const opened = async (desktop: DesktopApp): Promise<unknown[]> =>
  (await desktop.system.calls('shell.openExternal')).map(({ args }) => args[0])

test.describe('the page', () => {
  test.beforeEach(({ desktop }) => {
    test.skip(desktop.kind !== 'stand-in', 'Would open the browser of this machine.')
  })

  test('goes nowhere; plain https opens in the browser of the system', async ({ desktop }) => {
    const page = await desktop.page()
    const goTo = async (url: string): Promise<void> => {
      await page.evaluate((address) => {
        location.href = address
      }, url)
      await expectUnmoved(desktop, page)
    }
    await goTo('https://example.com/a?b=1')
    expect(await opened(desktop)).toEqual(['https://example.com/a?b=1'])
    for (const url of [
      'http://127.0.0.1:4823/',
      'dailies://evil/',
      'file:///etc/passwd',
      'data:text/html,<p>elsewhere</p>',
      'mailto:me@example.com',
      'ms-settings:',
      `${desktop.origin}/media/take_1`,
      `${desktop.origin}/nope.html`,
      `${desktop.origin}/gallery.html`,
    ]) {
      await goTo(url)
    }
    expect(await opened(desktop)).toHaveLength(1)
  })

  test('opens no window, by whichever way', async ({ desktop }) => {
    const page = await desktop.page()
    await page.evaluate(() => {
      for (const url of ['about:blank', '/', '/media/take_1', 'data:text/html,x', 'javascript:1']) {
        window.open(url)
        window.open(url, '_blank', 'popup')
      }
    })
    await expectUnmoved(desktop, page)
    expect(await opened(desktop)).toEqual([])
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/help'
      link.target = '_blank'
      link.textContent = 'a link of a test'
      link.style.cssText = 'position:fixed;top:0;left:0;z-index:9999'
      document.body.append(link)
    })
    await page.getByText('a link of a test').click()
    await expect.poll(() => opened(desktop)).toEqual(['https://example.com/help'])
    await page.getByText('a link of a test').click({ button: 'middle' })
    await page.getByText('a link of a test').click({ modifiers: ['Shift'] })
    await expectUnmoved(desktop, page)
  })

  test('is loaded anew when it asks for that', async ({ desktop }) => {
    const page = await desktop.page()
    await page.evaluate(() => {
      ;(globalThis as { isOldPage?: boolean }).isOldPage = true
      location.reload()
    })
    await page.waitForFunction(() => !('isOldPage' in globalThis))
    await expectUnmoved(desktop, page)
  })

  test('embeds no other page, and gets no webview', async ({ desktop }) => {
    const page = await desktop.page()
    const isPlain = await page.evaluate(() => {
      const view = document.createElement('webview')
      document.body.append(view)
      return !('src' in view) && !('executeJavaScript' in view)
    })
    expect(isPlain).toBe(true)
    await expectUnmoved(desktop, page)
  })
})

test('the window is made as its preferences say, and the app as a whole is sandboxed', async ({ desktop }) => {
  test.skip(desktop.kind !== 'stand-in', 'Electron does not say what a window was made with.')
  await desktop.page()
  const [made] = await desktop.system.calls('new BrowserWindow')
  expect(made?.args[0]).toMatchObject({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  expect(await desktop.system.calls('app.enableSandbox')).toHaveLength(1)
  expect(await desktop.system.calls('protocol.registerSchemesAsPrivileged')).toEqual([
    {
      api: 'protocol.registerSchemesAsPrivileged',
      args: [
        [
          {
            scheme: 'dailies',
            privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
          },
        ],
      ],
    },
  ])
})

test('of what a page can ask for, it gets full screen and writing to the clipboard', async ({ desktop }) => {
  test.skip(desktop.kind !== 'stand-in', 'Real permission questions wait for a person.')
  await desktop.page()
  for (const permission of ['fullscreen', 'clipboard-sanitized-write']) {
    expect([permission, await desktop.system.askPermission(permission)]).toEqual([
      permission,
      { request: true, check: true },
    ])
  }
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'keyboardLock',
    'openExternal',
    'display-capture',
    'clipboard-read',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'idle-detection',
    'local-fonts',
    'storage-access',
    'window-management',
    'unknown',
  ]) {
    expect([permission, await desktop.system.askPermission(permission)]).toEqual([
      permission,
      { request: false, check: false },
    ])
  }
  for (const device of ['hid', 'serial', 'usb'] as const) expect(await desktop.system.askDevice(device)).toBe(false)
})

test('only takes and what the page has made itself are saved to disk', async ({ desktop }) => {
  test.skip(desktop.kind !== 'stand-in', 'A real download asks where to.')
  await desktop.page()
  for (const url of ['dailies://app/media/take_1?download=1', 'blob:dailies://app/5f0c']) {
    expect([url, await desktop.system.startDownload(url)]).toEqual([url, true])
  }
  for (const url of [
    'https://example.com/setup.exe',
    'http://127.0.0.1:4823/x',
    'dailies://app/index.html',
    'dailies://evil/media/take_1',
    'data:application/octet-stream,x',
    'blob:https://example.com/5f0c',
    'file:///etc/passwd',
  ]) {
    expect([url, await desktop.system.startDownload(url)]).toEqual([url, false])
  }
})

test.describe('the content security policy', () => {
  test('keeps out everything that did not come with the app', async ({ desktop }) => {
    let hits = 0
    const server = createServer((_request, response) => {
      hits += 1
      response.setHeader('Access-Control-Allow-Origin', '*').end('globalThis.isForeign = true')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const page = await desktop.page()
      const seen = await page.evaluate(async (address) => {
        const violations: string[] = []
        document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
        const add = (tag: string, attributes: Record<string, string>, text = ''): Promise<void> => {
          const element = document.createElement(tag)
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
          element.textContent = text
          const settled = new Promise<void>((resolve) => {
            element.addEventListener('load', () => resolve())
            element.addEventListener('error', () => resolve())
          })
          document.head.append(element)
          return 'src' in attributes || 'href' in attributes ? settled : Promise.resolve()
        }
        const fails = async (attempt: () => unknown): Promise<boolean> => {
          try {
            await attempt()
            return false
          } catch {
            return true
          }
        }
        await add('script', { src: `${address}/a.js` })
        await add('script', {}, 'globalThis.isInline = true')
        await add('link', { rel: 'stylesheet', href: `${address}/a.css` })
        await add('img', { src: `${address}/a.png` })
        return {
          isEvalRefused: await fails(() => (Reflect.get(globalThis, 'eval') as (code: string) => unknown)('1')),
          isFetchRefused: await fails(() => fetch(`${address}/x`)),
          isRun: 'isForeign' in globalThis || 'isInline' in globalThis,
          directives: [...new Set(violations)].toSorted(),
        }
      }, elsewhere)
      expect(seen).toMatchObject({ isEvalRefused: true, isFetchRefused: true, isRun: false })
      expect(seen.directives).toEqual(expect.arrayContaining(['img-src', 'script-src-elem', 'style-src-elem']))
      expect(hits).toBe(0)
    } finally {
      server.close()
    }
  })

  test('stands on every answer, with its companions', async ({ desktop }) => {
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'completed')
    const { take } = await desktop.rpc('jobs.get', { jobId: job.id })
    const page = await desktop.page()
    const seen = await page.evaluate(
      async (paths) =>
        await Promise.all(
          paths.map(async (path) => {
            const answer = await fetch(path, { method: 'HEAD' })
            return [path, answer.status, Object.fromEntries(answer.headers)] as const
          }),
        ),
      ['/', '/icon.svg', '/nothing', `/media/${take?.id}`, '/media/nothing', '/media/%2e%2e%2fsecrets.json'],
    )
    expect(seen.map(([, status]) => status)).toEqual([200, 200, 404, 200, 404, 404])
    for (const [path, , headers] of seen) {
      expect([path, headers]).toEqual([
        path,
        expect.objectContaining({
          'content-security-policy': expect.stringMatching(/^default-src 'none'; (?!.*unsafe)/),
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=()'),
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        }),
      ])
    }
  })
})
