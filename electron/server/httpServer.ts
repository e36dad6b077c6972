import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Clock } from '../core/ports.ts'
import { isOwnHost, isOwnOrigin } from './access.ts'
import { API_HEADERS, errorResponse, STATUS_OF_ERROR, type ApiError } from './apiErrors.ts'
import { createServerApp, type ServerAppDeps } from './app.ts'
import { bodyLimitBytes } from './requestBody.ts'

/** How long answers that are being written may take before a stop cuts them off. */
const FINISH_TIMEOUT_MS = 1000

export interface HttpServer {
  port: number
  /** No new connections, event streams ended, answers in flight finished within a second. */
  close(): Promise<void>
}

export type ListenOutcome = { ok: true; server: HttpServer } | { ok: false; reason: 'port_taken' }

export interface HttpServerDeps extends Omit<ServerAppDeps, 'isStopping'> {
  /** 0 picks a free port. */
  port: number
}

/** Opens the door on 127.0.0.1, and on nothing else. */
export const listen = async (deps: HttpServerDeps): Promise<ListenOutcome> => {
  let isStopping = false
  const app = createServerApp({ ...deps, isStopping: () => isStopping })
  const inFlight = new Set<ServerResponse>()
  const listener = createListener(app.hono.fetch, inFlight)
  const server = createServer(listener)
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A body that will be refused for its size need not be sent at all.
    if (Number(incoming.headers['content-length'] ?? 0) <= bodyLimitBytes(incoming.url ?? '')) outgoing.writeContinue()
    listener(incoming, outgoing)
  })

  const outcome = await bind(server, deps.port)
  if (outcome === 'port_taken') return { ok: false, reason: 'port_taken' }
  const close = async (): Promise<void> => {
    isStopping = true
    app.events.endAll()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await finishWithin(deps.clock, inFlight)
    server.closeAllConnections()
    await closed
  }
  return { ok: true, server: { port: outcome.port, close } }
}

const bind = async (server: Server, port: number): Promise<AddressInfo | 'port_taken'> =>
  await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      // EACCES: some systems reserve ranges of ports; for the caller that is the same.
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve('port_taken') : reject(error),
    )
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(server.address() as AddressInfo))
  })

type Fetch = Parameters<typeof getRequestListener>[0]

const createListener = (fetch: Fetch, inFlight: Set<ServerResponse>) => {
  const answer = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    // Only addresses that can not be parsed arrive here; the app handles its own errors.
    errorHandler: () => errorResponse({ code: 'bad_request', message: 'The address of the request is malformed.' }),
  })
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    inFlight.add(outgoing)
    outgoing.on('close', () => inFlight.delete(outgoing))
    const refusal = refuse(incoming)
    if (refusal !== null) return send(outgoing, refusal)
    void answer(incoming, outgoing)
  }
}

/** Host and Origin come before everything else, so that no page of another origin learns anything. */
const refuse = ({ headers, socket }: IncomingMessage): ApiError | null => {
  const port = socket.localPort ?? 0
  if (!isOwnHost(headers.host, port)) return { code: 'forbidden', message: 'This server answers only to its own name.' }
  if (!isOwnOrigin(headers.origin, port)) {
    return { code: 'forbidden', message: 'Pages of other origins may not call this server.' }
  }
  return null
}

const send = (outgoing: ServerResponse, { code, message }: ApiError): void => {
  outgoing.writeHead(STATUS_OF_ERROR[code], { ...API_HEADERS, 'Content-Type': 'application/json; charset=utf-8' })
  outgoing.end(JSON.stringify({ error: { code, message } }))
}

/** Also waits for requests that arrive meanwhile on open connections, so that they still get their refusal. */
const finishWithin = async (clock: Clock, inFlight: ReadonlySet<ServerResponse>): Promise<void> => {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = clock.after(FINISH_TIMEOUT_MS, () => resolve('late'))
  const finished = async (): Promise<void> => {
    for (const outgoing of inFlight) await new Promise<void>((done) => outgoing.once('close', done))
  }
  await Promise.race([finished(), late])
  timer.cancel()
}
