import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type {
  AssetOutcome,
  OpenAssetOptions,
  ProviderFailure,
} from '../../../../electron/core/providers/videoProvider.ts'

export type AssetHandler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  /** Cuts the connection when the other side has this many bytes. */
  cutAt: (receivedBytes: number) => void,
) => void

export interface AssetServer extends AsyncDisposable {
  /** Answers the requests in order; the last one answers all that follow. */
  answerWith(...handlers: AssetHandler[]): void
  /** The Range header of each request so far. */
  ranges: (string | undefined)[]
  open(options: OpenAssetOptions): Promise<AssetOutcome>
  /** To be told how much has arrived: a reset waits for that, because it would swallow bytes that are under way. */
  received(bytes: number): void
}

/** A provider's content route on loopback, and a plain fetch of it in the shape of the provider port. */
export async function startAssetServer(): Promise<AssetServer> {
  let handlers: AssetHandler[] = []
  const ranges: (string | undefined)[] = []
  let pendingCut: { at: number; response: http.ServerResponse } | null = null
  const server = http.createServer((request, response) => {
    ranges.push(request.headers.range)
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0]
    handler?.(request, response, (at) => (pendingCut = { at, response }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/content`
  return {
    answerWith: (...next) => void (handlers = next),
    ranges,
    open: (options) => openByFetch(url, options),
    received: (bytes) => {
      if (pendingCut === null || bytes < pendingCut.at) return
      pendingCut.response.destroy()
      pendingCut = null
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A server that does everything right: whole file, ranges, If-Range. */
export const goodAnswer =
  (file: Uint8Array, etag = '"v1"'): AssetHandler =>
  (request, response) => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
    const headers = { 'Content-Type': 'video/mp4', ETag: etag, 'Accept-Ranges': 'bytes' }
    if (range === null || !isSame) {
      response.writeHead(200, { ...headers, 'Content-Length': file.length }).end(file)
      return
    }
    const start = Number(range[1])
    if (start >= file.length) {
      response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end()
      return
    }
    response
      .writeHead(206, {
        ...headers,
        'Content-Length': file.length - start,
        'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}`,
      })
      .end(file.subarray(start))
  }

export const answer =
  (status: number, headers: http.OutgoingHttpHeaders, ...chunks: Uint8Array[]): AssetHandler =>
  (_request, response) => {
    response.writeHead(status, headers)
    for (const chunk of chunks) response.write(chunk)
    response.end()
  }

/** Sends the first `bytes`, then cuts the connection. */
export const resetAfter =
  (file: Uint8Array, bytes: number, headers: http.OutgoingHttpHeaders = { ETag: '"v1"' }): AssetHandler =>
  (_request, response, cutAt) => {
    cutAt(bytes)
    response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': file.length, ...headers })
    response.write(file.subarray(0, bytes))
  }

/** Sends the first `bytes` and then nothing more. */
export const stallAfter =
  (file: Uint8Array, bytes: number): AssetHandler =>
  (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': file.length, ETag: '"v1"' })
    response.write(file.subarray(0, bytes))
  }

export const failure = (code: ProviderFailure['code'], httpStatus: number | null = null): ProviderFailure => ({
  code,
  message: `refused with ${httpStatus ?? 'no answer'}`,
  httpStatus,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
})

async function openByFetch(url: string, { offset, ifRange, signal }: OpenAssetOptions): Promise<AssetOutcome> {
  const headers: Record<string, string> = {}
  if (offset > 0) headers['Range'] = `bytes=${offset}-`
  if (offset > 0 && ifRange !== null) headers['If-Range'] = ifRange
  let response: Response
  try {
    response = await fetch(url, { headers, signal })
  } catch (error) {
    if (signal.aborted) throw error
    return { kind: 'failed', failure: failure('network') }
  }
  if (response.ok) return opened(response)
  await response.body?.cancel()
  return refused(response.status)
}

function refused(status: number): AssetOutcome {
  if (status === 416) return { kind: 'range_refused' }
  if (status === 409) return { kind: 'not_ready', failure: failure('provider', 409) }
  if (status === 404 || status === 410) return { kind: 'gone', failure: failure('expired', status) }
  if (status === 401 || status === 403) return { kind: 'failed', failure: failure('auth', status) }
  return { kind: 'failed', failure: failure(status === 429 ? 'rate_limited' : 'provider', status) }
}

function opened(response: Response): AssetOutcome {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '')
  const length = response.headers.get('Content-Length')
  const contentLength = length === null ? null : Number(length)
  const announced = range?.[3] === undefined || range[3] === '*' ? null : Number(range[3])
  return {
    kind: 'open',
    status: response.status === 206 ? 206 : 200,
    rangeStart: Number(range?.[1] ?? 0),
    totalBytes: response.status === 206 ? announced : contentLength,
    contentLength,
    validator: response.headers.get('ETag'),
    contentType: response.headers.get('Content-Type'),
    body: response.body ?? new Blob([]).stream(),
  }
}
