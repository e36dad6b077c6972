import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

export interface FileRequest {
  headers: Record<string, string>
  signal: AbortSignal
}

/**
 * GETs a file with Node's own HTTP client, following nothing. Not with `fetch`: up to undici 7 an answer
 * with `Connection: close` whose reader pauses ends the whole process with an assertion that nobody can
 * catch (nodejs/undici#5360), and an unread body dies with its garbage-collected `Response`.
 * A connection of its own for each file: a reused one may be closed under a transfer that just began.
 * @throws what the socket or the signal threw
 */
export function requestFile(url: URL, { headers, signal }: FileRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain
    const request = send(url, { method: 'GET', headers, signal, agent: false })
    request.on('error', reject)
    request.on('response', (message) => {
      try {
        resolve(toResponse(message))
      } catch (error) {
        message.destroy()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    request.end()
  })
}

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = message.statusCode ?? 0
  const hasBody = ![204, 205, 304].includes(status)
  if (!hasBody) message.resume()
  const body = hasBody ? (Readable.toWeb(message) as ReadableStream<Uint8Array>) : null
  return new Response(body, { status, headers })
}
