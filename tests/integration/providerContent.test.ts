import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  AssetOutcome,
  AssetVariant,
  RemoteHandle,
  VideoProvider,
} from '../../electron/core/providers/videoProvider.ts'
import { createAdapter, makeRequest, PROFILE_OF, untilDone } from '../harness/fakeProvider/adapterUnderTest.ts'
import { requestFile } from '../../electron/core/providers/fileRequest.ts'
import type { ContentFaultName } from '../harness/fakeProvider/contentFaults.ts'
import type { FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { startFakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import type { FlavourName } from '../harness/fakeProvider/flavour.ts'

let provider: FakeProvider
let adapter: VideoProvider
let handle: RemoteHandle

const begin = async (flavour: FlavourName): Promise<void> => {
  provider = await startFakeProvider({ flavour, generationMs: 3_600_000 })
  adapter = createAdapter(provider.baseUrl, { profile: PROFILE_OF[flavour], apiKey: provider.apiKey })
  const outcome = await adapter.submit(makeRequest(), { clientKey: 'k', signal: untilDone() })
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  handle = outcome.snapshot.handle
  provider.finish(outcome.snapshot.remoteId)
}

beforeEach(() => begin('sora'))
afterEach(() => provider.stop())

const open = (
  options: { variant?: AssetVariant; offset?: number; ifRange?: string | null; signal?: AbortSignal } = {},
): Promise<AssetOutcome> =>
  adapter.openAsset(handle, options.variant ?? 'video', {
    offset: options.offset ?? 0,
    ifRange: options.ifRange ?? null,
    signal: options.signal ?? untilDone(),
  })

const expectOpen = (outcome: AssetOutcome): Extract<AssetOutcome, { kind: 'open' }> => {
  if (outcome.kind !== 'open') throw new Error(JSON.stringify(outcome))
  return outcome
}

const readBytes = async (outcome: AssetOutcome): Promise<Buffer> =>
  Buffer.from(await new Response(expectOpen(outcome).body).arrayBuffer())

const video = (): Buffer => Buffer.from(provider.videoOf('video_000001'))

describe('opening a finished video', () => {
  it('announces length, strong validator and type', async () => {
    const outcome = expectOpen(await open())
    expect(outcome).toMatchObject({
      status: 200,
      rangeStart: 0,
      totalBytes: video().length,
      contentLength: video().length,
    })
    expect(outcome.validator).toMatch(/^"[^"]+"$/)
    expect(outcome.contentType).toBe('video/mp4')
    expect(await readBytes(outcome)).toEqual(video())
  })

  it('resumes from a byte with the validator of the first answer', async () => {
    const first = expectOpen(await open())
    await first.body.cancel()
    const rest = expectOpen(await open({ offset: 1000, ifRange: first.validator }))
    expect(rest).toMatchObject({
      status: 206,
      rangeStart: 1000,
      totalBytes: video().length,
      contentLength: video().length - 1000,
    })
    expect(await readBytes(rest)).toEqual(video().subarray(1000))
  })

  it('starts from zero when the file changed meanwhile', async () => {
    expect(expectOpen(await open({ offset: 1000, ifRange: '"older"' }))).toMatchObject({ status: 200, rangeStart: 0 })
  })

  it.each<[ContentFaultName, string, string | null]>([
    ['expired_403', 'gone', 'expired'],
    ['gone_410', 'gone', 'expired'],
    ['not_found_404', 'gone', 'lost'],
    ['not_ready_404', 'not_ready', 'provider'],
    ['html_200', 'failed', 'protocol'],
    ['json_error_200', 'failed', 'protocol'],
    ['error_500', 'failed', 'provider'],
    ['rate_limited_seconds', 'failed', 'rate_limited'],
    ['redirect_loop', 'failed', 'protocol'],
  ])('%s is %s (%s)', async (fault, kind, code) => {
    provider.fault('content', fault, 20)
    expect(await open()).toMatchObject({ kind, failure: { code } })
  })

  it.each<ContentFaultName>(['range_416', 'wrong_content_range', 'etag_change'])(
    '%s on a resume means: start over',
    async (fault) => {
      const first = expectOpen(await open())
      await first.body.cancel()
      provider.fault('content', fault)
      expect(await open({ offset: 1000, ifRange: first.validator })).toEqual({ kind: 'range_refused' })
    },
  )

  it('passes a whole file on as one from zero when the range was ignored', async () => {
    provider.fault('content', 'full_to_range')
    expect(expectOpen(await open({ offset: 1000, ifRange: '"x"' }))).toMatchObject({ status: 200, rangeStart: 0 })
  })

  it('does not know the length of a chunked answer', async () => {
    provider.fault('content', 'chunked')
    expect(expectOpen(await open())).toMatchObject({ totalBytes: null, contentLength: null })
  })

  it.each<ContentFaultName>(['short_body', 'reset_mid_body'])('%s breaks the stream', async (fault) => {
    provider.fault('content', fault)
    await expect(readBytes(await open())).rejects.toThrow('aborted')
  })

  it.each<[ContentFaultName, (whole: number) => number]>([
    ['zero_bytes', () => 0],
    ['cut_file', (whole) => whole - 512],
    ['long_body', (whole) => whole + 100],
    ['hole', (whole) => whole],
  ])('%s is passed on with its announced length for the check of the file', async (fault, lengthOf) => {
    provider.fault('content', fault)
    const outcome = expectOpen(await open())
    expect(outcome.totalBytes).toBe(lengthOf(video().length))
    expect((await readBytes(outcome)).length).toBe(outcome.totalBytes)
  })

  it('survives a server that closes the connection while the reader takes its time', async () => {
    // Node's fetch ended the process here with an assertion (nodejs/undici#5360).
    const bytes = Buffer.alloc(4_000_000, 7)
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length, connection: 'close' })
      response.end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    for (let transfer = 0; transfer < 5; transfer += 1) {
      const url = new URL(`http://127.0.0.1:${port}/`)
      const response = await requestFile(url, { headers: {}, signal: new AbortController().signal })
      let received = 0
      for await (const chunk of response.body ?? []) {
        received += (chunk as Uint8Array).byteLength
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(received).toBe(bytes.length)
    }
    await new Promise((resolve) => server.close(resolve))
  })

  it.each(['text/plain', 'text/html', 'application/json'])('takes a video that its server calls %s', async (type) => {
    const bytes = Buffer.from(video())
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length })
      response.end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const elsewhere = createAdapter(`http://127.0.0.1:${port}/v1`)
    const outcome = await elsewhere.openAsset(elsewhere.handleFromId('video_1'), 'video', {
      offset: 0,
      ifRange: null,
      signal: new AbortController().signal,
    })
    expect(await readBytes(outcome)).toEqual(video())
    await new Promise((resolve) => server.close(resolve))
  })

  it('stops a stalled stream when the caller does', async () => {
    provider.fault('content', 'stall')
    const controller = new AbortController()
    const reading = readBytes(await open({ signal: controller.signal }))
    controller.abort()
    await expect(reading).rejects.toThrow('aborted')
  })

  it.each<ContentFaultName>(['redirect_elsewhere', 'cloud_url_400', 'json_with_url'])(
    '%s is followed to another origin without the key',
    async (fault) => {
      provider.fault('content', fault)
      expect(await readBytes(await open())).toEqual(video())
      expect(provider.foreignRequests).toHaveLength(1)
      expect(provider.foreignRequests[0]?.authorization).toBeNull()
    },
  )

  it('rejects when the caller stops, but a timeout is an outcome', async () => {
    await expect(open({ signal: AbortSignal.abort(new Error('stopping')) })).rejects.toThrow('stopping')
    const late = AbortSignal.abort(new DOMException('too slow', 'TimeoutError'))
    expect(await open({ signal: late })).toMatchObject({ kind: 'failed', failure: { code: 'network' } })
  })

  it('takes 401 as a refused key', async () => {
    provider.setApiKey('another-key-9876')
    expect(await open()).toMatchObject({ kind: 'failed', failure: { code: 'auth' } })
  })
})

describe('poster and spritesheet', () => {
  it.each(['poster', 'spritesheet'] as const)('%s comes as a picture', async (variant) => {
    expect(expectOpen(await open({ variant })).contentType).toMatch(/^image\//)
  })

  it('are remembered as missing', async () => {
    await provider.stop()
    await begin('sglang')
    expect(await open({ variant: 'poster' })).toEqual({ kind: 'unsupported' })
    const asked = provider.requests.length
    expect(await open({ variant: 'poster' })).toEqual({ kind: 'unsupported' })
    expect(provider.requests).toHaveLength(asked)
  })

  it('are missing where the server sends the video again', async () => {
    provider.fault('content', 'full_to_range')
    expect(await open({ variant: 'poster' })).toEqual({ kind: 'unsupported' })
  })
})

describe('links that run out', () => {
  beforeEach(async () => {
    await provider.stop()
    await begin('xai')
  })

  it('are gone, and the next poll brings fresh ones', async () => {
    const finished = await adapter.poll(handle, untilDone())
    if (finished.kind !== 'snapshot') throw new Error(finished.kind)
    handle = finished.snapshot.handle
    provider.expireLinks()
    expect(await open()).toMatchObject({ kind: 'gone', failure: { code: 'expired' } })
    const again = await adapter.poll(handle, untilDone())
    if (again.kind !== 'snapshot') throw new Error(again.kind)
    handle = again.snapshot.handle
    expect((await readBytes(await open())).length).toBeGreaterThan(0)
  })

  it('are asked for when the handle is older than the video', async () => {
    expect((await readBytes(await open())).length).toBeGreaterThan(0)
  })
})
