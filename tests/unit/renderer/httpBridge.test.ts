import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventSource } from 'eventsource'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ConnectionState } from '../../../renderer/src/bridge/bridge.ts'
import { createHttpBridge, type HttpBridge } from '../../../renderer/src/bridge/httpBridge.ts'
import { createFakeTimers, type FakeTimers } from '../../fakes/fakeTimers.ts'
import { fakeJob } from '../../fakes/fakeJob.ts'

const TOKEN = 'right-token'
const COOKIE = 'session=open'

/** A server door in small: a session for the right token, one stream, and answers that the test sets. */
const startDoor = async (port = 0) => {
  const streams = new Set<ServerResponse>()
  const calls: string[] = []
  let answerRpc = (_route: string, response: ServerResponse): void => {
    response.end(JSON.stringify({ ok: true, data: {} }))
  }
  const isOpen = (request: IncomingMessage): boolean => request.headers.cookie === COOKIE
  const server: Server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    request.resume()
    if (request.url === '/api/session') {
      const isRight = request.headers.authorization === `Bearer ${TOKEN}`
      return void response.writeHead(isRight ? 204 : 401, isRight ? { 'set-cookie': COOKIE } : {}).end()
    }
    if (!isOpen(request)) return void response.writeHead(401).end('{}')
    if (request.url !== '/api/events') return answerRpc(request.url?.replace('/api/rpc/', '') ?? '', response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: hello\ndata: {}\n\n')
    streams.add(response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    onRpc: (answer: typeof answerRpc) => {
      answerRpc = answer
    },
    send: (type: string, data: unknown) => {
      for (const stream of streams) stream.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
type Door = Awaited<ReturnType<typeof startDoor>>

/** Node's fetch keeps no cookies; a browser does. */
const createCookieFetch = (): typeof fetch => {
  let cookie = ''
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.get('set-cookie') ?? cookie
    return response
  }
}

const cleanUps: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const openDoor = async (port = 0): Promise<Door> => {
  const door = await startDoor(port)
  cleanUps.push(door.stop)
  return door
}

const connect = (port: number, token: string | null) => {
  const timers: FakeTimers = createFakeTimers()
  const cookieFetch = createCookieFetch()
  const bridge: HttpBridge = createHttpBridge({
    baseUrl: `http://127.0.0.1:${port}`,
    fetch: cookieFetch,
    openEvents: (url) => new EventSource(url, { fetch: (input, init) => cookieFetch(input, init) }),
    timers,
    random: () => 0.5,
    token,
  })
  const states: ConnectionState[] = []
  bridge.onConnection((state) => states.push(state))
  cleanUps.push(bridge.stop)
  const reaches = (state: ConnectionState) => vi.waitFor(() => expect(bridge.connection()).toBe(state))
  return { bridge, timers, states, reaches }
}

describe('the bridge over HTTP', () => {
  it('exchanges the token once and is live after the hello', async () => {
    const door = await openDoor()
    const { bridge, reaches } = connect(door.port, TOKEN)
    expect(bridge.connection()).toBe('connecting')
    bridge.start()
    await reaches('live')
    expect(door.calls).toEqual(['POST /api/session', 'GET /api/events'])
  })

  it('is locked without a session and with a wrong token, and stops asking', async () => {
    const door = await openDoor()
    for (const token of [null, 'wrong']) {
      const { bridge, timers, reaches } = connect(door.port, token)
      bridge.start()
      await reaches('locked')
      expect(timers.waitingTimers()).toBe(0)
    }
  })

  it('is unlocked by a new link and locked again when the session is refused later', async () => {
    const door = await openDoor()
    const { bridge, reaches } = connect(door.port, null)
    bridge.start()
    await reaches('locked')
    bridge.unlock(TOKEN)
    await reaches('live')
    door.onRpc((_route, response) => response.writeHead(401).end('{}'))
    expect(await bridge.request('queue.state', {})).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(bridge.connection()).toBe('locked')
  })

  it('hands on events by name', async () => {
    const door = await openDoor()
    const { bridge, reaches } = connect(door.port, TOKEN)
    const onJobs = vi.fn()
    const onAccounts = vi.fn()
    bridge.on('jobs.changed', onJobs)
    bridge.on('accounts.changed', onAccounts)()
    bridge.start()
    await reaches('live')
    door.send('accounts.changed', { accountId: 'a' })
    door.send('jobs.changed', { jobs: [fakeJob()] })
    await vi.waitFor(() => expect(onJobs).toHaveBeenCalledWith({ jobs: [fakeJob()] }))
    expect(onAccounts).not.toHaveBeenCalled()
  })

  it('reconnects by itself when the server comes back on the same port', async () => {
    const door = await startDoor()
    const { bridge, timers, states, reaches } = connect(door.port, TOKEN)
    bridge.start()
    await reaches('live')
    await door.stop()
    await reaches('offline')
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await vi.waitFor(() => expect(timers.waitingTimers()).toBe(1))
      timers.advance(5_000)
    }
    await openDoor(door.port)
    await vi.waitFor(() => {
      timers.advance(5_000)
      expect(bridge.connection()).toBe('live')
    })
    expect(states).toEqual(['live', 'offline', 'live'])
  })

  it('passes on refusals as they are, and says that the outcome is unknown when no answer came', async () => {
    const door = await openDoor()
    const { bridge, reaches } = connect(door.port, TOKEN)
    bridge.start()
    await reaches('live')
    const refusal = { ok: false, error: { code: 'invalid', message: 'Too long.', field: 'prompt' } }
    door.onRpc((_route, response) => response.end(JSON.stringify(refusal)))
    expect(await bridge.request('jobs.create', { prompt: 'x' })).toEqual(refusal)
    const stopping = { code: 'stopping', message: 'Dailies is stopping.' }
    door.onRpc((_route, response) => response.writeHead(503).end(JSON.stringify({ error: stopping })))
    expect(await bridge.request('jobs.create', { prompt: 'x' })).toEqual({ ok: false, error: stopping })
    const asked = door.calls.length
    for (const breakOff of [
      (_route: string, response: ServerResponse) => void response.destroy(),
      (_route: string, response: ServerResponse) => void response.end('<html>'),
    ]) {
      door.onRpc(breakOff)
      const answer = await bridge.request('jobs.create', { prompt: 'x' })
      expect(answer).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    }
    expect(door.calls.slice(asked).filter((call) => call.endsWith('jobs.create'))).toHaveLength(2)
  })

  it('gives up on a request after 30 seconds', async () => {
    const door = await openDoor()
    const { bridge, timers, reaches } = connect(door.port, TOKEN)
    bridge.start()
    await reaches('live')
    const arrived = new Promise<void>((resolve) => door.onRpc(() => resolve()))
    const answer = bridge.request('queue.state', {})
    await arrived
    timers.advance(30_000)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })

  it('rests while hidden and is live again when woken', async () => {
    const door = await openDoor()
    const { bridge, states, reaches } = connect(door.port, TOKEN)
    bridge.start()
    await reaches('live')
    bridge.rest()
    expect(bridge.connection()).toBe('connecting')
    bridge.wake()
    await reaches('live')
    expect(states).toEqual(['live', 'connecting', 'live'])
  })
})
