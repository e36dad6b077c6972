import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoFixture } from './demoProviderFixture.ts'
import { demoFixture } from './demoProviderFixture.ts'

let fixture: DemoFixture

beforeAll(async () => {
  fixture = await demoFixture()
})
afterAll(() => fixture.dispose())

interface VideoJson {
  id: string
  status: string
  progress: number
  expires_at: number
  seconds: string
}

async function create(body: Record<string, unknown>, headers: Record<string, string> = {}): Promise<VideoJson> {
  const response = await post('/videos', body, headers)
  expect(response.status).toBe(200)
  return (await response.json()) as VideoJson
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'content-type': 'application/json', ...headers }
  return fixture.call(path, { method: 'POST', body: JSON.stringify(body), headers: json })
}

async function retrieve(id: string): Promise<VideoJson> {
  return (await (await fixture.call(`/videos/${id}`)).json()) as VideoJson
}

async function listed(): Promise<string[]> {
  const page = (await (await fixture.call('/videos?limit=100')).json()) as { data: VideoJson[] }
  return page.data.map(({ id }) => id)
}

async function finished(): Promise<string> {
  const { id } = await create({ prompt: 'Dunes in the desert' })
  fixture.advance(60_000)
  return id
}

describe('the demo provider over plain HTTP', () => {
  it('takes JSON with the length as a number, and a reference as a data URL', async () => {
    const image = Buffer.alloc(64)
    image.writeUInt32BE(0x89504e47, 0)
    image.writeUInt32BE(720, 16)
    image.writeUInt32BE(1280, 20)
    const reference = { image_url: `data:image/png;base64,${image.toString('base64')}` }
    const video = await create({ prompt: 'Sea', seconds: 12, size: '720x1280', input_reference: reference })
    expect(video).toMatchObject({ seconds: '12', size: '720x1280' })
  })

  it('answers in the shape of its dialect whatever is wrong with a request', async () => {
    const table = [
      [await fixture.call('/nothing'), 404, 'unknown_url', null],
      [await fixture.call('/videos', { method: 'PATCH' }), 404, 'unknown_url', null],
      [await fixture.call('/videos', { headers: { authorization: 'Bearer no' } }), 401, 'invalid_api_key', null],
      [await fixture.call('/videos?limit=101'), 400, 'invalid_value', 'limit'],
      [await fixture.call('/videos?order=up'), 400, 'invalid_value', 'order'],
      [await fixture.call('/videos?after=video_x'), 400, 'invalid_value', 'after'],
      [await post('/videos', ['no object']), 400, 'invalid_body', null],
      [await post('/videos', { prompt: ['x'] }), 400, 'invalid_type', 'prompt'],
      [await post('/videos', {}), 400, 'missing_required_parameter', 'prompt'],
      [await post('/videos/edits', { prompt: 'x' }), 400, 'missing_required_parameter', 'video'],
      [await post('/videos/extensions', { prompt: 'x', video: { id: 'video_x' } }), 404, 'video_not_found', 'video_id'],
      [await fixture.call('/models/none'), 404, 'model_not_found', 'model'],
    ] as const
    for (const [response, status, code, param] of table) {
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/json')
      expect(await response.json()).toEqual({
        error: { message: expect.any(String), type: 'invalid_request_error', code, param },
      })
    }
  })

  it('serves parts of a file, and the whole when it has changed', { timeout: 30_000 }, async () => {
    const path = `/videos/${await finished()}/content`
    const whole = await fixture.call(path)
    const bytes = Buffer.from(await whole.arrayBuffer())
    const etag = whole.headers.get('etag')!
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')

    const part = await fixture.call(path, { headers: { range: 'bytes=1000-1999', 'if-range': etag } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1000, 2000))

    const changed = await fixture.call(path, { headers: { range: 'bytes=1000-1999', 'if-range': '"other"' } })
    expect(changed.status).toBe(200)
    expect((await changed.arrayBuffer()).byteLength).toBe(bytes.length)

    const behind = await fixture.call(path, { headers: { range: `bytes=${bytes.length}-` } })
    expect(behind.status).toBe(416)
    expect(behind.headers.get('content-range')).toBe(`bytes */${bytes.length}`)

    const head = await fixture.call(path, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe(String(bytes.length))
    expect((await fixture.call(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await fixture.call(`${path}?variant=sound`)).status).toBe(400)
  })

  it('renders the same bytes again after a restart', { timeout: 30_000 }, async () => {
    const path = `/videos/${await finished()}/content`
    const before = await fixture.call(path, { method: 'HEAD' })
    await fixture.restart()
    const after = await fixture.call(path, { method: 'HEAD' })
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'))
  })

  it('keeps every video over a restart, and its place on the timeline', async () => {
    const { id } = await create({ prompt: 'Sea' })
    fixture.advance(4000)
    const before = await retrieve(id)
    expect(before.status).toBe('in_progress')
    await fixture.restart()
    expect(await retrieve(id)).toEqual(before)
  })

  it('makes one video of one idempotency key, at once or later, also after a restart', async () => {
    const before = fixture.demo.counts().accepted
    const headers = { 'idempotency-key': 'intent-1' }
    const [first, second] = await Promise.all([create({ prompt: 'One' }, headers), create({ prompt: 'One' }, headers)])
    expect(second.id).toBe(first.id)
    expect(fixture.demo.counts().accepted).toBe(before + 1)
    await fixture.restart()
    expect((await create({ prompt: 'One' }, headers)).id).toBe(first.id)
    expect((await create({ prompt: 'One' }, { 'idempotency-key': 'intent-2' })).id).not.toBe(first.id)
  })

  it('deletes its files an hour after they are done, and says that they have expired', async () => {
    const id = await finished()
    expect((await retrieve(id)).expires_at).toBeGreaterThan(fixture.now() / 1000)
    fixture.advance(3_600_000)
    expect((await retrieve(id)).status).toBe('expired')
    const content = await fixture.call(`/videos/${id}/content`)
    expect(content.status).toBe(404)
    expect(await content.json()).toMatchObject({ error: { code: 'video_expired' } })
  })

  it('tells the time by its own clock', async () => {
    const response = await fixture.call('/models')
    expect(Date.parse(response.headers.get('date')!)).toBe(Math.floor(fixture.now() / 1000) * 1000)
  })

  it('counts requests by their route', async () => {
    const before = fixture.demo.counts()
    await listed()
    const after = fixture.demo.counts()
    expect(after.requests - before.requests).toBe(1)
    expect(after.byRoute.list - before.byRoute.list).toBe(1)
  })

  it('stops while a take is being rendered and another is waited for', async () => {
    const own = await demoFixture()
    const ids: string[] = []
    for (const prompt of ['Forest', 'Mountains']) {
      const json = { 'content-type': 'application/json' }
      const body = JSON.stringify({ prompt, size: '1920x1080', seconds: 20 })
      ids.push(((await (await own.call('/videos', { method: 'POST', body, headers: json })).json()) as VideoJson).id)
    }
    own.advance(60_000)
    const downloads = ids.map((id) => own.call(`/videos/${id}/content`).catch((error: unknown) => error))
    await own.call('/videos')
    await own.dispose()
    for (const outcome of await Promise.all(downloads)) expect(outcome).toBeInstanceOf(TypeError)
  })
})

describe('a misbehaving demo provider', () => {
  const body = { prompt: 'Sea' }

  it.each([
    ['error_before', 500, 0],
    ['error_after', 500, 1],
    ['rate_limited', 429, 0],
    ['unauthorized', 401, 0],
    ['out_of_credit', 429, 0],
    ['html', 502, 0],
    ['empty', 202, 1],
  ] as const)('answers a create with %s: status %i, videos made %i', async (kind, status, made) => {
    const before = fixture.demo.counts().accepted
    fixture.demo.misbehave({ route: 'create', kind })
    expect((await post('/videos', body)).status).toBe(status)
    expect(fixture.demo.counts().accepted - before).toBe(made)
    expect((await post('/videos', body)).status).toBe(200)
  })

  it.each([
    ['dropped_before', 0],
    ['dropped_after', 1],
  ] as const)('drops the connection of a create with %s: videos made %i', async (kind, made) => {
    const before = await listed()
    fixture.demo.misbehave({ route: 'create', kind })
    await expect(post('/videos', body)).rejects.toThrow('fetch failed')
    expect((await listed()).length - before.length).toBe(made)
  })

  it('shows new videos on its list only after a while', async () => {
    const { id } = await create(body)
    fixture.demo.misbehave({ route: 'list', kind: 'list_lag', delayMs: 3000, times: Infinity })
    expect(await listed()).not.toContain(id)
    fixture.advance(3000)
    expect(await listed()).toContain(id)
    fixture.demo.misbehave(null)
  })

  it('reports progress that goes back, and words that nobody knows', async () => {
    const { id } = await create(body)
    fixture.advance(8000)
    const { progress } = await retrieve(id)
    fixture.demo.misbehave({ route: 'retrieve', kind: 'progress_backwards' })
    fixture.demo.misbehave({ route: 'retrieve', kind: 'unknown_status' })
    expect((await retrieve(id)).progress).toBe(progress - 30)
    expect((await retrieve(id)).status).toBe('warming_up')
    fixture.demo.misbehave({ route: 'retrieve', kind: 'not_found' })
    expect((await fixture.call(`/videos/${id}`)).status).toBe(404)
    expect((await retrieve(id)).progress).toBe(progress)
  })

  it('cuts a file off in the middle, or stops sending', { timeout: 30_000 }, async () => {
    const path = `/videos/${await finished()}/content`
    const length = Number((await fixture.call(path, { method: 'HEAD' })).headers.get('content-length'))
    fixture.demo.misbehave({ route: 'content', kind: 'truncated' })
    await expect((await fixture.call(path)).arrayBuffer()).rejects.toThrow('terminated')

    fixture.demo.misbehave({ route: 'content', kind: 'stalled' })
    const reader = (await fixture.call(path)).body!.getReader()
    let received = 0
    while (received < Math.floor(length / 2)) received += (await reader.read()).value?.length ?? 0
    expect(received).toBe(Math.floor(length / 2))
    await reader.cancel()
    expect((await (await fixture.call(path)).arrayBuffer()).byteLength).toBe(length)
  })

  it('answers late', async () => {
    fixture.demo.misbehave({ route: 'models', kind: 'slow', delayMs: 60 })
    const started = performance.now()
    expect((await fixture.call('/models')).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThan(50)
  })
})
