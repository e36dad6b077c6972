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
  prompts: ['dawn', 'noon', 'dusk', 'night'].map(
    (time) => `A rocky coast at ${time}, long swell, the camera holds still`,
  ),
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
  const { jobs: unwanted } = await server.rpc('jobs.create', {
    prompt: 'One to throw away, it shook too much',
    ...settings,
  })
  await until(server, ['completed'], FINISHED.length + BATCH.prompts.length + 1)
  await server.rpc('jobs.trash', { jobIds: unwanted.map(({ id }) => id) })
  await server.rpc('templates.create', {
    name: 'Slow landscape',
    prompt: 'A wide landscape, slow drift',
    tags: ['calm'],
  })
  await server.rpc('lists.create', { name: 'weather', entries: ['mist', 'rain', 'first snow'] })
}

/** The queue of a slower server, with work in every state. */
const keepBusy = async (server) => {
  for (const prompt of UNDER_WAY) await server.rpc('jobs.create', { prompt, seconds: 12, size: '1280x720' })
  await until(server, ['generating'], UNDER_WAY.length)
  const progress = async () => (await server.rpc('jobs.list', { status: ['generating'] })).items[0]?.progress ?? 0
  while ((await progress()) < 5) await new Promise((resolve) => setTimeout(resolve, 500))
  for (const prompt of WAITING) await server.rpc('jobs.create', { prompt, ...settings })
}

const open = async (browser, server, { theme, size, view, language = 'en', preferences = {} }) => {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language === 'de' ? 'de-DE' : 'en-GB',
  })
  await context.addInitScript(
    (value) => localStorage.setItem('dailies.workbench', value),
    JSON.stringify({
      arrangement: { view },
      preferences: { language, ...preferences },
    }),
  )
  // What the picture before has typed.
  for (const key of ['composer', 'composer.table']) await server.rpc('drafts.remove', { key })
  const page = await context.newPage()
  await page.goto(server.link())
  await page.locator('[data-connection="live"]').waitFor()
  return page
}

/** WebP, because forty pictures in a repository should not weigh like a film. */
const shoot = async (page, name, theme, size) => {
  await page.evaluate(() =>
    Promise.all(
      [...document.images]
        .filter((image) => image.loading !== 'lazy' || image.complete)
        .map((image) => image.decode().catch(() => undefined)),
    ),
  )
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 88 })
  await writeFile(join(FOLDER, `${name}-${theme}-${size.width}.webp`), Buffer.from(data, 'base64'))
}

const takePictures = async (browser, server, shots) => {
  for (const { name, view = 'queue', prepare = async () => undefined, ...options } of shots.filter((shot) =>
    isWanted(shot.name),
  ))
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
const row = (page, text) => page.locator('main [data-job-id]').filter({ hasText: text }).first()
const choose = (text) => async (page) => {
  await row(page, text).waitFor()
  // Beside its checkbox and buttons.
  await row(page, text).click({ position: { x: 130, y: 14 } })
  await page
    .getByRole('complementary', { name: /^Inspe[ck]tor$/ })
    .getByText(text.slice(0, 40))
    .first()
    .waitFor()
}
const tab = (name) => (page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
const settingsPage = (name) => ({
  view: 'settings',
  prepare: async (page) => {
    await page
      .getByRole('navigation', { name: 'Settings pages' })
      .or(page.locator('main nav'))
      .first()
      .getByRole('button', { name })
      .click()
    await page.locator('main h2').first().waitFor()
  },
})
const mode = (page, name) =>
  page.getByRole('region', { name: 'Composer' }).getByRole('button', { name, exact: true }).click()
const prompt = (page) => page.getByRole('textbox', { name: 'Prompt' }).first()
const posters = (page) => page.waitForFunction(() => document.querySelectorAll('main [data-job-id] img').length >= 4)

const TABLE =
  'prompt,seconds,size\nA fox in the snow,8,1280x720\nA heron over the reeds,4,1280x720\nA {red|blue} kite,4,720x1280\nA hare,x,1280x720'

const FINISHED_SHOTS = [
  { name: 'library', view: 'library', prepare: async (page) => (await posters(page), await choose(FINISHED[0])(page)) },
  {
    name: 'library-list',
    view: 'library',
    preferences: { libraryLayout: 'list' },
    prepare: async (page) => (await posters(page), await choose(FINISHED[1])(page)),
  },
  {
    name: 'library-filter',
    view: 'library',
    prepare: async (page) => {
      await posters(page)
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
    },
  },
  {
    name: 'trash',
    view: 'library',
    prepare: async (page) => (await tab('Trash')(page), await row(page, 'throw').waitFor()),
  },
  {
    name: 'player',
    view: 'library',
    prepare: async (page) => {
      await row(page, FINISHED[0]).dblclick()
      await page.getByRole('slider').first().waitFor()
      await page.getByText(/Frame \d+ of/).waitFor()
      for (let step = 0; step < 20; step += 1) await press(page, '.')
      await press(page, 'i')
      for (let step = 0; step < 20; step += 1) await press(page, '.')
      await press(page, 'o')
      await page.getByText('Frame 41 of').waitFor()
    },
  },
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
]

const BUSY_SHOTS = [
  { name: 'queue', prepare: async (page) => (await posters(page), await choose(UNDER_WAY[1])(page)) },
  {
    name: 'queue-german',
    language: 'de',
    prepare: async (page) => (await posters(page), await choose(UNDER_WAY[1])(page)),
  },
  { name: 'queue-waiting', prepare: async (page) => (await tab('Waiting')(page), await choose(WAITING[3])(page)) },
  { name: 'queue-failed', prepare: async (page) => (await tab('Failed')(page), await choose(REFUSED)(page)) },
  {
    name: 'batch',
    prepare: async (page) => {
      await mode(page, 'One prompt')
      await prompt(page).fill('A {red|blue|white} kite over {list:weather} dunes, {slow pan|static shot}')
      await press(page, 'Control+Shift+b')
      await page.getByRole('region', { name: 'Batch' }).getByText('static shot').first().waitFor()
    },
  },
  {
    name: 'batch-table',
    prepare: async (page) => {
      await mode(page, 'Rows of a table')
      const paste = page.getByRole('textbox', { name: /^Paste rows/ })
      await paste.or(page.getByRole('table').first()).first().waitFor()
      if (await paste.isVisible()) await paste.fill(TABLE)
      await page.getByRole('table').first().waitFor()
    },
  },
  {
    name: 'palette',
    prepare: async (page) => (await press(page, 'Control+k'), await page.getByRole('option').first().waitFor()),
  },
  {
    name: 'shortcuts',
    prepare: async (page) => (await press(page, 'F1'), await page.getByRole('dialog').first().waitFor()),
  },
]

const GALLERY_SHOT = [{ name: 'components', prepare: (page) => page.goto(new URL('/gallery.html', page.url()).href) }]

const withServer = async (options, act) => {
  const server = await startServer(options)
  try {
    await act(server)
  } finally {
    await server.remove()
  }
}
const needs = (shots) => shots.some(({ name }) => isWanted(name))

if (wanted.size === 0) await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  const empty = [{ name: 'first-run' }]
  if (needs([...empty, ...GALLERY_SHOT]))
    await withServer({ demoSpeed: 1 }, (server) => takePictures(browser, server, [...empty, ...GALLERY_SHOT]))
  if (needs([...FINISHED_SHOTS, ...BUSY_SHOTS]))
    await withServer({ demoSpeed: 8 }, async (server) => {
      await fill(server)
      await takePictures(browser, server, FINISHED_SHOTS)
      if (!needs(BUSY_SHOTS)) return
      // Slow enough that what runs still runs when the last picture is taken.
      await server.stop()
      await server.start(['--demo-speed', '0.1'])
      await keepBusy(server)
      await takePictures(browser, server, BUSY_SHOTS)
    })
  const question = [{ name: 'question', prepare: choose(FINISHED[0]) }]
  if (needs(question)) {
    const provider = await startLosingProvider()
    const args = ['--provider-url', provider.baseUrl, '--provider-key', 'key', '--provider-profile', 'sora']
    await withServer({ args }, async (server) => {
      await server.rpc('jobs.create', { prompt: FINISHED[0], ...settings })
      await until(server, ['needs_attention'], 1)
      await takePictures(browser, server, question)
    })
    await provider.stop()
  }
} finally {
  await browser.close()
}
