import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { recordFault } from '../machine/records.ts'
import { handlerOf, toApp, toChromium } from './schemes.ts'

/** Belong to the connection and not to the request, or to a cache that Electron does not have for its own schemes. */
const NOT_PASSED_ON = new Set([
  'host',
  'connection',
  'keep-alive',
  'upgrade-insecure-requests',
  'cache-control',
  'pragma',
  // Put back with the app's own addresses.
  'origin',
  'referer',
])

const headersOf = (incoming: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    if (!NOT_PASSED_ON.has(name)) for (const one of value ?? []) headers.append(name, one)
  }
  const { origin, referer } = incoming.headers
  if (origin !== undefined) headers.set('origin', toApp(origin))
  if (referer !== undefined) headers.set('referer', toApp(referer))
  return headers
}

const requestOf = (incoming: IncomingMessage, signal: AbortSignal): Request => {
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const url = toApp(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`)
  const body = hasBody ? { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: 'half' } : {}
  return new Request(url, { method, headers: headersOf(incoming), signal, ...body })
}

const send = async (response: Response, outgoing: ServerResponse, isHead: boolean): Promise<void> => {
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, name === 'location' ? toChromium(value) : value)
  }
  outgoing.writeHead(response.status, response.statusText)
  if (isHead || response.body === null) {
    await response.body?.cancel()
    outgoing.end()
    return
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing)
}

/** A request that gets no answer at all, as Electron does where a handler fails. */
const refuse = (outgoing: ServerResponse): void => void outgoing.destroy()

const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const request = requestOf(incoming, gone.signal)
  const handler = handlerOf(new URL(request.url).protocol.slice(0, -1))
  if (handler === null) {
    // Chromium asks for an icon by itself, also while a page is being replaced.
    recordFault(`Nothing handles ${request.method} ${request.url}`)
    return refuse(outgoing)
  }
  try {
    const response = await handler(request)
    if (response.type === 'error') refuse(outgoing)
    else await send(response, outgoing, request.method === 'HEAD')
  } catch (error) {
    if (!gone.signal.aborted) recordFault(`The handler of ${request.url} failed: ${String(error)}`)
    refuse(outgoing)
  }
}

export interface SchemeServer {
  port: number
  close(): void
}

/** Serves what the app handles by `protocol.handle`, to the stand-in's own browser. */
export const startSchemeServer = async (): Promise<SchemeServer> => {
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // The app's own end decides how long it lives, and not this server.
  server.unref()
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
