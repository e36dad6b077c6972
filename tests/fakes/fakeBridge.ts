import type { Bridge, BridgeResult, ConnectionState } from '../../renderer/src/bridge/bridge.ts'
import { createEventHub, createSignal } from '../../renderer/src/bridge/listeners.ts'
import type { HostEvent, RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts'

type Answer<R extends RouteName> = BridgeResult<RouteOutput<R>>
export type FakeHandlers = { [R in RouteName]?: (input: RouteInput<R>) => Answer<R> | Promise<Answer<R>> }

export interface FakeBridge extends Bridge {
  emit(event: HostEvent): void
  enter(state: ConnectionState): void
  /** Every request so far, oldest first. */
  readonly requests: { route: RouteName; input: unknown }[]
}

export const answer = <T>(data: T): { ok: true; data: T } => ({ ok: true, data })

/** A host in memory: answers come from `handlers`; events and the connection are worked by hand. */
export const createFakeBridge = (handlers: FakeHandlers, startState: ConnectionState = 'live'): FakeBridge => {
  const hub = createEventHub()
  const connection = createSignal<ConnectionState>()
  const requests: FakeBridge['requests'] = []
  let state: ConnectionState = 'connecting'
  const enter = (next: ConnectionState): void => {
    state = next
    connection.emit(next)
  }
  return {
    requests,
    emit: hub.emit,
    enter,
    request: async (route, input) => {
      requests.push({ route, input })
      const handle = handlers[route]
      if (handle === undefined) return { ok: false, error: { code: 'not_found', message: `No handler for ${route}` } }
      return handle(input)
    },
    on: hub.on,
    connection: () => state,
    onConnection: connection.listen,
    start: () => enter(startState),
    wake: () => {},
    rest: () => {},
    stop: () => {},
  }
}
