import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { ApiError, invalidRequest, serverError, videoNotFound } from './http/apiError.ts'
import type { ApiRefusal } from './http/apiError.ts'
import { answerContent } from './http/contentAnswer.ts'
import type { ActiveFault, DemoFault, DemoRoute } from './http/faults.ts'
import { createFaults, DEMO_ROUTES } from './http/faults.ts'
import { createRateLimit } from './http/rateLimit.ts'
import type { RouteMatch } from './http/router.ts'
import { matchRoute } from './http/router.ts'
import type { Answer } from './http/videoApi.ts'
import { createVideoApi } from './http/videoApi.ts'
import { createTakeShop } from './takes/takeShop.ts'
import { openVideoStore } from './videos/videoStore.ts'

export type { DemoFault, DemoFaultKind, DemoRoute } from './http/faults.ts'

export interface DemoProviderOptions {
  /** Where the list of videos is kept; created when missing. */
  folder: string
  /** Divides all generation times; 1 unless told. */
  speed?: number
  /** Wall time in Unix milliseconds. */
  now?: () => number
  /** What clients must send; made up when missing. */
  apiKey?: string
  requestsPerMinute?: number
}

export interface DemoProvider {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string
  apiKey: string
  /** Since the start: all requests, videos made, and requests by route. */
  counts(): { requests: number; accepted: number; byRoute: Record<DemoRoute, number> }
  /** Adds a fault behind those that still wait to strike; null takes all of them back. */
  misbehave(fault: DemoFault | null): void
  /** Closes every connection and file; resolves when nothing is left. */
  stop(): Promise<void>
}

const DEFAULT_REQUESTS_PER_MINUTE = 3000
const TAKE_CACHE_BYTES = 64 * 1024 * 1024

/**
 * A provider of videos inside this process: an HTTP server on loopback that speaks OpenAI's `/v1/videos`
 * as its last published description has it. Videos outlive the process; their files are rendered anew.
 */
export async function startDemoProvider(options: DemoProviderOptions): Promise<DemoProvider> {
  const now = options.now ?? Date.now
  const apiKey = options.apiKey ?? `demo-${randomBytes(24).toString('hex')}`
  const store = await openVideoStore(options.folder, now())
  const shop = createTakeShop({ cacheBytes: TAKE_CACHE_BYTES })
  const api = createVideoApi({ store, shop, speed: options.speed ?? 1 })
  const limit = createRateLimit(options.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE)
  const faults = createFaults()
  const byRoute = Object.fromEntries(DEMO_ROUTES.map((route) => [route, 0])) as Record<DemoRoute, number>
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let requests = 0

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1
    response.setHeader('date', new Date(now()).toUTCString())
    response.setHeader('x-request-id', `req_${randomBytes(12).toString('hex')}`)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const match = matchRoute(request.method ?? 'GET', url.pathname)
    byRoute[match.route] += 1
    checkKey(request.headers.authorization, apiKey)
    const fault = faults.take(match.route)
    if (await strikeBefore(response, fault, match)) return
    const allowance = limit.take(now())
    if (!allowance.isAllowed) throw tooManyRequests(allowance.retryAfterMs)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const signal = AbortSignal.any([gone.signal, stopping.signal])
    const answer = await api.answer(request, match, { query: url.searchParams, nowMs: now(), fault, signal })
    if (await strikeAfter(response, fault, stopping.signal)) return
    send(request, response, answer, fault)
  }

  const server = createServer((request, response) => {
    const handling = handle(request, response)
      .catch((error: unknown) => sendError(request, response, error))
      .finally(() => running.delete(handling))
    running.add(handling)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey,
    counts: () => ({ requests, accepted: api.accepted(), byRoute: { ...byRoute } }),
    misbehave(fault) {
      if (fault) faults.add(fault)
      else faults.clear()
    },
    async stop() {
      stopping.abort()
      const closed = server.listening ? once(server, 'close') : Promise.resolve()
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, shop.close(), ...running])
      await store.close()
    },
  }
}

function checkKey(header: string | undefined, apiKey: string): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(header ?? ''), digest(`Bearer ${apiKey}`))) return
  throw invalidRequest(null, 'invalid_api_key', 'Incorrect API key provided.', 401)
}

function tooManyRequests(retryAfterMs: number): ApiError {
  return new ApiError({
    status: 429,
    message: 'Rate limit reached for requests.',
    type: 'requests',
    code: 'rate_limit_exceeded',
    param: null,
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
  })
}

/** Faults that keep a request from being carried out. True when the answer is given. */
async function strikeBefore(response: ServerResponse, fault: ActiveFault | null, match: RouteMatch): Promise<boolean> {
  switch (fault?.kind) {
    case 'error_before':
      throw serverError()
    case 'dropped_before':
      response.socket?.resetAndDestroy()
      return true
    case 'rate_limited':
      throw tooManyRequests(2000)
    case 'unauthorized':
      throw invalidRequest(null, 'invalid_api_key', 'Incorrect API key provided.', 401)
    case 'out_of_credit': {
      const message = 'You exceeded your current quota, please check your plan and billing details.'
      throw new ApiError({ status: 429, message, type: 'insufficient_quota', code: 'insufficient_quota', param: null })
    }
    case 'not_found':
      throw videoNotFound(match.id)
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body><h1>502 Bad Gateway</h1></body></html>')
      return true
    default:
      return false
  }
}

/** Faults that spoil the answer to a request that was carried out. True when there is nothing more to say. */
async function strikeAfter(
  response: ServerResponse,
  fault: ActiveFault | null,
  stopping: AbortSignal,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'error_after':
      throw serverError()
    case 'dropped_after':
      response.socket?.resetAndDestroy()
      return true
    case 'empty':
      response.writeHead(202, { 'content-length': 0 }).end()
      return true
    case 'slow':
      await wait(fault.delayMs, undefined, { signal: stopping })
      return false
    default:
      return false
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, fault: ActiveFault | null): void {
  if (answer.kind === 'content') answerContent(request, response, answer.rendered, fault)
  else sendJson(response, 200, answer.body)
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers })
  response.end(bytes)
}

/** Nothing is said to a client that has gone, and nothing of our own mistakes is told but that there was one. */
function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) {
    response.destroy()
    return
  }
  const refusal: ApiRefusal = (error instanceof ApiError ? error : serverError()).refusal
  const { status, message, type, code, param, headers } = refusal
  // What is left of a body that nobody reads would otherwise be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close')
  sendJson(response, status, { error: { message, type, code, param } }, headers)
}
