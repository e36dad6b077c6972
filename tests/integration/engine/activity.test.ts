import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../shared/json.ts'
import { close, listen, readBody } from '../../harness/fakeProvider/loopback.ts'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'

const eventsOf = async (live: LiveEngine, jobId: string) => (await live.request('jobs.events', { jobId })).items
const requestsOf = async (live: LiveEngine, jobId: string): Promise<Record<string, JsonValue>[]> =>
  (await eventsOf(live, jobId)).filter(({ type }) => type === 'request').map(({ detail }) => detail)

describe('the requests of a job', () => {
  it('are in its timeline where they changed something, in front of what they led to', async () => {
    await using live = await openLiveEngine({ generationMs: 60_000 })
    const { id } = await live.create()
    await live.until(id, 'completed')
    const events = await eventsOf(live, id)
    const types = events.map(({ type }) => type)
    const before = (type: string): string | undefined => types[types.indexOf(type) - 1]
    expect(types.filter((type) => !['request', 'remote_status'].includes(type))).toEqual([
      'created',
      'intent',
      'accepted',
      'generated',
      'completed',
    ])
    expect([before('accepted'), before('generated'), before('completed')]).toEqual(['request', 'request', 'request'])
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b))
    const requests = await requestsOf(live, id)
    expect(requests[0]).toEqual({
      purpose: 'submit',
      method: 'POST',
      route: '/v1/videos',
      status: 200,
      durationMs: expect.any(Number) as number,
      body: expect.stringContaining('"id"') as string,
    })
    expect(requests.at(-2)).toMatchObject({ purpose: 'poll', method: 'GET', status: 200 })
    expect(requests.at(-1)).toMatchObject({ purpose: 'download', method: 'GET', status: 200, body: null })
    // Most looks brought nothing new.
    expect(live.provider.requests.length).toBeGreaterThan(requests.length + 3)
    expect(events.length).toBeLessThanOrEqual(25)
    await live.finish()
  })

  it('say what a list showed, without the other ninety-nine', async () => {
    await using live = await openLiveEngine({ generationMs: 20_000, concurrency: 10 })
    const { jobIds } = await live.request('jobs.createMany', {
      items: [{ prompt: 'a fox', count: 8 }],
      requestId: 'request_1',
    })
    for (const jobId of jobIds) await live.until(jobId, 'completed')
    const all = (await Promise.all(jobIds.map((jobId) => requestsOf(live, jobId)))).flat()
    const listed = all.filter(({ purpose }) => purpose === 'list')
    expect(listed.length).toBeGreaterThan(0)
    expect(listed).toEqual(
      listed.map(() => expect.objectContaining({ route: '/v1/videos', status: 200, body: null }) as object),
    )
    await live.finish()
  })

  it('keep the first of many failures in a row, and the refusal that ended it', async () => {
    await using live = await openLiveEngine({ generationMs: 30_000 })
    const { id } = await live.create()
    await live.until(id, 'generating')
    live.provider.fault('poll', 'error_500_before_creating', 6)
    await live.until(id, 'completed')
    const failed = (await requestsOf(live, id)).filter(({ status }) => status === 500)
    expect(failed).toMatchObject([{ purpose: 'poll', body: expect.any(String) as string }])
    await live.finish()
  })

  it('show a refused submit with what the provider said', async () => {
    await using live = await openLiveEngine()
    live.provider.fault('create', 'invalid_400')
    const { id } = await live.create()
    await live.until(id, 'failed')
    expect(await requestsOf(live, id)).toMatchObject([{ purpose: 'submit', status: 400 }])
    await live.finish()
  })
})

describe('the activity of all jobs', () => {
  it('comes newest first, in pages without gap or double, with prompt and account', async () => {
    await using live = await openLiveEngine({ generationMs: 2000 })
    const first = await live.create({ prompt: `a fox ${'x'.repeat(500)}` })
    const second = await live.create({ prompt: 'a bear' })
    await live.until(first.id, 'completed')
    await live.until(second.id, 'completed')
    await live.pass(5000)
    const whole = await live.request('activity.list', { limit: 200 })
    expect(whole.nextCursor).toBeNull()
    const expected = (await eventsOf(live, first.id)).length + (await eventsOf(live, second.id)).length
    expect(whole.items).toHaveLength(expected)
    expect(whole.items.map(({ at }) => at)).toEqual(whole.items.map(({ at }) => at).sort((a, b) => b - a))
    const oldest = whole.items.at(-1)
    expect(oldest).toMatchObject({ type: 'created', jobId: first.id, accountId: live.accountId })
    expect(oldest?.prompt).toHaveLength(200)

    const paged = []
    let cursor: string | null = null
    do {
      const page: typeof whole = await live.request('activity.list', {
        limit: 3,
        ...(cursor === null ? {} : { cursor }),
      })
      paged.push(...page.items)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(paged).toEqual(whole.items)
    await live.finish()
  })

  it('is filtered by type and by account', async () => {
    await using live = await openLiveEngine({ generationMs: 2000 })
    const { id } = await live.create()
    await live.until(id, 'completed')
    const of = async (input: object) => (await live.request('activity.list', input)).items
    expect((await of({ types: ['created', 'completed'] })).map(({ type }) => type)).toEqual(['completed', 'created'])
    expect(await of({ accountId: 'account_of_nobody' })).toEqual([])
    expect((await of({ accountId: live.accountId })).length).toBeGreaterThan(5)
    expect(await live.refusal('activity.list', { cursor: 'x' })).toMatchObject({ code: 'bad_request', field: 'cursor' })
    await live.finish()
  })
})

it('the polling history counts requests, changes, throttling and bytes', async () => {
  await using live = await openLiveEngine({ generationMs: 5000 })
  live.provider.fault('poll', 'rate_limited_seconds')
  const { id } = await live.create()
  const { take } = await live.until(id, 'completed')
  const { points, stepMs } = await live.request('polling.history', {})
  const sum = (pick: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + pick(point), 0)
  expect(stepMs).toBe(60_000)
  expect(sum((point) => point.requests)).toBeGreaterThanOrEqual(4)
  expect(sum((point) => point.changes)).toBeGreaterThanOrEqual(4)
  expect(sum((point) => point.throttled)).toBe(1)
  expect(sum((point) => point.downloadedBytes)).toBe(take?.sizeBytes)
  await live.finish()
})

it('diagnostics say what there is and that the library is well', async () => {
  await using live = await openLiveEngine({ generationMs: 1000 })
  const { id } = await live.create()
  await live.until(id, 'completed')
  expect(await live.request('diagnostics.get', {})).toMatchObject({
    versions: { app: 'test', node: process.versions.node, sqlite: expect.stringMatching(/^3\./) as string },
    platform: `${process.platform} ${process.arch}`,
    dataDir: live.dataDir,
    videosDir: live.videosDir,
    integrity: 'ok',
    keyStore: 'memory',
    counts: { completed: 1, videos: 1, accounts: 1 },
  })
  await live.finish()
})

const KEY = 'k3y-Zebra/Quagga+1'

it('a key that the server sends back in every way is nowhere: not in events, notices, logs nor the library', async () => {
  const gossip = createServer((request, response) => {
    void readBody(request).then((body) => {
      const told = `${request.headers.authorization} ${request.url} ${body.toString()} https://x.example/?key=${KEY}`
      response.writeHead(request.method === 'POST' ? 422 : 500, { 'x-key': KEY })
      response.end(JSON.stringify({ error: { message: told, code: KEY } }))
    })
  })
  const port = await listen(gossip, 0)
  await using live = await openLiveEngine({ baseUrl: () => `http://127.0.0.1:${port}/v1` })
  await live.request('accounts.update', { accountId: live.accountId, apiKey: KEY })
  const { id } = await live.create({ prompt: 'a fox' })
  await live.until(id, 'failed')
  await live.request('accounts.test', { accountId: live.accountId })
  await live.pass(5000)
  const answers = [
    await eventsOf(live, id),
    await live.request('jobs.get', { jobId: id }),
    await live.request('activity.list', {}),
    await live.request('notifications.list', {}),
    await live.request('logs.list', { limit: 2000 }),
    await live.request('diagnostics.get', {}),
    live.logger.lines,
  ]
  expect(await requestsOf(live, id)).toMatchObject([{ status: 422, body: expect.stringContaining('[key]') as string }])
  expect((await live.request('notifications.list', {})).items).toMatchObject([{ kind: 'job_failed' }])
  await live.stop()
  const files = (await readdir(live.dataDir)).filter((name) => name.startsWith('dailies.db'))
  const onDisk = await Promise.all(files.map((name) => readFile(join(live.dataDir, name), 'latin1')))
  for (const text of [JSON.stringify(answers), ...onDisk]) {
    for (const form of [KEY, encodeURIComponent(KEY), 'Zebra', 'Quagga']) expect(text).not.toContain(form)
  }
  await close(gossip)
})
