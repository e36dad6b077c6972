import type { DesktopApp } from '../drivers/desktop.ts'
import { expect, test } from '../drivers/desktopWithProvider.ts'
import { isInState, queueJob } from './steps.ts'

const lastArgs = async (desktop: DesktopApp, api: string): Promise<unknown[] | undefined> =>
  (await desktop.system.calls(api)).at(-1)?.args

const bar = (desktop: DesktopApp) => () => lastArgs(desktop, 'BrowserWindow.setProgressBar')

test('the bar is the mean of what the running jobs report, and goes with the last of them', async ({
  desktop,
  provider,
}) => {
  const jobs = [await queueJob(desktop), await queueJob(desktop)]
  for (const job of jobs) await isInState(desktop, job.id, 'generating')
  const [first = '', second = ''] = [...provider.jobs.keys()]
  provider.setProgress(first, 20)
  provider.setProgress(second, 60)
  await expect.poll(bar(desktop)).toEqual([0.4, { mode: 'normal' }])
  await desktop.rpc('queue.pause', { mode: 'after_running' })
  await expect.poll(bar(desktop)).toEqual([0.4, { mode: 'paused' }])
  provider.finish(first)
  provider.finish(second)
  await expect.poll(bar(desktop)).toEqual([-1, { mode: 'none' }])
})

test('a window that is hidden leaves no bar behind', async ({ desktop, provider }) => {
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'generating')
  for (const id of provider.jobs.keys()) provider.setProgress(id, 30)
  await expect.poll(bar(desktop)).toEqual([0.3, { mode: 'normal' }])
  await desktop.system.closeWindow()
  await expect.poll(bar(desktop)).toEqual([-1, { mode: 'none' }])
  await desktop.system.launchAgain()
  await expect.poll(bar(desktop)).toEqual([0.3, { mode: 'normal' }])
})

for (const platform of ['darwin', 'linux'] as const) {
  test.describe(`on ${platform}`, () => {
    test.use({ appOptions: { platform } })

    test('the badge counts what nobody has read', async ({ desktop, provider }) => {
      const badge = () => lastArgs(desktop, 'app.setBadgeCount')
      const job = await queueJob(desktop)
      await isInState(desktop, job.id, 'generating')
      await desktop.system.closeWindow()
      for (const id of provider.jobs.keys()) provider.finish(id)
      await expect.poll(badge).toEqual([1])
      const { items } = await desktop.rpc('notifications.list', { limit: 1 })
      await desktop.rpc('notifications.markRead', { upToId: items[0]?.id ?? 0 })
      await expect.poll(badge).toEqual([0])
      expect(await desktop.system.calls('BrowserWindow.setOverlayIcon')).toEqual([])
    })
  })
}

test.describe('on Windows', () => {
  test.use({ appOptions: { platform: 'win32' } })

  test('the badge is a picture on the button, again when the window comes back', async ({ desktop, provider }) => {
    const overlays = async () => (await desktop.system.calls('BrowserWindow.setOverlayIcon')).map(({ args }) => args)
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    await desktop.system.focusWindow(false)
    for (const id of provider.jobs.keys()) provider.fail(id, 'moderation_blocked', 'No.')
    await expect.poll(overlays).toEqual([[expect.anything(), '1 thing to look at']])
    await desktop.system.closeWindow()
    await desktop.system.launchAgain()
    await expect.poll(async () => (await overlays()).length).toBe(2)
    const { items } = await desktop.rpc('notifications.list', { limit: 1 })
    await desktop.rpc('notifications.markRead', { upToId: items[0]?.id ?? 0 })
    await expect.poll(async () => (await overlays()).at(-1)).toEqual([null, ''])
    expect(await desktop.system.calls('app.setBadgeCount')).toEqual([])
  })
})

test('the system hears nothing while nothing changes', async ({ desktop, provider }) => {
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'generating')
  for (const id of provider.jobs.keys()) provider.setProgress(id, 20)
  const calls = async () => (await desktop.system.calls('BrowserWindow.setProgressBar')).length
  await expect.poll(calls).toBeGreaterThan(0)
  const before = await calls()
  await desktop.rpc('jobs.refresh', { jobId: job.id })
  await desktop.rpc('jobs.refresh', { jobId: job.id })
  expect(await calls()).toBe(before)
})
