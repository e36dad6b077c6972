import type { HostEventName, HostEvents, RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { IpcErrorData } from '../../../shared/ipc/ipcError.ts'
import type {
  ShellEventName,
  ShellEvents,
  ShellRouteInput,
  ShellRouteName,
  ShellRouteOutput,
} from '../../../shared/shell/shellContract.ts'

/**
 * `live`: every event since this state began has been or will be delivered. `locked`: the server wants
 * the link with the token. A screen lists again each time the state becomes `live`.
 */
export type ConnectionState = 'connecting' | 'live' | 'offline' | 'locked'

/** The host's refusal, or no answer at all: then it is not known whether the request was carried out. */
export type BridgeError = IpcErrorData | { code: 'unreachable'; message: string; field?: never }
export type BridgeResult<T> = { ok: true; data: T } | { ok: false; error: BridgeError }

/** The way to what is around a desktop window: files, menus, the operating system. */
export interface ShellBridge {
  /** Never rejects. */
  request<R extends ShellRouteName>(route: R, input: ShellRouteInput<R>): Promise<BridgeResult<ShellRouteOutput<R>>>
  /** Returns the way to stop listening. */
  on<E extends ShellEventName>(event: E, listener: (data: ShellEvents[E]) => void): () => void
}

/** The one way from a screen to the host; which door it goes through is not visible from here. */
export interface Bridge {
  /** Never rejects and never sends a request twice. */
  request<R extends RouteName>(route: R, input: RouteInput<R>): Promise<BridgeResult<RouteOutput<R>>>
  /** Returns the way to stop listening. */
  on<E extends HostEventName>(event: E, listener: (data: HostEvents[E]) => void): () => void
  connection(): ConnectionState
  /** Called after each change of the connection. */
  onConnection(listener: (state: ConnectionState) => void): () => void
  /** Opens the event stream; listeners must be in place before. */
  start(): void
  /** Tries to connect at once instead of waiting for the next attempt. */
  wake(): void
  /** Lets go of the event stream while nobody looks; `wake` brings it back. */
  rest(): void
  stop(): void
  /** Null in a browser. */
  readonly shell: ShellBridge | null
}

export const unreachable = (message: string): { ok: false; error: BridgeError } => ({
  ok: false,
  error: { code: 'unreachable', message },
})
