import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LosingProvider {
  /** Ends in `/v1`. */
  baseUrl: string
  /** Accepted create requests: each may have been paid. */
  creates(): number
  /** From now on creates are answered. */
  recover(): void
  stop(): Promise<void>
}

/** A provider that takes a create request and then drops the connection, and has no list to look it up in. */
export const startLosingProvider = async (): Promise<LosingProvider> => {
  let createCount = 0
  let isLosing = true
  const running = (id: string) =>
    JSON.stringify({ id, object: 'video', model: 'sora-2', status: 'in_progress', progress: 10, created_at: 1 })
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      const id = /\/v1\/videos\/([\w-]+)$/.exec(request.url ?? '')?.[1]
      if (request.method === 'POST' && request.url === '/v1/videos') {
        createCount += 1
        if (isLosing) return void response.destroy()
        return void response.end(running(`video_${createCount}`))
      }
      if (request.method === 'GET' && id !== undefined) return void response.end(running(id))
      response.writeHead(404).end('{"error":{"message":"Not found","type":"invalid_request_error","code":null}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    creates: () => createCount,
    recover: () => {
      isLosing = false
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
