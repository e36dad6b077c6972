import type { IpcErrorData } from '../../../shared/ipc/ipcError.ts'
import { unreachable, type BridgeResult } from './bridge.ts'
import type { Timers } from './timers.ts'

const ANSWER_WITHIN_MS = 30_000

const NO_ANSWER =
  'Dailies did not answer, so it is not known whether this was done. Look at the list before you try again.'

export type RpcOutcome = { kind: 'answer'; result: BridgeResult<unknown> } | { kind: 'locked' }

const isEnvelope = (value: unknown): value is BridgeResult<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'

/** How the door itself refuses, before a route is reached: stopping, too large, foreign. */
const isDoorRefusal = (value: unknown): value is { error: IpcErrorData } =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'object' &&
  value.error !== null &&
  'message' in value.error &&
  typeof value.error.message === 'string'

/** One request through the server door: sent once, never rejects, gives up after 30 seconds. */
export const createRpc =
  (deps: { fetch: typeof fetch; baseUrl: string; timers: Timers }) =>
  async (route: string, input: unknown): Promise<RpcOutcome> => {
    const abort = new AbortController()
    const cancelTimeout = deps.timers.after(ANSWER_WITHIN_MS, () => abort.abort())
    try {
      const response = await deps.fetch(`${deps.baseUrl}/api/rpc/${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        credentials: 'same-origin',
        body: JSON.stringify(input),
        signal: abort.signal,
      })
      if (response.status === 401) return { kind: 'locked' }
      const body: unknown = await response.json()
      if (isEnvelope(body)) return { kind: 'answer', result: body }
      if (isDoorRefusal(body)) return { kind: 'answer', result: { ok: false, error: body.error } }
    } catch {
      // Refused, reset, timed out or not JSON: all the same to the person.
    } finally {
      cancelTimeout()
    }
    return { kind: 'answer', result: unreachable(NO_ANSWER) }
  }
