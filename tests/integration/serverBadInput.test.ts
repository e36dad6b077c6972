import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IpcErrorCode } from '../../shared/ipc/ipcError.ts'
import { expectRefusal, startTestServer, TOKEN, type Call, type TestServer } from './serverFixture.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => await server.close())

const post = (body: unknown): Call => ({ method: 'POST', body: JSON.stringify(body) })
const generate = (body: unknown) => server.call('/api/generate', post(body))
const MEBIBYTE = 1024 * 1024

/** The first line of what comes back after exactly `text` was sent. */
const firstLine = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text))
    socket.on('error', reject)
    socket.once('data', (data) => {
      resolve(data.toString('latin1').split('\r\n')[0] ?? '')
      socket.destroy()
    })
  })

describe('a generation that does not fit', () => {
  it.each<[string, unknown, string]>([
    ['no prompt', {}, 'prompt'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a blank prompt', { prompt: ' \n\t ' }, 'prompt'],
    ['a prompt that is no text', { prompt: 5 }, 'prompt'],
    ['a prompt that is null', { prompt: null }, 'prompt'],
    ['seconds as a word', { prompt: 'x', seconds: 'eight' }, 'seconds'],
    ['seconds below zero', { prompt: 'x', seconds: -4 }, 'seconds'],
    ['no seconds at all', { prompt: 'x', seconds: 0 }, 'seconds'],
    ['too many seconds', { prompt: 'x', seconds: 1e9 }, 'seconds'],
    ['seconds as an empty text', { prompt: 'x', seconds: '' }, 'seconds'],
    ['a size that is none', { prompt: 'x', size: 'big' }, 'size'],
    ['a size of zero', { prompt: 'x', size: '0x720' }, 'size'],
    ['a size with a path', { prompt: 'x', size: '../720x1280' }, 'size'],
    ['a model that is no text', { prompt: 'x', model: 1 }, 'model'],
    ['an empty model', { prompt: 'x', model: '' }, 'model'],
    ['half a priority', { prompt: 'x', priority: 1.5 }, 'priority'],
    ['a priority out of range', { prompt: 'x', priority: 1001 }, 'priority'],
    ['no take at all', { prompt: 'x', count: 0 }, 'count'],
    ['too many takes', { prompt: 'x', count: 101 }, 'count'],
    ['a relation that nobody knows', { prompt: 'x', relation: 'sibling' }, 'relation'],
    ['an account that is no text', { prompt: 'x', accountId: {} }, 'accountId'],
    ['a parent that is no text', { prompt: 'x', parentJobId: [] }, 'parentJobId'],
    ['a field that nobody knows', { prompt: 'x', promtp: 'y' }, 'promtp'],
  ])('is refused for %s, naming the field', async (_case, body, field) => {
    expectRefusal(await generate(body), 422, 'invalid', field)
  })

  it('never reaches the host', async () => {
    const before = server.host.calls.length
    await generate({ prompt: '' })
    expect(server.host.calls.length).toBe(before)
  })

  it.each([
    ['nothing', ''],
    ['half an object', '{"prompt":'],
    ['no JSON', 'prompt=x'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['two values', '{} {}'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
  ])('is malformed when the body is %s', async (_case, body) => {
    expectRefusal(await server.call('/api/generate', { method: 'POST', body }), 400, 'bad_request')
  })
})

describe('a body over 1 MiB', () => {
  const large = Buffer.alloc(MEBIBYTE + 1, 'x')

  it.each(['/api/generate', '/api/videos/job_1/resolve', '/api/videos/job_1/cancel', '/api/rpc/jobs.create'])(
    'is too large for %s, declared or not',
    async (path) => {
      expectRefusal(await server.call(path, { method: 'POST', body: large }), 413, 'too_large')
      expectRefusal(await server.call(path, { method: 'POST', body: large, isChunked: true }), 413, 'too_large')
    },
  )

  it('is refused from its declared length, before any of it arrives', async () => {
    const headers = { 'content-length': String(10 * MEBIBYTE) }
    expectRefusal(await server.call('/api/generate', { method: 'POST', headers }), 413, 'too_large')
  })

  it('is not asked for when the client asks first, and is when it fits', async () => {
    const ask = (path: string, sizeBytes: number) =>
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${TOKEN}\r\n` +
      `Content-Length: ${sizeBytes}\r\nExpect: 100-continue\r\n\r\n`
    expect(await firstLine(server.port, ask('/api/generate', 10 * MEBIBYTE))).toBe('HTTP/1.1 413 Payload Too Large')
    expect(await firstLine(server.port, ask('/api/generate', 20))).toBe('HTTP/1.1 100 Continue')
    expect(await firstLine(server.port, ask('/api/rpc/references.create', 10 * MEBIBYTE))).toBe('HTTP/1.1 100 Continue')
  })

  it('is taken up to the very limit', async () => {
    server.host.answerWith('jobs.create', { error: { code: 'invalid', message: 'too long', field: 'prompt' } })
    const body = JSON.stringify({ prompt: 'x'.repeat(MEBIBYTE - 13) })
    expect(Buffer.byteLength(body)).toBe(MEBIBYTE)
    expectRefusal(await server.call('/api/generate', { method: 'POST', body }), 422, 'invalid', 'prompt')
  })

  it('is taken for a reference image', async () => {
    const body = JSON.stringify({ fileName: 'a.png', base64: 'A'.repeat(2 * MEBIBYTE) })
    server.host.answerWith('references.create', { data: { referenceId: 'ref_1' } })
    const answer = await server.call('/api/rpc/references.create', { method: 'POST', body })
    expect(answer.status).toBe(200)
  })
})

describe('a list that does not fit', () => {
  it.each<[string, string]>([
    ['status=finished', 'status.0'],
    ['status=queued,finished', 'status.1'],
    ['status=', 'status.0'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['status=queued&status=finished', 'status.1'],
    ['cursor=', 'cursor'],
    ['utcOffsetMinutes=1441', 'utcOffsetMinutes'],
    ['utcOffsetMinutes=1h', 'utcOffsetMinutes'],
    [`cursor=${'x'.repeat(201)}`, 'cursor'],
    [`q=${'x'.repeat(1001)}`, 'q'],
  ])('is malformed with %s', async (query, field) => {
    expectRefusal(await server.call(`/api/videos?${query}`), 400, 'bad_request', field)
  })

  it('is malformed with a cursor that only the host can judge', async () => {
    for (const code of ['invalid', 'bad_request'] as const) {
      server.host.answerWith('jobs.list', { error: { code, message: 'The cursor is broken.', field: 'cursor' } })
      expectRefusal(await server.call('/api/videos?cursor=zzz'), 400, 'bad_request', 'cursor')
    }
  })
})

describe('a decision that does not fit', () => {
  it.each<[unknown, string]>([
    [{}, 'decision'],
    [{ decision: 'shrug' }, 'decision'],
    [{ decision: 'attach' }, 'remoteId'],
    [{ decision: 'attach', remoteId: '' }, 'remoteId'],
    [{ decision: 'fail', remoteId: 'x' }, 'remoteId'],
  ])('%j is refused, naming the field', async (body, field) => {
    expectRefusal(await server.call('/api/videos/job_1/resolve', post(body)), 422, 'invalid', field)
  })
})

describe('refusals of the host', () => {
  it.each<[IpcErrorCode, number]>([
    ['bad_request', 400],
    ['invalid', 422],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['too_large', 413],
    ['rate_limited', 429],
    ['stopping', 503],
    ['internal', 500],
  ])('%s becomes %d', async (code, status) => {
    server.host.answerWith('jobs.retry', { error: { code, message: 'No.', field: 'prompt' } })
    expectRefusal(await server.call('/api/videos/job_1/retry', { method: 'POST' }), status, code, 'prompt')
  })

  it('an unexpected failure becomes 500 without its details, which go to the log', async () => {
    server.host.answerWith('jobs.retry', () => Promise.reject(new Error('SQLITE_CORRUPT at /home/me')))
    const answer = await server.call('/api/videos/job_1/retry', { method: 'POST' })
    expectRefusal(answer, 500, 'internal')
    expect(answer.text).not.toContain('SQLITE')
    expect(server.logger.lines.at(-1)?.level).toBe('error')
  })
})

describe('an address that does not exist', () => {
  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/videos/',
    '/api/videos/status',
    '/api/videos/status/',
    '/api//videos',
  ])('%s is not found, in the same JSON', async (path) => {
    expectRefusal(await server.call(path), 404, 'not_found')
  })

  it.each<[string, string, string]>([
    ['DELETE', '/api/videos', 'GET, HEAD'],
    ['GET', '/api/generate', 'POST'],
    ['PUT', '/api/generate', 'POST'],
    ['OPTIONS', '/api/generate', 'POST'],
    ['POST', '/api/videos/status/job_1', 'GET, HEAD'],
    ['DELETE', '/api/videos/take_1', 'GET, HEAD'],
    ['GET', '/api/videos/job_1/cancel', 'POST'],
    ['GET', '/api/session', 'POST'],
    ['GET', '/api/rpc/jobs.list', 'POST'],
    ['POST', '/api/events', 'GET, HEAD'],
    ['POST', '/api/openapi.json', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/media/take_1', 'GET, HEAD'],
  ])('%s %s is not possible, and says what is', async (method, path, allow) => {
    const answer = await server.call(path, { method })
    expectRefusal(answer, 405, 'method_not_allowed')
    expect(answer.headers.allow).toBe(allow)
  })

  it('no id can be anything but letters, digits, - and _', async () => {
    const before = server.host.calls.length + server.host.fetched.length
    for (const id of ['..', '%2e%2e', '..%2f..%2fetc%2fpasswd', 'a%00b', 'a%5cb', 'a.mp4', 'ä', '%', 'a%20b', '~']) {
      for (const path of [`/api/videos/${id}`, `/api/videos/${id}/poster`, `/api/videos/job/${id}`]) {
        const answer = await server.call(encodeURI(path).replaceAll('%25', '%'))
        expect([400, 404], `${path}: ${answer.status}`).toContain(answer.status)
        expect(answer.json()).toHaveProperty('error.code')
      }
      const status = await server.call(encodeURI(`/api/videos/status/${id}`).replaceAll('%25', '%'))
      expect([400, 404]).toContain(status.status)
    }
    expect(server.host.calls.length + server.host.fetched.length).toBe(before)
  })
})
