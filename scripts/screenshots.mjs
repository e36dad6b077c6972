import { requireNode } from './nodeVersion.mjs'

requireNode()
const { chromium } = await import('playwright')
const { mkdir } = await import('node:fs/promises')
const { join } = await import('node:path')
const { startServer } = await import('../tests/e2e/drivers/browser.ts')
const { chromiumLaunchOptions } = await import('../tests/e2e/drivers/chromium.ts')
const { startLosingProvider } = await import('../tests/e2e/drivers/losingProvider.ts')

/** Takes the pictures in docs/screenshots from the built app with real takes, in both themes. */

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const THEMES = ['dark', 'light']
const VIEWPORT = { width: 1280, height: 800 }

const FINISHED = [
  'Mist lifts off a mountain lake at first light, slow pull back over still water',
  'Evening over a wide bay, the last sun on low waves, calm and warm',
  'Layers of hills in blue haze, a slow drift to the right, early autumn',
]
const REFUSED = 'A scene that the provider will not make [moderation]'
const UNDER_WAY = [
  'Dunes at noon, heat shimmer, the camera glides low over the ridges',
  'Rain clears over a valley, light breaks through and moves across the fields, wide lens, the camera rises until the river comes into view',
]

const queue = async (page, prompt, settings = {}) => {
  await page.getByLabel('Prompt', { exact: true }).fill(prompt)
  for (const [label, value] of Object.entries(settings)) await page.getByLabel(label).selectOption(value)
  await page.getByRole('button', { name: 'Queue', exact: true }).click()
  await page.getByRole('listitem').filter({ hasText: prompt }).waitFor()
}

const reaches = (page, prompt, status) =>
  page.locator(`[data-status="${status}"]`).filter({ hasText: prompt }).waitFor({ timeout: 240_000 })

const open = async (browser, server, colorScheme) => {
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' })
  await page.goto(server.link())
  await page.locator('[data-connection="live"]').waitFor()
  return page
}

const inBothThemes = async (browser, server, name, prepare) => {
  for (const theme of THEMES) {
    const page = await open(browser, server, theme)
    await prepare(page)
    await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) })
    await page.close()
  }
}

const withServer = async (options, act) => {
  const server = await startServer(options)
  try {
    await act(server)
  } finally {
    await server.remove()
  }
}

const postersLoaded = (page) =>
  page.waitForFunction(() => {
    const images = [...document.querySelectorAll('li img')]
    return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0)
  })

const photographQueue = async (browser, server) => {
  await inBothThemes(browser, server, 'empty', (page) => page.getByRole('heading', { name: 'No jobs yet' }).waitFor())
  const page = await open(browser, server, 'dark')
  await queue(page, REFUSED)
  for (const prompt of FINISHED) await queue(page, prompt)
  for (const prompt of FINISHED) await reaches(page, prompt, 'completed')
  await reaches(page, REFUSED, 'failed')
  for (const prompt of UNDER_WAY) {
    await queue(page, prompt, { Length: '8' })
    await page
      .getByRole('listitem')
      .filter({ hasText: prompt })
      .getByText(/[1-9]\d* %/)
      .waitFor()
  }
  await inBothThemes(browser, server, 'queue', postersLoaded)
  await inBothThemes(browser, server, 'review', async (shown) => {
    await shown
      .getByRole('listitem')
      .filter({ hasText: FINISHED[0] })
      .getByRole('button', { name: 'Play', exact: true })
      .click()
    await shown.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1)
    await shown.keyboard.press('Space')
    await shown.waitForFunction(() => document.querySelector('video')?.paused === true)
  })
  await page.close()
}

const photographQuestion = async (browser) => {
  const provider = await startLosingProvider()
  const args = ['--provider-url', provider.baseUrl, '--provider-key', 'key', '--provider-profile', 'sora']
  await withServer({ args }, async (server) => {
    const page = await open(browser, server, 'dark')
    await queue(page, FINISHED[0])
    await reaches(page, FINISHED[0], 'needs_attention')
    await inBothThemes(browser, server, 'question', (shown) => reaches(shown, FINISHED[0], 'needs_attention'))
  })
  await provider.stop()
}

await mkdir(FOLDER, { recursive: true })
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  await withServer({ demoSpeed: 1 }, (server) => photographQueue(browser, server))
  await photographQuestion(browser)
} finally {
  await browser.close()
}
