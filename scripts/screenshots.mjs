import { requireNode } from './nodeVersion.mjs'

requireNode()
const { chromium } = await import('playwright')
const { mkdir, rm, writeFile } = await import('node:fs/promises')
const { join } = await import('node:path')
const { startServer } = await import('../tests/e2e/drivers/browser.ts')
const { chromiumLaunchOptions } = await import('../tests/e2e/drivers/chromium.ts')
const { startLosingProvider } = await import('../tests/e2e/drivers/losingProvider.ts')

/**
 * Takes the pictures in docs/screenshots from the built app with real takes: every view in both themes and two
 * sizes. `node scripts/screenshots.mjs library player` takes only those.
 */

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const THEMES = ['dark', 'light']
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1200 },
]
const wanted = new Set(process.argv.slice(2))
const isWanted = (name) => wanted.size === 0 || wanted.has(name)

const FINISHED = [
  'Mist lifts off a mountain lake at first light, slow pull back over still water',
  'Evening over a wide bay, the last sun on low waves, calm and warm',
  'Layers of hills in blue haze, a slow drift to the right, early autumn',
  'Dunes at noon, heat shimmer, the camera glides low over the ridges',
  'A glacier tongue meets the sea under low cloud, wide and very still',
  'Terraced fields after rain, first sun between the clouds, slow rise',
  'A river delta from above at dusk, the branches shine like veins',
  'Snow on a high plateau, wind draws lines, the horizon barely moves',
]
const BATCH = {
  name: 'Coast, four times of day',
  prompts: ['dawn', 'noon', 'dusk', 'night'].map((time) => `A rocky coast at ${time}, long swell, the camera holds still`),
}
const REFUSED = 'A scene that the provider will not make [moderation]'
const BROKEN = 'Storm over a harbour, boats pull at their ropes [fail]'
const UNDER_WAY = [
  'Rain clears over a valley, light breaks through and moves across the fields, wide lens, the camera rises until the river comes into view',
  'A single tree on a hill, clouds race behind it, time-lapse',
]
const WAITING = [
  'Northern lights over a frozen lake, a slow tilt from ice to sky',
  'A lighthouse in fog, its beam turns once, then again',
  'ضباب فوق بحيرة جبلية عند الفجر، لقطة بطيئة',
  'Cherry blossoms drift across a still pond 🌸, macro, shallow focus',
]

const settings = { seconds: 4, size: '1280x720' }

const until = async (server, statuses, count) => {
  for (;;) {
    const { counts } = await server.rpc('queue.state', {})
    if (statuses.reduce((sum, status) => sum + counts[status], 0) >= count) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A library and a queue such as one sees in the middle of a working day. */
const fill = async (server) => {
  for (const prompt of [REFUSED, BROKEN]) await server.rpc('jobs.create', { prompt, ...settings })
  for (const [index, prompt] of FINISHED.entries())
    await server.rpc('jobs.create', {
      prompt,
      seconds: [4, 8, 12][index % 3],
      size: index % 4 === 3 ? '720x1280' : '1280x720',
    })
  await server.rpc('jobs.createMany', {
    requestId: 'coast',
    name: BATCH.name,
    items: BATCH.prompts.map((prompt) => ({ prompt, ...settings })),
  })
  await until(server, ['completed'], FINISHED.length + BATCH.prompts.length)
  await until(server, ['failed'], 2)
  await server.rpc('templates.create', { name: 'Slow landscape', prompt: 'A wide landscape, slow drift', tags: ['calm'] })
  await server.rpc('lists.create', { name: 'weather', entries: ['mist', 'rain', 'first snow'] })
}

/** The queue of a slower server, with work in every state. */
const keepBusy = async (server) => {
  for (const prompt of UNDER_WAY) await server.rpc('jobs.create', { prompt, seconds: 12, size: '1280x720' })
  await until(server, ['generating'], UNDER_WAY.length)
  for (const prompt of WAITING) await server.rpc('jobs.create', { prompt, ...settings })
}

const open = async (browser, server, { theme, size, view, language = 'en', preferences = {} }) => {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language === 'de' ? 'de-DE' : 'en-GB',
  })
  await context.addInitScript((value) => localStorage.setItem('dailies.workbench', value), JSON.stringify({
    arrangement: { view },
    preferences: { language, ...preferences },
  }))
  const page = await context.newPage()
  await page.goto(server.link())
  await page.locator('[data-connection="live"]').waitFor()
  return page
}

/** WebP, because forty pictures in a repository should not weigh like a film. */
const shoot = async (page, name, theme, size) => {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.evaluate(() => Promise.all([...document.images].filter((image) => image.loading !== 'lazy' || image.complete).map((image) => image.decode().catch(() => undefined))))
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 88 })
  await writeFile(join(FOLDER, `${name}-${theme}-${size.width}.webp`), Buffer.from(data, 'base64'))
}

const takePictures = async (browser, server, shots) => {
  for (const { name, view = 'queue', prepare = async () => undefined, ...options } of shots.filter((shot) => isWanted(shot.name)))
    for (const theme of THEMES)
      for (const size of SIZES) {
        const page = await open(browser, server, { theme, size, view, ...options })
        try {
          await prepare(page)
          await shoot(page, name, theme, size)
        } catch (error) {
          process.stderr.write(`${name} ${theme} ${size.width}: ${error.message.split('\n')[0]}\n`)
          process.exitCode = 1
        }
        await page.context().close()
      }
}

const press = (page, keys) => page.keyboard.press(keys)
const settingsPage = (name) => ({
  view: 'settings',
  prepare: (page) => page.getByRole('button', { name, exact: true }).click(),
})
const tab = (name) => async (page) => {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  await page.locator('[role="tabpanel"]').first().waitFor()
}
const firstTake = (page) => page.locator('main [role="gridcell"][data-job-id]').first()

const LIBRARY_SHOTS = [
  { name: 'library', view: 'library', prepare: (page) => firstTake(page).click() },
  { name: 'library-list', view: 'library', preferences: { libraryLayout: 'list' }, prepare: (page) => firstTake(page).click() },
  {
    name: 'player',
    view: 'library',
    prepare: async (page) => {
      await firstTake(page).click()
      await press(page, 'Enter')
      await page.getByRole('dialog').waitFor()
      for (let step = 0; step < 30; step += 1) await press(page, '.')
      await page.waitForTimeout(800)
    },
  },
  { name: 'queue-german', language: 'de', prepare: (page) => firstTake(page).click() },
  { name: 'notices', view: 'activity', prepare: tab('Notices') },
  { name: 'events', view: 'activity', prepare: tab('Events') },
  { name: 'polling', view: 'activity', prepare: tab('Polling') },
  { name: 'log', view: 'activity', prepare: tab('Log') },
  { name: 'settings-accounts', ...settingsPage('Accounts') },
  { name: 'settings-storage', ...settingsPage('Storage') },
  { name: 'settings-notifications', ...settingsPage('Notifications') },
  { name: 'settings-appearance', ...settingsPage('Appearance') },
  { name: 'settings-shortcuts', ...settingsPage('Shortcuts') },
  { name: 'settings-diagnostics', ...settingsPage('Diagnostics') },
  { name: 'palette', view: 'library', prepare: (page) => press(page, 'Control+k') },
  { name: 'shortcuts', view: 'library', prepare: (page) => press(page, '?') },
]

await rm(FOLDER, { recursive: true, force: wanted.size > 0 })
