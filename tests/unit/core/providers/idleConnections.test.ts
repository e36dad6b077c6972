import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { dropIdleConnections } from '../../../../electron/core/providers/idleConnections.ts'

/** A server that counts its connections and answers `/later` when it is told to. */
async function startServer() {
  let connections = 0
  let answerLater: () => void = () => undefined
  const server = createServer((request, response) => {
    if (request.url === '/later') answerLater = () => void response.end('later')
    else response.end('now')
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    answerLater: () => answerLater(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const ask = async (url: string): Promise<string> => {
  const text = await (await fetch(url)).text()
  // The connection goes back into the pool a turn after its answer was read.
  await new Promise((resolve) => setImmediate(resolve))
  return text
}

it('the next request opens a connection of its own, and one on its way is answered on the old', async () => {
  await using server = await startServer()
  await ask(server.url)
  await ask(server.url)
  expect(server.connections(), 'connections are kept for the next request').toBe(1)
  const later = ask(`${server.url}/later`)
  await ask(server.url)
  expect(server.connections()).toBe(2)
  dropIdleConnections()
  await ask(server.url)
  expect(server.connections()).toBe(3)
  server.answerLater()
  expect(await later).toBe('later')
  await ask(server.url)
  expect(server.connections(), 'and the new one is kept again').toBe(3)
})

it('a pool that somebody has set up stays', () => {
  const name = Symbol.for('undici.globalDispatcher.1')
  const before: unknown = Reflect.get(globalThis, name)
  const proxied = { constructor: { name: 'ProxyAgent' }, close: async () => undefined }
  Reflect.set(globalThis, name, proxied)
  dropIdleConnections()
  const after: unknown = Reflect.get(globalThis, name)
  Reflect.set(globalThis, name, before)
  expect(after).toBe(proxied)
})
