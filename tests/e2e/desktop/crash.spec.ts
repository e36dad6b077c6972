import { expect, test } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

test.use({ desktopOptions: { demoSpeed: 4 } })

test('a crashed page is loaded again, and the engine notices nothing', async ({ desktop }) => {
  const job = await queueJob(desktop)
  await desktop.system.crashPage()
  const page = await desktop.page()
  await expect(page.locator(`[data-job-id="${job.id}"]`).first()).toBeVisible()
  await isInState(desktop, job.id, 'completed')
  expect((await desktop.rpc('jobs.get', { jobId: job.id })).attempts).toBe(1)
  expect(await desktop.system.dialogs()).toEqual([])
})

test('a page that keeps crashing is not loaded for ever: a person decides', async ({ desktop }) => {
  const job = await queueJob(desktop)
  await desktop.page()
  await desktop.system.answerDialogs('Reload')
  for (let crash = 0; crash < 2; crash++) {
    await desktop.system.crashPage()
    await desktop.page()
  }
  expect(await desktop.system.dialogs()).toEqual([])
  await desktop.system.crashPage()
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBe(1)
  const [question] = await desktop.system.dialogs()
  expect(question?.buttons).toEqual(['Reload', 'Quit'])
  await desktop.page()
  await isInState(desktop, job.id, 'completed')
})

test('a page that crashes while nobody sees it is made anew when it is wanted', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.closeWindow()
  await desktop.system.crashPage()
  await expect.poll(() => desktop.hasWindow()).toBe(false)
  await desktop.system.launchAgain()
  await desktop.page()
  expect(await desktop.isWindowVisible()).toBe(true)
})
