import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from '@playwright/test'
import { clipAccount, expect, untilAll, watchedTest, type Options } from './fixtures.ts'
import { startServer, type DailiesServer } from './browser.ts'
import { startClipProvider, UNTIL_TOLD_MS } from './clipProvider.ts'
import { startLosingProvider } from './losingProvider.ts'

/** A server with jobs in every state, a trash, notices, templates, lists and prompts used before. */
const seed = async (server: DailiesServer, addresses: { holding: string; key: string; losing: string }) => {
  const account = async (name: string, baseUrl: string, apiKey: string) =>
    (await server.rpc('accounts.create', { name, baseUrl, apiKey, profile: 'sora', concurrency: 1 })).id
  const holdingId = await account('Night shift', addresses.holding, addresses.key)
  const losingId = await account('Far away', addresses.losing, 'test-key')
  const { items: accounts } = await server.rpc('accounts.list', {})
  const demoId = accounts.find(({ isDemo }) => isDemo)?.id ?? ''

  const many = async (requestId: string, items: Parameters<typeof server.rpc<'jobs.createMany'>>[1]['items']) =>
    (await server.rpc('jobs.createMany', { items, requestId })).jobIds
  await many('batch', [{ prompt: 'Paper boats in a gutter' }, { prompt: 'Kites over a beach' }])
  await server.rpc('jobs.create', { prompt: 'A lighthouse at dusk, slow push-in from the sea' })
  const { jobs: unwanted } = await server.rpc('jobs.create', { prompt: 'An old projector' })
  await server.rpc('jobs.create', { prompt: 'Something refused [moderation]', accountId: demoId })
  await server.rpc('jobs.create', { prompt: 'Breaks on purpose [fail]', accountId: demoId })
  await server.rpc('jobs.create', { prompt: 'Its answer was lost', accountId: losingId })
  await untilAll(server, ['completed', 'failed', 'needs_attention'])
  await server.rpc('jobs.create', { prompt: 'Still being made', accountId: holdingId })
  await many(
    'line',
    ['First in line', 'Second in line', 'Third in line'].map((prompt) => ({ prompt, accountId: holdingId })),
  )
  const { jobs: spare } = await server.rpc('jobs.create', { prompt: 'Not this one', accountId: holdingId })
  await server.rpc('jobs.cancelMany', { jobIds: spare.map(({ id }) => id) })
  await server.rpc('jobs.trash', { jobIds: unwanted.map(({ id }) => id) })
  await server.rpc('prompts.remember', { prompt: 'A night market in the rain' })
  await server.rpc('templates.create', { name: 'Slow push-in', prompt: 'A {place}, slow push-in', tags: ['camera'] })
  await server.rpc('lists.create', { name: 'places', entries: ['harbour', 'tunnel'] })
  await expect.poll(async () => (await server.rpc('queue.state', {})).counts.generating).toBe(1)
}

/** One such server for a worker: only for looking, so that looks do not disturb one another. */
export const seededTest: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & Options,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & { seeded: DailiesServer }
> = watchedTest.extend<object, { seeded: DailiesServer }>({
  seeded: [
    async ({}, provide) => {
      const [clips, holding, losing] = await Promise.all([
        startClipProvider(),
        startClipProvider(UNTIL_TOLD_MS),
        startLosingProvider(),
      ])
      const server = await startServer({ demoSpeed: 500, args: clipAccount(clips) })
      await seed(server, { holding: holding.baseUrl, key: holding.apiKey, losing: losing.baseUrl })
      await provide(server)
      await server.remove()
      await Promise.all([clips, holding, losing].map(({ stop }) => stop()))
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})
