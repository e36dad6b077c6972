import { createServer, type IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { collectExchanges, type ProviderExchange } from '../../electron/core/providers/exchange.ts'
import { createAdapter, makeRequest, untilDone } from '../harness/fakeProvider/adapterUnderTest.ts'
import { close, listen, readBody } from '../harness/fakeProvider/loopback.ts'

const KEY = 'k3y/with+odd"=chars'

/** A server that gives everything away that it was told: in headers, bodies, addresses and status lines. */
async function startGossip(answer: (request: IncomingMessage, told: string) => { status: number; body: string }) {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const told = `${request.headers.authorization} ${request.url} ${body.toString()}`
      const { status, body: text } = answer(request, told)
      response.writeHead(status, { 'content-type': 'application/json', 'x-key': encodeURIComponent(KEY) })
      response.end(text)
    })
  })
  const port = await listen(server, 0)
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => close(server) }
}

const expectNoKey = (exchanges: readonly ProviderExchange[]): void => {
  const text = JSON.stringify(exchanges)
  for (const form of [KEY, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1), 'k3y', 'odd', 'SIGNATURE']) {
    expect(text).not.toContain(form)
  }
}

describe('what is noted of a request', () => {
  it('is its method, route, status, duration and the beginning of the answer', async () => {
    await using gossip = await startGossip(() => ({ status: 200, body: '{"id":"video_1","status":"queued"}' }))
    const exchanges: ProviderExchange[] = []
    const adapter = createAdapter(`${gossip.origin}/v1`, { apiKey: KEY })
    await collectExchanges(exchanges, () => adapter.submit(makeRequest(), { clientKey: 'k', signal: untilDone() }))
    await collectExchanges(exchanges, () => adapter.poll({ id: 'video_1' }, untilDone()))
    expect(exchanges).toEqual([
      {
        method: 'POST',
        route: '/v1/videos',
        status: 200,
        durationMs: expect.any(Number) as number,
        body: '{"id":"video_1","status":"queued"}',
      },
      expect.objectContaining({ method: 'GET', route: '/v1/videos/video_1', status: 200 }),
    ])
    expectNoKey(exchanges)
  })

  it('holds no key, though the server sends it back in every form', async () => {
    await using gossip = await startGossip((_request, told) => ({
      status: 400,
      body: JSON.stringify({ error: { message: `bad: ${told}`, hint: `https://x.example/?key=${KEY}`, key: KEY } }),
    }))
    const exchanges: ProviderExchange[] = []
    const baseUrl = `${gossip.origin}/${encodeURIComponent(KEY)}/v1`
    const adapter = createAdapter(baseUrl, { apiKey: KEY })
    const request = makeRequest({ prompt: `my key is ${KEY}` })
    await collectExchanges(exchanges, async () => {
      await adapter.submit(request, { clientKey: 'k', signal: untilDone() })
      await adapter.poll({ id: 'video_1' }, untilDone())
      await adapter.list(null, untilDone())
    })
    expect(exchanges.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(exchanges[0]).toMatchObject({ route: '/[key]/v1/videos' })
    expectNoKey(exchanges)
  })

  it('of a signed link is the place alone', async () => {
    await using files = await startGossip(() => ({ status: 403, body: 'no SIGNATURE' }))
    await using gossip = await startGossip(() => ({ status: 404, body: '{}' }))
    const exchanges: ProviderExchange[] = []
    const adapter = createAdapter(`${gossip.origin}/v1`, { apiKey: KEY })
    const handle = { id: 'video_1', videoUrls: [`${files.origin}/take.mp4?signature=SIGNATURE`] }
    await collectExchanges(exchanges, () =>
      adapter.openAsset(handle, 'video', { offset: 0, ifRange: null, signal: untilDone() }),
    )
    expect(exchanges.map(({ route, status, body }) => [route, status, body])).toEqual([
      ['/v1/videos/video_1/content', 404, null],
      [`${files.origin}/take.mp4`, 403, null],
    ])
    expectNoKey(exchanges)
  })

  it('says why, where no answer came', async () => {
    const server = createServer((request) => request.socket.destroy())
    const port = await listen(server, 0)
    const exchanges: ProviderExchange[] = []
    const adapter = createAdapter(`http://127.0.0.1:${port}/v1`, { apiKey: KEY })
    await collectExchanges(exchanges, () => adapter.poll({ id: 'video_1' }, untilDone()))
    await close(server)
    expect(exchanges).toMatchObject([{ status: null, body: expect.stringContaining('connection') as string }])
  })

  it('is a short beginning, in which no cut key is left', async () => {
    await using gossip = await startGossip(() => ({
      status: 500,
      body: `{"error":"${' '.repeat(3990)}${KEY.repeat(50).replaceAll('"', '')}"}`,
    }))
    const exchanges: ProviderExchange[] = []
    const adapter = createAdapter(`${gossip.origin}/v1`, { apiKey: KEY })
    await collectExchanges(exchanges, () => adapter.poll({ id: 'video_1' }, untilDone()))
    expectNoKey(exchanges)
    expect(exchanges[0]?.body?.length).toBeLessThanOrEqual(300)
  })

  it('is nothing where nobody collects', async () => {
    await using gossip = await startGossip(() => ({ status: 200, body: '{"id":"video_1","status":"queued"}' }))
    const adapter = createAdapter(`${gossip.origin}/v1`, { apiKey: KEY })
    const exchanges: ProviderExchange[] = []
    await collectExchanges(exchanges, async () => undefined)
    expect((await adapter.poll({ id: 'video_1' }, untilDone())).kind).toBe('snapshot')
    expect(exchanges).toEqual([])
  })
})
