import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { isInState, queueJob, takesOnDisk } from './steps.ts'

/** Every way in which a person or the system ends the app, and what starts it. */
const PATHS: Record<string, (desktop: DesktopApp) => Promise<unknown>> = {
  'the menu': (desktop) => desktop.system.clickMenu('File', 'Quit Dailies'),
  'the tray': (desktop) => desktop.system.clickTray('Quit Dailies'),
  // Cmd+Q, the dock, and whatever else in Electron ends the app.
  'the system': (desktop) => desktop.evaluate(({ app }) => app.quit(), null),
}

const inFlight = async (desktop: DesktopApp): Promise<string> => {
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'generating')
  return job.id
}

test.use({ desktopOptions: { demoSpeed: 1 } })

for (const [name, quit] of Object.entries(PATHS)) {
  test(`quitting by ${name} asks once while work is in flight, and loses nothing`, async ({ desktop }) => {
    const jobId = await inFlight(desktop)
    await desktop.system.answerDialogs('Quit')
    await quit(desktop)
    expect(await desktop.exit()).toBe(0)
    const [question, ...others] = await desktop.system.dialogs()
    expect(others).toEqual([])
    expect(question?.buttons).toEqual(['Quit', 'Keep running'])
    expect(question?.detail).toMatch(
      /^1 render goes on at the provider; Dailies fetches it at the next start(; it expires in \d+ (min|h))?\.$/,
    )

    await desktop.restart({ demoSpeed: 20 })
    await isInState(desktop, jobId, 'completed')
    expect(await takesOnDisk(desktop)).toHaveLength(1)
  })
}

test('"keep running" hides the window, says where it went, and the work goes on', async ({ desktop }) => {
  const jobId = await inFlight(desktop)
  await desktop.system.answerDialogs('Keep running')
  await desktop.evaluate(({ app }) => app.quit(), null)
  await expect.poll(() => desktop.isWindowVisible()).toBe(false)
  const notes = async (): Promise<string[]> => (await desktop.system.notices()).map(({ title }) => title)
  await expect.poll(notes).toEqual([expect.stringContaining('keeps working')])
  await desktop.system.launchAgain()
  expect((await desktop.rpc('jobs.get', { jobId })).status).toBe('generating')

  await desktop.system.answerDialogs('Quit')
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  expect(await desktop.system.dialogs()).toHaveLength(2)
})

test('nothing is asked when nothing is in flight', async ({ desktop }) => {
  await desktop.page()
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  expect(await desktop.system.dialogs()).toEqual([])
})

test('nothing is asked about a queue that is paused', async ({ desktop }) => {
  await desktop.rpc('queue.pause', {})
  await queueJob(desktop)
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  expect(await desktop.system.dialogs()).toEqual([])
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it without a question`, async ({ desktop }) => {
    const jobId = await inFlight(desktop)
    await desktop.evaluate((_electron, name) => void process.kill(process.pid, name), signal)
    expect(await desktop.exit()).toBe(0)
    expect(await desktop.system.dialogs()).toEqual([])
    await desktop.restart({ demoSpeed: 20 })
    await isInState(desktop, jobId, 'completed')
  })
}

test('a signal takes the question back', async ({ desktop }) => {
  await inFlight(desktop)
  await desktop.evaluate(({ app }) => app.quit(), null)
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBe(1)
  await desktop.evaluate(() => void process.kill(process.pid, 'SIGTERM'), null)
  expect(await desktop.exit()).toBe(0)
})

for (const platform of ['linux', 'win32', 'darwin'] as const) {
  test.describe(`on ${platform}`, () => {
    test.use({ desktopOptions: { demoSpeed: 1, platform } })

    test('a shutdown asks once, and waits for no answer', async ({ desktop }) => {
      const jobId = await inFlight(desktop)
      expect(await desktop.system.shutDown()).toBe(true)
      await desktop.evaluate(({ app }) => app.quit(), null)
      expect(await desktop.exit()).toBe(0)
      expect(await desktop.system.dialogs()).toHaveLength(1)
      await desktop.restart({ demoSpeed: 20 })
      await isInState(desktop, jobId, 'completed')
    })
  })
}

test('a quit while the host still opens ends it as well', async ({ desktop }) => {
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  expect(await desktop.system.dialogs()).toEqual([])
  await desktop.restart()
  await desktop.page()
})

test('a library that cannot be opened is said so, and nothing is left running', async ({ desktop }) => {
  await desktop.page()
  await desktop.evaluate(({ app }) => app.quit(), null)
  await desktop.exit()
  const path = join(desktop.dataDir, 'dailies.db')
  await rm(path)
  await mkdir(path)
  await desktop.restart()
  expect(await desktop.exit()).toBe(1)
  expect(await desktop.system.dialogs()).toMatchObject([{ message: 'Dailies cannot start' }])
  expect(desktop.output()).toContain(desktop.dataDir)
})

test('a page that wants to be asked before it is left does not hold up a quit', async ({ desktop }) => {
  const page = await desktop.page()
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()))
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
})
