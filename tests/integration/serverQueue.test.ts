import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeJob } from '../fakes/fakeJob.ts'
import { expectRefusal, startTestServer, type TestServer } from './serverFixture.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const STATE = { isPaused: true, pauseMode: 'now', counts: { queued: 3 } }

describe('the queue over HTTP', () => {
  it('is paused, with or without a mode', async () => {
    server.host.answerWith('queue.pause', { data: STATE })
    const plain = await server.call('/api/queue/pause', { method: 'POST' })
    expect([plain.status, plain.json()]).toEqual([200, STATE])
    expect(server.host.calls.at(-1)).toEqual({ route: 'queue.pause', input: {} })
    await server.call('/api/queue/pause', { method: 'POST', body: '{"mode":"now"}' })
    expect(server.host.calls.at(-1)).toEqual({ route: 'queue.pause', input: { mode: 'now' } })
  })

  it('refuses what is no mode', async () => {
    const calls = server.host.calls.length
    const pause = (body: string) => server.call('/api/queue/pause', { method: 'POST', body })
    expectRefusal(await pause('{"mode":"soon"}'), 422, 'invalid', 'mode')
    expectRefusal(await pause('{"colour":"red"}'), 422, 'invalid', 'colour')
    expectRefusal(await pause('[]'), 400, 'bad_request')
    expectRefusal(await pause('{'), 400, 'bad_request')
    expect(server.host.calls).toHaveLength(calls)
  })

  it('is resumed, read and forecast', async () => {
    const forecast = { remainingMs: null, waiting: 2, running: 0, accounts: [] }
    server.host.answerWith('queue.resume', { data: STATE })
    server.host.answerWith('queue.state', { data: STATE })
    server.host.answerWith('queue.forecast', { data: forecast })
    expect((await server.call('/api/queue/resume', { method: 'POST' })).json()).toEqual(STATE)
    expect((await server.call('/api/queue')).json()).toEqual(STATE)
    expect((await server.call('/api/queue/forecast')).json()).toEqual(forecast)
  })

  it('is described, with a body that may be left out', async () => {
    const document = (await server.call('/api/openapi.json')).json() as {
      paths: Record<string, Record<string, { requestBody?: { required: boolean }; parameters: { name: string }[] }>>
    }
    expect(document.paths['/api/queue/pause']?.['post']?.requestBody).toMatchObject({
      required: false,
      content: { 'application/json': { schema: { properties: { mode: { enum: ['after_running', 'now'] } } } } },
    })
    const file = document.paths['/api/videos/{videoId}']?.['get']
    expect(file?.parameters.map(({ name }) => name)).toEqual(['videoId', 'download', 'embed'])
  })
})

describe('the file of a take over HTTP', () => {
  const take = (missingSince?: number) => {
    const { take: known } = fakeJob({ status: 'completed' })
    const base = { id: 'take_1', fileName: 'a.mp4', sizeBytes: 10, sha256: 'x', hasPoster: false, savedAt: 1 }
    return { ...(known ?? { ...base, hasSpritesheet: false }), ...(missingSince === undefined ? {} : { missingSince }) }
  }

  it('counts as available until it is known to be gone', async () => {
    const available = async (missingSince?: number) => {
      server.host.answerWith('jobs.get', { data: fakeJob({ status: 'completed', take: take(missingSince) }) })
      return (await server.call('/api/videos/status/job_1')).json()
    }
    expect(await available()).toMatchObject({ ready: true, videoAvailable: true })
    expect(await available(5)).toMatchObject({ ready: true, videoAvailable: false })
  })

  it.each([
    [404, 404, 'not_found'],
    [410, 404, 'not_found'],
    [409, 409, 'conflict'],
  ])('passes on what the library says with %i', async (status, expected, code) => {
    server.host.serve('/media/take_9', () => new Response('A sentence about the file.', { status }))
    const answer = await server.call('/api/videos/take_9?download=1&embed=1')
    expectRefusal(answer, expected, code)
    expect(answer.text).toContain('A sentence about the file.')
  })

  it('is offered as a copy when the address says so, and only then', async () => {
    server.host.serve('/media/take_1', () => new Response('0123456789', { headers: { 'Content-Length': '10' } }))
    const addressOf = async (path: string): Promise<string> => {
      expect((await server.call(path)).status).toBe(200)
      const { pathname, search } = new URL(server.host.fetched.at(-1)?.url ?? '')
      return `${pathname}${search}`
    }
    expect(await addressOf('/api/videos/take_1?download=1&embed=1&colour=red')).toBe('/media/take_1?download=1&embed=1')
    expect(await addressOf('/api/videos/take_1')).toBe('/media/take_1')
    expect(await addressOf('/media/take_1?download=1')).toBe('/media/take_1?download=1')
    expectRefusal(await server.call('/api/videos/take_1?download=yes'), 400, 'bad_request', 'download')
  })
})
