import type { Page } from '@playwright/test'
import type { Job } from '../../../shared/jobs/job.ts'
import type { FakeProvider } from '../../harness/fakeProvider/fakeProvider.ts'
import { expect, test } from '../drivers/desktopWithProvider.ts'
import type { DesktopApp, ShownNotice } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

const FINISHED = 'A take is finished'
const PROMPT = 'A lighthouse at dusk'

/** The first close of a window says so in a note of its own. */
const told = async (desktop: DesktopApp): Promise<ShownNotice[]> =>
  (await desktop.system.notices()).filter(({ title }) => !/keeps working/i.test(title))
const titles = async (desktop: DesktopApp): Promise<string[]> => (await told(desktop)).map(({ title }) => title)

const indexOf = async (desktop: DesktopApp, title: string): Promise<number> =>
  (await desktop.system.notices()).findIndex((notice) => notice.title === title && !notice.isClosed)

/** A running job, and nobody who looks. */
const runUnseen = async (desktop: DesktopApp): Promise<Job> => {
  const job = await queueJob(desktop, PROMPT)
  await isInState(desktop, job.id, 'generating')
  await desktop.system.closeWindow()
  return job
}

const finishAll = (provider: FakeProvider): void => {
  for (const id of provider.jobs.keys()) provider.finish(id)
}

const isOpen = async (page: Page): Promise<void> => {
  await expect(page.getByRole('complementary').filter({ hasText: PROMPT })).toBeVisible()
}

test.describe('with the window closed and its page gone', () => {
  test.use({ appOptions: { env: { DAILIES_HIDDEN_WINDOW_MS: '0' } } })

  test('a click on a notice opens the window on its job', async ({ desktop, provider }) => {
    await runUnseen(desktop)
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    finishAll(provider)
    await expect.poll(() => titles(desktop)).toEqual([FINISHED])
    expect(await told(desktop)).toMatchObject([{ body: `“${PROMPT}”`, actions: ['Play', 'Show in folder'] }])
    await desktop.system.clickNotice(await indexOf(desktop, FINISHED))
    await isOpen(await desktop.page())
    expect(await desktop.isWindowVisible()).toBe(true)
    expect((await told(desktop)).map(({ isClosed }) => isClosed)).toEqual([true])
  })

  test('its button plays the take', async ({ desktop, provider }) => {
    await runUnseen(desktop)
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    finishAll(provider)
    await expect.poll(() => titles(desktop)).toEqual([FINISHED])
    await desktop.system.pressNoticeAction(await indexOf(desktop, FINISHED), 'Play')
    await expect((await desktop.page()).locator('video').first()).toBeVisible()
  })

  test('its other button shows the file, and opens no window', async ({ desktop, provider }) => {
    await runUnseen(desktop)
    await expect.poll(() => desktop.hasWindow()).toBe(false)
    finishAll(provider)
    await expect.poll(() => titles(desktop)).toEqual([FINISHED])
    await desktop.system.pressNoticeAction(await indexOf(desktop, FINISHED), 'Show in folder')
    await expect
      .poll(async () => (await desktop.system.calls('shell.showItemInFolder')).map(({ args }) => args))
      .toEqual([[expect.stringMatching(/\.mp4$/)]])
    expect(await desktop.hasWindow()).toBe(false)
  })

  test('a failed job is tried again at the press of a button', async ({ desktop, provider }) => {
    await runUnseen(desktop)
    for (const id of provider.jobs.keys()) provider.fail(id, 'server_error', 'The server had an error.')
    await expect.poll(() => titles(desktop)).toEqual(['A job failed'])
    expect(provider.createsAccepted()).toHaveLength(1)
    await desktop.system.pressNoticeAction(await indexOf(desktop, 'A job failed'), 'Retry')
    await expect.poll(() => provider.createsAccepted().length).toBe(2)
  })

  test('a batch is told once, when its last job rests, and a click opens the history', async ({
    desktop,
    provider,
  }) => {
    await desktop.rpc('jobs.createMany', { items: [{ prompt: PROMPT, count: 5 }], requestId: 'r', name: 'Lights' })
    await expect.poll(() => provider.createsAccepted().length).toBe(5)
    await desktop.system.closeWindow()
    const [first, ...others] = [...provider.jobs.keys()]
    if (first !== undefined) provider.finish(first)
    await expect.poll(() => provider.requests.filter(({ route }) => route === 'content').length).toBeGreaterThan(0)
    for (const id of others) provider.finish(id)
    await expect.poll(() => told(desktop)).toMatchObject([{ title: '“Lights” is through', body: 'All 5 finished.' }])
    await desktop.system.clickNotice(await indexOf(desktop, '“Lights” is through'))
    await expect((await desktop.page()).getByText('“Lights” is through: 5 of 5 finished.')).toBeVisible()
  })
})

test('what was read in the window goes from the screen', async ({ desktop, provider }) => {
  await runUnseen(desktop)
  finishAll(provider)
  await expect.poll(() => titles(desktop)).toEqual([FINISHED])
  const { items } = await desktop.rpc('notifications.list', { limit: 1 })
  await desktop.rpc('notifications.markRead', { upToId: items[0]?.id ?? 0 })
  await expect.poll(async () => (await told(desktop)).map(({ isClosed }) => isClosed)).toEqual([true])
})

test('nothing pops up while the window has the focus; the history has it all the same', async ({
  desktop,
  provider,
}) => {
  const seen = await queueJob(desktop, PROMPT)
  await isInState(desktop, seen.id, 'generating')
  await desktop.system.focusWindow(true)
  finishAll(provider)
  await isInState(desktop, seen.id, 'completed')
  await expect.poll(async () => (await desktop.rpc('notifications.list', {})).items.length).toBe(1)
  // The next one, with nobody looking, comes after it: had that one been shown, it would be there by now.
  await desktop.system.focusWindow(false)
  const unseen = await queueJob(desktop, 'A heron in the reeds')
  await isInState(desktop, unseen.id, 'generating')
  for (const id of provider.jobs.keys()) provider.fail(id, 'moderation_blocked', 'No.')
  await expect.poll(() => titles(desktop)).toEqual(['A job failed'])
})

test('a kind that is switched off is kept, and not shown', async ({ desktop, provider }) => {
  await desktop.rpc('settings.update', { notify: { job_finished: false } })
  await desktop.system.focusWindow(false)
  const quiet = await queueJob(desktop, PROMPT)
  await isInState(desktop, quiet.id, 'generating')
  finishAll(provider)
  await isInState(desktop, quiet.id, 'completed')
  const loud = await queueJob(desktop, 'A heron in the reeds')
  await isInState(desktop, loud.id, 'generating')
  for (const id of provider.jobs.keys()) provider.fail(id, 'moderation_blocked', 'No.')
  await expect.poll(() => titles(desktop)).toEqual(['A job failed'])
  const { items } = await desktop.rpc('notifications.list', {})
  expect(items.map(({ kind }) => kind)).toEqual(['job_failed', 'job_finished'])
})

test.describe('where the system shows no notices', () => {
  test.use({ appOptions: { hasNotifications: false } })

  test('the work goes on', async ({ desktop, provider }) => {
    const job = await runUnseen(desktop)
    finishAll(provider)
    await isInState(desktop, job.id, 'completed')
    expect(await desktop.system.notices()).toEqual([])
  })
})
