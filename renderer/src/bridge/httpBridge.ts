import type { HostEvent, HostEvents } from '../../../shared/ipc/contract.ts'
import { reconnectDelayMs } from './backoff.ts'
import { unreachable, type Bridge, type BridgeResult, type ConnectionState } from './bridge.ts'
import { createEventHub, createSignal, HOST_EVENT_NAMES } from './listeners.ts'
import { createRpc } from './rpc.ts'
import { openSession } from './session.ts'
import type { Timers } from './timers.ts'

const HELLO_WITHIN_MS = 10_000

/** The part of the browser's EventSource that is used. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}

export interface HttpBridgeDeps {
  /** Empty for the page's own origin. */
  baseUrl: string
  fetch: typeof fetch
  openEvents(url: string): EventSourceLike
  timers: Timers
  random: () => number
  /** From the link that the server printed; exchanged once, then forgotten. */
  token: string | null
}

export interface HttpBridge extends Bridge {
  /** Opens a session with a token from a new link. */
  unlock(token: string): void
}

const LOCKED = 'This page has no access. Open Dailies with the link that the server printed.'

/**
 * The bridge of a browser: requests by POST, events by one EventSource that this code reopens itself,
 * because the browser's own retry neither backs off nor tells a lost server from a refused session.
 */
export const createHttpBridge = (deps: HttpBridgeDeps): HttpBridge => {
  const hub = createEventHub<HostEvents>()
  const connection = createSignal<ConnectionState>()
  const rpc = createRpc(deps)
  let state: ConnectionState = 'connecting'
  let token = deps.token
  let attempt = 0
  /** Aborted when the present try to connect, or the stream it led to, is over. */
  let current: AbortController | null = null
  let cancelRetry = (): void => {}

  const enter = (next: ConnectionState): void => {
    if (state === next) return
    state = next
    connection.emit(next)
  }

  const disconnect = (): void => {
    current?.abort()
    current = null
    cancelRetry()
  }

  const lock = (): void => {
    disconnect()
    token = null
    enter('locked')
  }

  const retryLater = (): void => {
    disconnect()
    enter('offline')
    cancelRetry = deps.timers.after(reconnectDelayMs(attempt, deps.random), () => void connect())
    attempt += 1
  }

  /** The stream does not say why it broke; a plain request does. */
  const findOutWhy = async (broken: AbortController): Promise<void> => {
    const outcome = await rpc('app.info', {})
    if (current !== broken) return
    if (outcome.kind === 'locked') lock()
    else retryLater()
  }

  const listen = (tried: AbortController): void => {
    const source = deps.openEvents(`${deps.baseUrl}/api/events`)
    const broken = (): void => {
      if (tried.signal.aborted) return
      source.close()
      if (state === 'live') enter('offline')
      void findOutWhy(tried)
    }
    const cancelHello = deps.timers.after(HELLO_WITHIN_MS, broken)
    tried.signal.addEventListener('abort', () => {
      cancelHello()
      source.close()
    })
    source.addEventListener('hello', () => {
      cancelHello()
      attempt = 0
      if (!tried.signal.aborted) enter('live')
    })
    source.addEventListener('error', broken)
    for (const type of HOST_EVENT_NAMES) {
      source.addEventListener(type, (event) => {
        // The host has made the data to fit the contract's event of this name.
        const data = JSON.parse(event.data) as HostEvent['data']
        hub.emit({ type, data } as HostEvent)
      })
    }
  }

  const connect = async (): Promise<void> => {
    disconnect()
    const tried = new AbortController()
    current = tried
    if (token !== null) {
      const outcome = await openSession(deps.fetch, deps.baseUrl, token, tried.signal)
      if (tried.signal.aborted) return
      if (outcome === 'refused') return lock()
      if (outcome === 'unreachable') return retryLater()
      token = null
    }
    listen(tried)
  }

  const restart = (): void => {
    attempt = 0
    void connect()
  }

  return {
    request: async (route, input) => {
      const outcome = await rpc(route, input)
      if (outcome.kind === 'answer') return outcome.result as BridgeResult<never>
      // With a token in hand the session is still being opened; the token decides, not this request.
      if (token === null) lock()
      return unreachable(LOCKED)
    },
    on: hub.on,
    connection: () => state,
    onConnection: connection.listen,
    start: restart,
    wake: () => {
      if (state !== 'live') restart()
    },
    rest: () => {
      if (state !== 'live') return
      disconnect()
      enter('connecting')
    },
    unlock: (fresh) => {
      token = fresh
      enter('connecting')
      restart()
    },
    stop: disconnect,
    shell: null,
  }
}
