import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionValue } from '../../electron/server/access.ts'
import { createServerApp } from '../../electron/server/app.ts'
import { createFakeClock } from '../fakes/fakeClock.ts'
import { fakeJob, fakeTake } from '../fakes/fakeJob.ts'
import { createMemoryLogger } from '../fakes/memoryLogger.ts'
import { createStandInHost } from '../fakes/standInHost.ts'
import { callPort, expectRefusal, startTestServer, TOKEN, type Call, type TestServer } from './serverFixture.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => await server.close())

const MP4 = Buffer.from('0123456789')
const video = () => new Response(MP4, { headers: { 'content-type': 'video/mp4', etag: '"x"', 'content-length': '10' } })

describe('who may come in', () => {
  const paths = ['/', '/api/health', '/api/videos', '/api/nothing', '/media/take_1', '/api/events']

  it.each(paths)('refuses a foreign Host at %s before anything else', async (path) => {
    for (const host of ['evil.example', 'evil.example:80', `127.0.0.1:${server.port + 1}`, '127.0.0.1', 'a b']) {
      expectRefusal(await server.call(path, { headers: { host } }), 403, 'forbidden')
    }
  })

  it.each(paths)('refuses a foreign Origin at %s before anything else', async (path) => {
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${server.port}`]) {
      expectRefusal(await server.call(path, { headers: { origin } }), 403, 'forbidden')
      expectRefusal(await server.call(path, { method: 'OPTIONS', headers: { origin } }), 403, 'forbidden')
    }
  })

  it('answers to both of its names and to its own pages', async () => {
    for (const name of [`127.0.0.1:${server.port}`, `localhost:${server.port}`]) {
      const answer = await server.call('/api/health', { headers: { host: name, origin: `http://${name}` } })
      expect(answer.status).toBe(200)
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('tells its health without a token, and nothing else', async () => {
    expect((await server.call('/api/health', { token: null })).json()).toEqual({ status: 'ok', version: '1.2.3' })
    for (const path of ['/api/videos', '/api/openapi.json', '/api/nothing', '/api/events', '/media/take_1', '/api']) {
      for (const token of [null, 'wrong', '', `${TOKEN}x`])
        expectRefusal(await server.call(path, { token }), 401, 'unauthorized')
    }
    const body = Buffer.alloc(2 * 1024 * 1024)
    expectRefusal(await server.call('/api/generate', { method: 'POST', token: null, body }), 401, 'unauthorized')
  })

  it('listens on loopback only', async () => {
    const foreign = await new Promise((resolve) => {
      const socket = connect({ host: '::1', port: server.port })
      socket.on('connect', () => resolve('connected')).on('error', () => resolve('refused'))
      socket.on('close', () => socket.destroy())
    })
    expect(foreign).toBe('refused')
  })

  it('puts the protective headers on every answer of the API', async () => {
    for (const path of ['/api/health', '/api/nothing', '/api/videos?limit=x']) {
      expect((await server.call(path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      })
    }
  })
})

describe("the browser's session", () => {
  const page = (change: Record<string, string> = {}): Call => ({
    token: null,
    headers: {
      cookie: `dailies_session_${server.port}=${sessionValue(TOKEN)}`,
      'sec-fetch-site': 'same-origin',
      ...change,
    },
  })

  it('is opened with the token, and its cookie then opens the calls of the screen', async () => {
    const opened = await server.call('/api/session', { method: 'POST' })
    expect(opened.status).toBe(204)
    const [cookie = ''] = opened.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    server.host.answerWith('queue.state', { data: { isPaused: false } })
    const call = { ...page({ cookie: cookie.split(';')[0] ?? '' }), method: 'POST', body: '{}' }
    expect((await server.call('/api/rpc/queue.state', call)).json()).toEqual({ ok: true, data: { isPaused: false } })
  })

  it('is not opened without the token, nor from another session', async () => {
    expectRefusal(await server.call('/api/session', { method: 'POST', token: null }), 401, 'unauthorized')
    expectRefusal(await server.call('/api/session', { ...page(), method: 'POST' }), 401, 'unauthorized')
  })

  it('does not open the documented API', async () => {
    for (const path of ['/api/videos', '/api/openapi.json', '/api/videos/status/job_1', '/api/polling/stats']) {
      expectRefusal(await server.call(path, page()), 401, 'unauthorized')
    }
  })

  it.each(['same-site', 'cross-site', 'none'])('opens no call to a request that the browser marks %s', async (site) => {
    const call = { ...page({ 'sec-fetch-site': site }), method: 'POST', body: '{}' }
    expectRefusal(await server.call('/api/rpc/queue.state', call), 401, 'unauthorized')
    expectRefusal(await server.call('/api/events', page({ 'sec-fetch-site': site })), 401, 'unauthorized')
  })

  it('shows media to our own page and to a typed address only', async () => {
    server.host.serve('/media/take_1', video)
    expect((await server.call('/media/take_1', page())).text).toBe('0123456789')
    expect((await server.call('/media/take_1', page({ 'sec-fetch-site': 'none' }))).status).toBe(200)
    for (const site of ['same-site', 'cross-site']) {
      expectRefusal(await server.call('/media/take_1', page({ 'sec-fetch-site': site })), 401, 'unauthorized')
    }
  })

  it('keeps token and cookie from the host', async () => {
    server.host.serve('/media/take_1', video)
    await server.call('/media/take_1', { headers: { cookie: 'a=1' } })
    const request = server.host.fetched.at(-1)
    expect(request?.headers.get('authorization')).toBeNull()
    expect(request?.headers.get('cookie')).toBeNull()
  })
})

describe('the documented calls', () => {
  it('queues a generation and answers 202 after the host has', async () => {
    server.host.answerWith('jobs.create', { data: { jobs: [fakeJob()] } })
    const body = JSON.stringify({ prompt: 'A lighthouse', seconds: '8', priority: 3 })
    const answer = await server.call('/api/generate', { method: 'POST', body })
    expect(answer.status).toBe(202)
    expect(answer.json()).toEqual({ jobId: 'job_1', status: 'queued' })
    expect(server.host.calls.at(-1)).toEqual({
      route: 'jobs.create',
      input: { prompt: 'A lighthouse', seconds: '8', priority: 3 },
    })
  })

  it('names every job of a batch', async () => {
    server.host.answerWith('jobs.create', { data: { jobs: [fakeJob(), fakeJob({ id: 'job_2' })] } })
    const answer = await server.call('/api/generate', { method: 'POST', body: '{"prompt":"x","count":2}' })
    expect(answer.json()).toEqual({ jobId: 'job_1', status: 'queued', jobIds: ['job_1', 'job_2'] })
  })

  it('queues a batch, and names every item at fault', async () => {
    const data = { batchId: 'batch_1', jobIds: ['job_1', 'job_2'] }
    server.host.answerWith('jobs.createMany', { data })
    const post = (value: unknown) => server.call('/api/batches', { method: 'POST', body: JSON.stringify(value) })
    const input = { items: [{ prompt: 'a' }, { prompt: 'b' }], requestId: 'r1', name: 'Mine' }
    const answer = await post(input)
    expect([answer.status, answer.json()]).toEqual([202, { ...data, status: 'queued' }])
    expect(server.host.calls.at(-1)).toEqual({ route: 'jobs.createMany', input })
    expect(
      (await post({ ...input, items: [{ prompt: 'a' }, { prompt: '' }, { prompt: 'c', size: 1 }] })).json(),
    ).toEqual({
      error: {
        code: 'invalid',
        field: 'items.1.prompt',
        message: expect.any(String) as string,
        problems: [
          { index: 1, field: 'prompt', message: expect.any(String) as string },
          { index: 2, field: 'size', message: expect.any(String) as string },
        ],
      },
    })
    const problems = [{ index: 1, field: 'model', message: 'No.' }]
    const error = { code: 'invalid', message: 'Item 2: No.', field: 'items.1.model', problems } as const
    server.host.answerWith('jobs.createMany', { error: { ...error, problems } })
    const refused = await post(input)
    expect([refused.status, refused.json()]).toEqual([422, { error }])
  })

  it('takes a thousand long prompts in one batch', async () => {
    server.host.answerWith('jobs.createMany', { data: { batchId: 'batch_1', jobIds: [] } })
    const items = Array.from({ length: 1000 }, () => ({ prompt: 'x'.repeat(5000) }))
    const body = JSON.stringify({ items, requestId: 'r1' })
    expect((await server.call('/api/batches', { method: 'POST', body })).status).toBe(202)
    expect((await server.call('/api/rpc/jobs.createMany', { method: 'POST', body })).status).toBe(200)
  })

  it('tells how far a batch is', async () => {
    const batch = {
      batchId: 'batch_1',
      name: null,
      prompt: 'x',
      createdAt: 0,
      jobCount: 2,
      counts: {},
      trashedCount: 0,
    }
    server.host.answerWith('batches.get', { data: batch })
    const answer = await server.call('/api/batches/batch_1')
    expect(answer.json()).toEqual({ ...batch, createdAt: '1970-01-01T00:00:00.000Z' })
    expect(server.host.calls.at(-1)).toEqual({ route: 'batches.get', input: { batchId: 'batch_1' } })
  })

  it('tells the status of a job', async () => {
    server.host.answerWith('jobs.get', { data: fakeJob({ status: 'generating', progress: 40 }) })
    const answer = await server.call('/api/videos/status/job_1')
    expect(answer.json()).toMatchObject({
      jobId: 'job_1',
      status: 'generating',
      ready: false,
      progress: 40,
      waitingFor: null,
    })
  })

  it.each<[string, string, unknown]>([
    ['/api/videos/status/job_1/refresh', 'jobs.refresh', { jobId: 'job_1' }],
    ['/api/videos/job_1/retry', 'jobs.retry', { jobId: 'job_1' }],
  ])('POST %s asks the host for %s', async (path, route, input) => {
    server.host.answerWith(route, { data: fakeJob() })
    for (const body of [undefined, '', '{}']) {
      const answer = await server.call(path, { method: 'POST', ...(body === undefined ? {} : { body }) })
      expect(answer.status).toBe(200)
      expect(answer.json()).toMatchObject({ jobId: 'job_1', status: 'queued' })
      expect(server.host.calls.at(-1)).toEqual({ route, input })
    }
  })

  it('cancels and says what that reached', async () => {
    const data = {
      job: fakeJob({ status: 'cancelled' }),
      outcome: 'removed_from_queue',
      mayStillBill: false,
      message: 'Gone.',
    }
    server.host.answerWith('jobs.cancel', { data })
    const answer = await server.call('/api/videos/job_1/cancel', { method: 'POST' })
    expect(answer.json()).toMatchObject({ status: 'cancelled', outcome: 'removed_from_queue', mayStillBill: false })
  })

  it('passes a decision on', async () => {
    server.host.answerWith('jobs.resolve', { data: fakeJob() })
    const decision = { decision: 'attach', remoteId: 'video_9' }
    const answer = await server.call('/api/videos/job_1/resolve', { method: 'POST', body: JSON.stringify(decision) })
    expect(answer.status).toBe(200)
    expect(server.host.calls.at(-1)).toEqual({ route: 'jobs.resolve', input: { jobId: 'job_1', decision } })
  })

  it('lists with filters, and passes only those that were given', async () => {
    server.host.answerWith('jobs.list', { data: { items: [fakeJob()], nextCursor: 'next' } })
    const answer = await server.call(
      '/api/videos?status=queued,needs_attention&q=fog%20-sea&utcOffsetMinutes=-90&limit=200&cursor=abc',
    )
    expect(answer.json()).toMatchObject({
      items: [{ jobId: 'job_1', prompt: 'A lighthouse at dusk' }],
      nextCursor: 'next',
    })
    expect(server.host.calls.at(-1)?.input).toEqual({
      status: ['queued', 'needs_attention'],
      q: 'fog -sea',
      utcOffsetMinutes: -90,
      limit: 200,
      cursor: 'abc',
    })
    await server.call('/api/videos')
    expect(server.host.calls.at(-1)?.input).toEqual({})
  })

  it('tells how polling goes', async () => {
    server.host.answerWith('polling.stats', { data: { total: 1, lastPollAt: 1_800_000_000_000, nextPollAt: null } })
    expect((await server.call('/api/polling/stats')).json()).toEqual({
      total: 1,
      lastPollAt: '2027-01-15T08:00:00.000Z',
      nextPollAt: null,
    })
  })
})

describe('files', () => {
  it("serves a take's bytes as the host does, by its id and by its job", async () => {
    server.host.serve('/media/take_1', video)
    server.host.answerWith('jobs.get', { data: fakeJob({ status: 'completed', take: fakeTake('take_1') }) })
    for (const path of ['/api/videos/take_1', '/api/videos/job/job_1']) {
      const answer = await server.call(path)
      expect(answer.text).toBe('0123456789')
      expect(answer.headers).toMatchObject({ 'content-type': 'video/mp4', etag: '"x"', 'content-length': '10' })
      const head = await server.call(path, { method: 'HEAD' })
      expect(head.text).toBe('')
      expect(head.headers['content-length']).toBe('10')
      expect(server.host.fetched.at(-1)?.method).toBe('HEAD')
    }
  })

  it('hands on what asks for a part, and nothing else', async () => {
    server.host.serve(
      '/media/take_1',
      () => new Response('234', { status: 206, headers: { 'content-range': 'bytes 2-4/10' } }),
    )
    const answer = await server.call('/api/videos/take_1', {
      headers: { range: 'bytes=2-4', 'if-range': '"x"', cookie: 'a=1' },
    })
    expect(answer.status).toBe(206)
    expect(answer.headers['content-range']).toBe('bytes 2-4/10')
    expect(Object.fromEntries(server.host.fetched.at(-1)?.headers ?? [])).toEqual({
      range: 'bytes=2-4',
      'if-range': '"x"',
    })
  })

  it('refuses a part that is not there, and says how much is', async () => {
    const refusal = () => new Response(null, { status: 416, headers: { 'content-range': 'bytes */10' } })
    server.host.serve('/media/take_1', refusal)
    const answer = await server.call('/api/videos/take_1', { headers: { range: 'bytes=20-' } })
    expectRefusal(answer, 416, 'range_not_satisfiable')
    expect(answer.headers['content-range']).toBe('bytes */10')
  })

  it('finds no file where there is none', async () => {
    server.host.answerWith('jobs.get', { data: fakeJob() })
    for (const path of ['/api/videos/none', '/api/videos/none/poster', '/api/videos/job/job_1']) {
      expectRefusal(await server.call(path), 404, 'not_found')
    }
  })

  it('serves the still image', async () => {
    server.host.serve('/media/take_1/poster', () => new Response('img', { headers: { 'content-type': 'image/webp' } }))
    const answer = await server.call('/api/videos/take_1/poster')
    expect(answer.headers['content-type']).toBe('image/webp')
  })

  it("serves the screen's files without a token", async () => {
    server.host.serve('/', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
    const answer = await server.call('/', { token: null })
    expect(answer.text).toBe('<!doctype html>')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('sends a hostile path to the host only after the address is resolved', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/media/../../etc/passwd',
      '/%2e%2e/etc/passwd',
      '/media/%2e%2e/%2e%2e/x',
    ]) {
      await server.call(path)
      expect(new URL(server.host.fetched.at(-1)?.url ?? '').pathname).not.toContain('..')
    }
    const absolute = await server.call('http://evil.example/api/videos', { token: null })
    expectRefusal(absolute, 401, 'unauthorized')
  })
})

describe('calls of the screen', () => {
  it('answers 200 with the envelope, also for a refusal', async () => {
    const error = { code: 'conflict', message: 'Already cancelled.' } as const
    server.host.answerWith('jobs.cancel', { error })
    const answer = await server.call('/api/rpc/jobs.cancel', { method: 'POST', body: '{"jobId":"job_1"}' })
    expect(answer.status).toBe(200)
    expect(answer.json()).toEqual({ ok: false, error })
    expect((await server.call('/api/rpc/no.such.route', { method: 'POST', body: '{}' })).json()).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  })

  it('streams events: hello first, then what the host tells', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/^event: hello\n/)
    server.host.emit({ type: 'jobs.changed', data: { jobs: [fakeJob({ revision: 7 })] } })
    expect((await reader?.read())?.value).toMatch(/^event: jobs.changed\ndata: \{"jobs":\[\{"id":"job_1","revision":7/)
    await reader?.cancel()
    await expect.poll(() => server.host.listenerCount()).toBe(0)
  })
})

describe('the OpenAPI document', () => {
  interface Document {
    openapi: string
    paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>
    components: { schemas: Record<string, { properties: Record<string, unknown> }> }
  }
  const read = async () => (await server.call('/api/openapi.json')).json() as Document

  it('points nowhere but into itself', async () => {
    const document: unknown = await read()
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref)
    expect(refs.length).toBeGreaterThan(5)
    for (const ref of refs) {
      const target = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
      expect(target, ref).toBeDefined()
    }
  })

  it('describes every documented call with its refusals', async () => {
    const document = await read()
    expect(document.openapi).toBe('3.1.0')
    const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    )
    expect(calls.sort()).toEqual([
      'get /api/batches/{batchId}',
      'get /api/health',
      'get /api/openapi.json',
      'get /api/polling/stats',
      'get /api/queue',
      'get /api/queue/forecast',
      'get /api/videos',
      'get /api/videos/job/{jobId}',
      'get /api/videos/status/{jobId}',
      'get /api/videos/{videoId}',
      'get /api/videos/{videoId}/poster',
      'post /api/batches',
      'post /api/generate',
      'post /api/queue/pause',
      'post /api/queue/resume',
      'post /api/videos/status/{jobId}/refresh',
      'post /api/videos/{jobId}/cancel',
      'post /api/videos/{jobId}/resolve',
      'post /api/videos/{jobId}/retry',
    ])
    const generate = document.paths['/api/generate']?.post
    expect(Object.keys(generate?.responses ?? {})).toEqual([
      '202',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '422',
      '500',
      '503',
    ])
    expect(document.paths['/api/videos']?.get?.parameters?.map(({ name }) => name)).toEqual([
      'status',
      'q',
      'utcOffsetMinutes',
      'limit',
      'cursor',
    ])
    expect(Object.keys(document.components.schemas.JobStatus?.properties ?? {})).toContain('waitingFor')
  })

  it('points only at schemas that it holds', async () => {
    const document = await read()
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1],
    )
    expect(refs.length).toBeGreaterThan(10)
    for (const ref of refs) expect(document.components.schemas).toHaveProperty(ref ?? '')
  })
})

describe('stopping', () => {
  it('finishes the answer in flight, ends event streams, refuses what comes after, and closes', async () => {
    const own = await startTestServer()
    const { promise: created, resolve } = Promise.withResolvers<void>()
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
    own.host.answerWith('jobs.create', async () => {
      enter()
      await created
      return { ok: true, data: { jobs: [fakeJob()] } }
    })
    const events = await fetch(`http://127.0.0.1:${own.port}/api/events`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const generated = own.call('/api/generate', { method: 'POST', body: '{"prompt":"x"}' })
    await entered
    const closed = own.close()
    expect(await events.text()).toMatch(/^event: hello/)
    await expect(callPort(own.port, '/api/health')).rejects.toThrow(/ECONNREFUSED/)
    resolve()
    expect((await generated).status).toBe(202)
    await closed
  })

  it('answers 503 to whatever still arrives, also to a wrong token', async () => {
    const { hono } = createServerApp({
      host: createStandInHost(),
      token: TOKEN,
      version: '1.2.3',
      clock: createFakeClock(),
      logger: createMemoryLogger(),
      isStopping: () => true,
    })
    for (const path of ['/', '/api/health', '/api/videos', '/api/nothing', '/media/take_1']) {
      const response = await hono.request(path)
      expect(response.status).toBe(503)
      expect(await response.json()).toEqual({ error: { code: 'stopping', message: expect.any(String) as string } })
    }
  })

  it('cuts off a reader that does not read, within about a second', async () => {
    const own = await startTestServer()
    own.host.serve(
      '/media/take_1',
      () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)) })),
    )
    const socket = connect({ host: '127.0.0.1', port: own.port })
    socket.pause()
    socket.on('error', () => {})
    socket.write(`GET /media/take_1 HTTP/1.1\r\nHost: 127.0.0.1:${own.port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`)
    await expect.poll(() => own.host.fetched.length).toBe(1)
    const startedAt = performance.now()
    await own.close()
    expect(performance.now() - startedAt).toBeLessThan(2500)
    socket.destroy()
  })
})
