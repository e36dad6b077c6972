import { readFile } from 'node:fs/promises'
import { expect, test } from '../drivers/desktop.ts'
import { isInState, queueJob } from '../desktop/steps.ts'

/** What no stand-in can prove: that Electron does with the app's settings what its documentation says. */

test('the page has the origin of the app itself, in a secure context', async ({ desktop }) => {
  const page = await desktop.page()
  const seen = await page.evaluate(() => ({
    href: location.href,
    origin: window.origin,
    isSecure: isSecureContext,
    canStream: typeof ReadableStream === 'function',
  }))
  expect(seen).toMatchObject({ origin: 'dailies://app', isSecure: true, canStream: true })
  expect(seen.href.startsWith('dailies://app/')).toBe(true)
})

test('the page has nothing of Node, and its process is sandboxed', async ({ desktop }) => {
  const page = await desktop.page()
  const strangers = await page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', 'setImmediate'].filter((name) => name in window),
  )
  expect(strangers).toEqual([])
  const metrics = await desktop.evaluate(({ app, webContents }) => {
    const ids = webContents.getAllWebContents().map((contents) => contents.getOSProcessId())
    return app
      .getAppMetrics()
      .filter(({ pid }) => ids.includes(pid))
      .map(({ type, sandboxed }) => ({ type, sandboxed }))
  }, null)
  expect(metrics.length).toBeGreaterThan(0)
  // Electron answers this on macOS and Windows only; a root user's container has no sandbox at all.
  for (const { sandboxed } of metrics) expect(sandboxed ?? true).toBe(true)
})

test('the content security policy of the app holds on its own scheme', async ({ desktop }) => {
  const page = await desktop.page()
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'window.wasRun = true'
        document.body.append(script)
      }),
  )
  expect(refused).toBe('script-src-elem')
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
})

test.describe('the scheme', () => {
  test.use({ expectedErrors: /Failed to load resource|Content Security Policy/ })

  test('cannot be reached from an address of the outside, and leads to no file', async ({ desktop }) => {
    const page = await desktop.page()
    const statuses = await page.evaluate(async () => {
      const ask = async (path: string): Promise<number> => (await fetch(path)).status
      return [await ask('/media/..%2f..%2fdailies.db'), await ask('/../../etc/passwd')]
    })
    for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400)
    const foreign = await page.evaluate(() =>
      fetch('dailies://elsewhere/').then(
        ({ status }) => status,
        () => 'refused',
      ),
    )
    expect(foreign).toBe('refused')
  })
})

test('a take plays over the scheme and can be sought in', async ({ desktop }) => {
  const page = await desktop.page()
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'completed')
  const { take } = await desktop.rpc('jobs.get', { jobId: job.id })
  const reached = await page.evaluate(async (source) => {
    const video = document.createElement('video')
    video.muted = true
    video.src = source
    document.body.append(video)
    await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }))
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = video.duration / 2
    await sought
    return video.currentTime > 0
  }, `/media/${take?.id}`)
  expect(reached).toBe(true)
})

test('the window is really on the screen, and a crash of its renderer is survived', async ({ desktop }) => {
  const page = await desktop.page()
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  expect(Math.min(width, height)).toBeGreaterThan(300)
  const before = await desktop.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId(), null)
  await desktop.system.crashPage()
  const now = () => desktop.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId(), null)
  await expect.poll(now).not.toBe(before)
  expect(await desktop.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.isCrashed(), null)).toBe(false)
})

test('a picture is read from a file as the tray needs it', async ({ desktop }) => {
  const size = await desktop.evaluate(async ({ app, nativeImage }) => {
    const icon = await app.getFileIcon(process.execPath)
    return { app: icon.getSize(), empty: nativeImage.createFromPath('/nowhere.png').isEmpty() }
  }, null)
  expect(size.app.width).toBeGreaterThan(0)
  expect(size.empty).toBe(true)
})

test.describe('a key', () => {
  test('is kept by the system and stays out of every file of the app', async ({ desktop }) => {
    await desktop.page()
    const { keyStore } = await desktop.rpc('app.info', {})
    test.skip(keyStore !== 'keychain', `this machine keeps keys in: ${keyStore}`)
    const accounts = await desktop.rpc('accounts.list', {})
    expect(JSON.stringify(accounts)).not.toMatch(/apiKey/)
    await expect(readFile(`${desktop.dataDir}/secrets.json`, 'utf8')).rejects.toThrow('ENOENT')
  })
})
