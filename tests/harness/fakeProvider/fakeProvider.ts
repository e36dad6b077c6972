import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { ContentFaultContext, ContentFaultName } from './contentFaults.ts'
import { contentFaults } from './contentFaults.ts'
import type { Answer, FaultContext, RouteFaultName } from './faults.ts'
import { isBeforeBody, routeFaults } from './faults.ts'
import type { ServedFile } from './files.ts'
import { makeFile, readRangeStart, serveFile } from './files.ts'
import type { FlavourName, Links, Refusal } from './flavour.ts'
import { flavours } from './flavours.ts'
import { close, listen, readBody, sendAnswer } from './loopback.ts'
import type { RemoteJob } from './remoteJobs.ts'
import { createRemoteJobs } from './remoteJobs.ts'
import type { ParsedBody } from './requestBody.ts'
import { parseBody } from './requestBody.ts'
import type { MatchedRoute, RouteName } from './routes.ts'
import { answerRoute, json, matchRoute } from './routes.ts'
import { tinyVideo } from './tinyVideo.ts'

export type { RemoteJob } from './remoteJobs.ts'

export interface FakeProviderOptions {
  flavour: FlavourName
  apiKey?: string
  /** The provider's wall clock, Unix milliseconds. */
  now?: () => number
  /** How long a job takes by that clock; default 1000. */
  generationMs?: number
  video?: (job: RemoteJob) => Uint8Array
}

export interface SeenRequest {
  method: string
  /** Path and query as they came. */
  path: string
  at: number
  authorization: string | null
  headers: IncomingHttpHeaders
  route: RouteName | null
  body: ParsedBody
}

export type FaultName = RouteFaultName | ContentFaultName

/** A provider on loopback that can be told to misbehave and counts what it accepted. */
export interface FakeProvider {
  baseUrl: string
  apiKey: string
  /** Every accepted create, in order; also those whose answer was lost or whose job is gone since. */
  createsAccepted(): RemoteJob[]
  requests: SeenRequest[]
  /** What reached the other origin, where signed links and redirects point. */
  foreignRequests: SeenRequest[]
  jobs: Map<string, RemoteJob>
  videoOf(jobId: string): Uint8Array
  /** The next `times` requests of that route (default 1) meet this fault; faults queue up. */
  fault<Route extends RouteName>(
    route: Route,
    name: Route extends 'content' ? ContentFaultName : RouteFaultName,
    times?: number,
  ): void
  clearFaults(): void
  finish(jobId: string): void
  fail(jobId: string, code: string, message?: string): void
  /** Cancels or expires a job at the provider. */
  end(jobId: string, state: 'cancelled' | 'expired'): void
  setProgress(jobId: string, progress: number): void
  /** The job is no longer known: 404 from now on. */
  forget(jobId: string): void
  /** Signed links handed out so far answer 403; the next poll hands out new ones. */
  expireLinks(): void
  setListLag(lagMs: number): void
  /** Requests with the right key answer 401 until another key is set. */
  setApiKey(apiKey: string): void
  /** Drops every connection, optionally with all jobs, and listens on the same port again. */
  restart(options?: { forgetsJobs?: boolean }): Promise<void>
  /** Refuses connections until `restart`. */
  goDown(): Promise<void>
  stop(): Promise<void>
}

interface PlannedFault {
  route: RouteName
  name: FaultName
  timesLeft: number
}

const EMPTY_BODY: ParsedBody = { encoding: 'none', fields: {}, file: null }

export const startFakeProvider = async (options: FakeProviderOptions): Promise<FakeProvider> => {
  const flavour = flavours[options.flavour]
  const now = options.now ?? Date.now
  const jobs = createRemoteJobs({ now, generationMs: options.generationMs ?? 1000, makeId: flavour.makeId })
  const requests: SeenRequest[] = []
  const foreignRequests: SeenRequest[] = []
  const files = new Map<string, ServedFile>()
  let faults: PlannedFault[] = []
  let apiKey = options.apiKey ?? 'test-key-0123456789'
  let listLagMs = 0
  let linkSerial = 1

  const server = createServer((request, response) => void handle(request, response))
  const fileServer = createServer((request, response) => serveForeign(request, response))
  const port = await listen(server, 0)
  const otherOrigin = `http://127.0.0.1:${await listen(fileServer, 0)}`
  const origin = `http://127.0.0.1:${port}`
  const baseUrl = `${origin}${flavour.basePath}`

  const fileOf = (job: RemoteJob): ServedFile => {
    const file = files.get(job.id) ?? makeFile(options.video?.(job) ?? tinyVideo(`${job.id} ${job.prompt}`))
    files.set(job.id, file)
    return file
  }

  const linksOf = (job: RemoteJob): Links => {
    const segment = encodeURIComponent(job.id)
    return {
      signed: `${otherOrigin}/files/${segment}.mp4?signature=${linkSerial}`,
      content: `${baseUrl}/videos/${segment}/content?index=0`,
      poll: `${flavour.basePath}/videos/${segment}`,
    }
  }

  const refuse = (refusal: Refusal): Answer => json(refusal.status, flavour.describeError(refusal))

  const takeFault = (route: RouteName): FaultName | null => {
    const planned = faults.find((fault) => fault.route === route)
    if (planned === undefined) return null
    planned.timesLeft -= 1
    if (planned.timesLeft <= 0) faults = faults.filter((fault) => fault !== planned)
    return planned.name
  }

  const note = (log: SeenRequest[], request: IncomingMessage, route: RouteName | null): SeenRequest => {
    const authorization = request.headers.authorization ?? null
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      at: now(),
      authorization,
      headers: request.headers,
      route,
      body: EMPTY_BODY,
    }
    log.push(seen)
    return seen
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin)
    const isInside = url.pathname.startsWith(`${flavour.basePath}/`)
    const route = isInside
      ? matchRoute(flavour, request.method ?? '', url.pathname.slice(flavour.basePath.length))
      : null
    const seen = note(requests, request, route?.name ?? null)
    const fault = route === null ? null : takeFault(route.name)
    if (fault !== null && isBeforeBody(fault)) return void request.socket.resetAndDestroy()
    try {
      seen.body = await parseBody(request.headers['content-type'] ?? '', await readBody(request))
    } catch {
      return void request.socket.destroy()
    }
    // Its own clock, so that whoever compares creation times can tell how far apart the clocks are.
    response.setHeader('date', new Date(now()).toUTCString())
    const send = (answer: Answer): void => sendAnswer(response, answer)
    const proceed = (): Promise<Answer> => Promise.resolve(answerHealthily(request, route, seen.body))
    if (fault === null || route === null) return send(await proceed())
    const context: FaultContext = { request, response, proceed, refuse, send, now, otherOrigin }
    if (route.name !== 'content') return routeFaults[fault as RouteFaultName](context)
    return contentFaults[fault as ContentFaultName](describeContent(context, request, route))
  }

  const describeContent = (
    context: FaultContext,
    request: IncomingMessage,
    route: MatchedRoute,
  ): ContentFaultContext => {
    const job = jobs.known.get(route.jobId ?? '')
    const file = job === undefined ? makeFile(tinyVideo('missing')) : fileOf(job)
    const elsewhere = job === undefined ? otherOrigin : linksOf(job).signed
    return { ...context, video: file.bytes, etag: file.etag, rangeStart: readRangeStart(request.headers), elsewhere }
  }

  const answerHealthily = (request: IncomingMessage, route: MatchedRoute | null, body: ParsedBody): Answer => {
    // The URL is read again: a fault may have changed it.
    const query = new URL(request.url ?? '/', origin).searchParams
    if (request.headers.authorization !== `Bearer ${apiKey}`) {
      return refuse({
        status: 401,
        code: 'invalid_api_key',
        message: `Incorrect API key provided: ${request.headers.authorization}.`,
      })
    }
    if (route === null)
      return {
        status: 404,
        headers: { 'content-type': 'text/html' },
        body: '<html><title>404 Not Found</title></html>',
      }
    if (route.name === 'content') return answerContent(request, route.jobId ?? '', query)
    const deps = { flavour, jobs, now, listLagMs: () => listLagMs, linksOf, refuse }
    return answerRoute(deps, { route, query, headers: request.headers, body })
  }

  const answerContent = (request: IncomingMessage, jobId: string, query: URLSearchParams): Answer => {
    const job = jobs.known.get(jobId)
    if (job === undefined) return refuse({ status: 404, code: 'not_found', message: `Video ${jobId} not found.` })
    const { state } = jobs.view(job)
    if (state !== 'succeeded') return refuse({ status: 404, code: 'not_ready', message: 'The video is not ready yet.' })
    const variant = query.get('variant')
    if (variant === null || variant === 'video') return serveFile(fileOf(job), 'video/mp4', request.headers)
    if (!flavour.hasVariants) return refuse({ status: 404, code: 'not_found', message: `No variant ${variant}.` })
    const type = variant === 'thumbnail' ? 'image/webp' : 'image/jpeg'
    return serveFile(makeFile(Buffer.from(`${variant} of ${job.id}`)), type, request.headers)
  }

  const serveForeign = (request: IncomingMessage, response: ServerResponse): void => {
    note(foreignRequests, request, null)
    request.resume()
    const url = new URL(request.url ?? '/', otherOrigin)
    const jobId = decodeURIComponent(/^\/files\/(.+)\.mp4$/.exec(url.pathname)?.[1] ?? '')
    const job = jobs.known.get(jobId)
    if (job === undefined) return sendAnswer(response, { status: 404, headers: {}, body: '' })
    if (url.searchParams.get('signature') !== String(linkSerial)) {
      return sendAnswer(response, {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<Error><Code>AccessDenied</Code></Error>',
      })
    }
    sendAnswer(response, serveFile(fileOf(job), 'video/mp4', request.headers))
  }

  const jobOf = (jobId: string): RemoteJob => {
    const job = jobs.known.get(jobId)
    if (job === undefined) throw new Error(`The provider has no job ${jobId}.`)
    return job
  }

  return {
    baseUrl,
    get apiKey() {
      return apiKey
    },
    createsAccepted: () => [...jobs.accepted],
    requests,
    foreignRequests,
    jobs: jobs.known,
    videoOf: (jobId) => fileOf(jobOf(jobId)).bytes,
    fault: (route, name, times = 1) => void faults.push({ route, name, timesLeft: times }),
    clearFaults: () => void (faults = []),
    finish: (jobId) => void (jobOf(jobId).forced = { state: 'succeeded', at: now() }),
    fail: (jobId, code, message) =>
      void (jobOf(jobId).forced = { state: 'failed', code, at: now(), ...(message === undefined ? {} : { message }) }),
    end: (jobId, state) => void (jobOf(jobId).forced = { state, at: now() }),
    setProgress: (jobId, progress) => void (jobOf(jobId).forcedProgress = progress),
    forget: (jobId) => void jobs.known.delete(jobId),
    expireLinks: () => void (linkSerial += 1),
    setListLag: (lagMs) => void (listLagMs = lagMs),
    setApiKey: (key) => void (apiKey = key),
    restart: async ({ forgetsJobs = false } = {}) => {
      await close(server)
      if (forgetsJobs) jobs.known.clear()
      await listen(server, port)
    },
    goDown: () => close(server),
    stop: async () => void (await Promise.all([close(server), close(fileServer)])),
  }
}
