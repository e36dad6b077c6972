import type { FakeProvider } from '../../harness/fakeProvider/fakeProvider.ts'
import { expect, test } from '../drivers/desktopWithProvider.ts'
import type { DesktopApp } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

/** As the settings do it. */
const keepAwake = async (desktop: DesktopApp, keepsAwake: boolean): Promise<void> => {
  const page = await desktop.page()
  const answer = await page.evaluate(
    async (input) => {
      const { dailies } = window as unknown as { dailies: { request(route: string, input: unknown): Promise<unknown> } }
      return await dailies.request('shell.configure', input)
    },
    { keepsAwake },
  )
  expect(answer).toMatchObject({ ok: true })
}

/** By themselves, jobs are looked at so rarely that what comes at once comes from the wake. */
const RARELY = { env: { DAILIES_POLL_MIN_MS: '3600000' } }

const finishAll = (provider: FakeProvider): void => {
  for (const id of provider.jobs.keys()) provider.finish(id)
}

test.describe('what the operating system announces', () => {
  test.use({ appOptions: RARELY })

  test('a job that finished while the computer slept is on the disk within five seconds of the wake', async ({
    desktop,
    provider,
  }) => {
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    await desktop.system.sleep()
    finishAll(provider)
    await desktop.system.wake()
    const status = async (): Promise<string> => (await desktop.rpc('jobs.get', { jobId: job.id })).status
    await expect.poll(status, { timeout: 5000, intervals: [100] }).toBe('completed')
  })

  test('an unlocked screen has everything looked at', async ({ desktop, provider }) => {
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    finishAll(provider)
    await desktop.system.lock()
    expect((await desktop.rpc('jobs.get', { jobId: job.id })).status).toBe('generating')
    await desktop.system.unlock()
    await isInState(desktop, job.id, 'completed')
  })

  test('a network that is back has everything looked at, and the tray says while it is away', async ({
    desktop,
    provider,
  }) => {
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    await desktop.system.setOnline(false)
    const tooltip = async (): Promise<string> => (await desktop.system.tray())?.tooltip ?? ''
    await expect.poll(tooltip).toMatch(/offline/i)
    finishAll(provider)
    expect((await desktop.rpc('jobs.get', { jobId: job.id })).status).toBe('generating')
    await desktop.system.setOnline(true)
    await isInState(desktop, job.id, 'completed')
    await expect.poll(tooltip).not.toMatch(/offline/i)
  })
})

test.describe('the computer', () => {
  test('is kept awake while a take arrives, and not while it is waited for', async ({ desktop, provider }) => {
    provider.fault('content', 'stall')
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    expect(await desktop.system.sleepBlocks()).toEqual([])
    finishAll(provider)
    await expect.poll(() => desktop.system.sleepBlocks()).toEqual(['prevent-app-suspension'])
    // The person does not want that, from now on.
    await keepAwake(desktop, false)
    await expect.poll(() => desktop.system.sleepBlocks()).toEqual([])
    await keepAwake(desktop, true)
    await expect.poll(() => desktop.system.sleepBlocks()).toEqual(['prevent-app-suspension'])
    // The transfer stalled; half a minute later it is given up, and the next one goes through.
    await isInState(desktop, job.id, 'completed')
    await expect.poll(() => desktop.system.sleepBlocks()).toEqual([])
  })

  test('falls asleep and wakes up in the middle of a transfer, which goes on seconds later', async ({
    desktop,
    provider,
  }) => {
    provider.fault('content', 'stall')
    const job = await queueJob(desktop)
    await isInState(desktop, job.id, 'generating')
    finishAll(provider)
    await expect.poll(() => desktop.system.sleepBlocks()).toHaveLength(1)
    await desktop.system.sleep()
    await desktop.system.wake()
    const status = async (): Promise<string> => (await desktop.rpc('jobs.get', { jobId: job.id })).status
    await expect.poll(status, { timeout: 10_000 }).toBe('completed')
    const resumed = provider.requests.filter(({ route, headers }) => route === 'content' && headers.range !== undefined)
    expect(resumed, 'what had arrived is not fetched again').toHaveLength(1)
    expect(provider.createsAccepted()).toHaveLength(1)
  })
})
