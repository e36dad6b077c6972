import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts'

const program = process.env.DAILIES_PACKAGED ?? ''
test.skip(
  program === '',
  'DAILIES_PACKAGED names no packaged app. It must be built with DAILIES_PACKAGE_FOR=smoke-test.',
)

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dailies-packaged-'))
})
test.afterEach(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const launch = async (): Promise<ElectronApplication> =>
  await _electron.launch({
    executablePath: program,
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DAILIES_'))),
      DAILIES_DATA_DIR: join(folder, 'data'),
      DAILIES_VIDEOS_DIR: join(folder, 'videos'),
      DAILIES_DEMO_SPEED: '20',
    },
  })

const ask = async <R extends RouteName>(page: Page, route: R, input: RouteInput<R>): Promise<RouteOutput<R>> => {
  const answer = await page.evaluate(
    async ([name, value]) =>
      await (
        globalThis as unknown as {
          dailies: { request(name: string, value: unknown): Promise<{ ok: boolean; data: unknown }> }
        }
      ).dailies.request(name, value),
    [route, input] as const,
  )
  expect(answer).toMatchObject({ ok: true })
  return answer.data as RouteOutput<R>
}

const statusOf = async (page: Page, jobId: string): Promise<string> => (await ask(page, 'jobs.get', { jobId })).status

test('the packaged app makes a take, plays it, and has it after a restart', async () => {
  const first = await launch()
  const page = await first.firstWindow()
  await expect(page).toHaveTitle(/Dailies/)
  const about = await first.evaluate(({ app }) => ({
    isPackaged: app.isPackaged,
    name: app.getName(),
    path: app.getAppPath(),
  }))
  expect(about).toMatchObject({ isPackaged: true, name: 'Dailies' })
  expect(about.path).toMatch(/app\.asar$/)

  const { jobs } = await ask(page, 'jobs.create', { prompt: 'A lighthouse at dusk', seconds: 4, size: '1280x720' })
  const jobId = jobs[0]?.id ?? ''
  await expect.poll(() => statusOf(page, jobId), { timeout: 120_000 }).toBe('completed')
  const files = await readdir(join(folder, 'videos'), { recursive: true })
  expect(files.filter((file) => file.endsWith('.mp4'))).toHaveLength(1)

  const { take } = await ask(page, 'jobs.get', { jobId })
  const part = await page.evaluate(async (takeId) => {
    const answer = await fetch(`/media/${takeId}`, { headers: { Range: 'bytes=0-99' } })
    return { status: answer.status, sizeBytes: (await answer.arrayBuffer()).byteLength }
  }, take?.id ?? '')
  expect(part).toEqual({ status: 206, sizeBytes: 100 })
  await first.close()

  const second = await launch()
  const pageAgain = await second.firstWindow()
  expect(await statusOf(pageAgain, jobId)).toBe('completed')
  await second.close()
})
