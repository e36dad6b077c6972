import type { Bridge, BridgeResult, ConnectionState, ShellBridge } from '../../renderer/src/bridge/bridge.ts'
import { createEventHub, createSignal } from '../../renderer/src/bridge/listeners.ts'
import type { HostEvent, HostEvents, RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts'
import type {
  ShellEvent,
  ShellEvents,
  ShellRouteInput,
  ShellRouteName,
  ShellRouteOutput,
  ShellState,
} from '../../shared/shell/shellContract.ts'

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
export const createFakeBridge = (
  handlers: FakeHandlers,
  startState: ConnectionState = 'live',
  shell: ShellBridge | null = null,
): FakeBridge => {
  const hub = createEventHub<HostEvents>()
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
    shell,
  }
}

export const fakeShellState = (changes: Partial<ShellState> = {}): ShellState => ({
  settings: {
    opensAtLogin: false,
    staysInTray: true,
    keepsAwake: true,
    updateChannel: 'stable',
    checksForUpdates: true,
  },
  canOpenAtLogin: true,
  update: { status: 'idle', checkedAt: null },
  accentColor: null,
  versions: { electron: '45.4.0', chromium: '152.0.0' },
  ...changes,
})

type ShellAnswer<R extends ShellRouteName> = BridgeResult<ShellRouteOutput<R>>
export type FakeShellHandlers = {
  [R in ShellRouteName]?: (input: ShellRouteInput<R>) => ShellAnswer<R> | Promise<ShellAnswer<R>>
}

export interface FakeShell extends ShellBridge {
  emit(event: ShellEvent): void
  readonly requests: { route: ShellRouteName; input: unknown }[]
}

/** A desktop shell in memory; what has no handler is done without a word. */
export const createFakeShell = (handlers: FakeShellHandlers = {}): FakeShell => {
  const hub = createEventHub<ShellEvents>()
  const requests: FakeShell['requests'] = []
  return {
    requests,
    emit: hub.emit,
    on: hub.on,
    request: async (route, input) => {
      requests.push({ route, input })
      // Only routes that answer with nothing may go without a handler.
      return (await handlers[route]?.(input)) ?? (answer({}) as ShellAnswer<typeof route>)
    },
  }
}
