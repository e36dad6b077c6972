import { useState } from 'react'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { BridgeError } from '../bridge/bridge.ts'
import { useScreen } from './screenContext.ts'

/** One request at a time on behalf of a form: whether it is under way, and why the last one was refused. */
export interface FormRequest {
  isBusy: boolean
  error: BridgeError | null
  /** Null when it was refused, or while another one is under way. */
  send<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R> | null>
  clear(): void
}

export const useRequest = (): FormRequest => {
  const { bridge } = useScreen()
  const [state, setState] = useState<{ isBusy: boolean; error: BridgeError | null }>({ isBusy: false, error: null })
  return {
    ...state,
    send: async (route, input) => {
      if (state.isBusy) return null
      setState({ isBusy: true, error: null })
      const answer = await bridge.request(route, input)
      setState({ isBusy: false, error: answer.ok ? null : answer.error })
      return answer.ok ? answer.data : null
    },
    clear: () => setState((before) => ({ ...before, error: null })),
  }
}

/** What is wrong with one field; null when the refusal is about something else. */
export const errorAt = (error: BridgeError | null, field: string): string | null =>
  error !== null && error.field === field ? error.message : null

/** What is wrong with none of these fields, so that it must be said elsewhere. */
export const errorElsewhere = (error: BridgeError | null, fields: readonly string[]): string | null =>
  error === null || (error.field !== undefined && fields.includes(error.field)) ? null : error.message
