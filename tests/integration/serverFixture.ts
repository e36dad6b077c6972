import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { expect } from 'vitest'
import { systemClock } from '../../electron/core/systemClock.ts'
import { listen } from '../../electron/server/httpServer.ts'
import { createMemoryLogger, type MemoryLogger } from '../fakes/memoryLogger.ts'
import { createStandInHost, type StandInHost } from '../fakes/standInHost.ts'

export const TOKEN = 'test-token-0123456789'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: () => unknown
}

export interface Call {
  method?: string
  /** Null sends no token. */
  token?: string | null
  headers?: Record<string, string>
  body?: string | Buffer
  /** Sends the body in pieces without saying how long it is. */
  isChunked?: boolean
}

/** A plain client: unlike fetch it sends paths, Host and Origin exactly as given. */
export const callPort = (port: number, path: string, call: Call = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', token = TOKEN, headers = {}, body, isChunked = false } = call
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method,
      // A connection of its own, because some calls leave theirs in an unusable state.
      agent: false,
      headers: {
        host: `127.0.0.1:${port}`,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as unknown,
        })
      })
    })
    request.end(body)
  })

export interface TestServer extends AsyncDisposable {
  port: number
  host: StandInHost
  logger: MemoryLogger
  call(path: string, call?: Call): Promise<Answer>
  close(): Promise<void>
}

/** The real door on a real port, in front of a host without an engine. */
export const startTestServer = async (): Promise<TestServer> => {
  const host = createStandInHost()
  const logger = createMemoryLogger()
  const outcome = await listen({ host, token: TOKEN, version: '1.2.3', clock: systemClock, logger, port: 0 })
  if (!outcome.ok) throw new Error('No free port.')
  const { port, close } = outcome.server
  let closing: Promise<void> | null = null
  const closeOnce = (): Promise<void> => (closing ??= close())
  return {
    port,
    host,
    logger,
    call: (path, call) => callPort(port, path, call),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  }
}

/** The one shape of every refusal. */
export const expectRefusal = (answer: Answer, status: number, code: string, field?: string): void => {
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.json()).toEqual({
    error: { code, message: expect.any(String) as string, ...(field === undefined ? {} : { field }) },
  })
  expect(answer.status).toBe(status)
}
