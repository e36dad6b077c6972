import { routes, type HostEvent } from '../../shared/ipc/contract.ts'
import type { IpcErrorData, IpcResult } from '../../shared/ipc/ipcError.ts'
import type { Host } from '../../electron/core/host.ts'

export interface StandInHost extends Host {
  /** What arrived, in order. */
  calls: { route: string; input: unknown }[]
  fetched: Request[]
  /** The next calls of this route are answered so. */
  answerWith(
    route: string,
    answer: { data: unknown } | { error: IpcErrorData } | (() => Promise<IpcResult<unknown>>),
  ): void
  serve(path: string, response: () => Response): void
  emit(event: HostEvent): void
  listenerCount(): number
}

/** A host without an engine, for tests of what stands in front of it. Unknown routes are refused as the real one does. */
export const createStandInHost = (): StandInHost => {
  const calls: StandInHost['calls'] = []
  const fetched: Request[] = []
  const answers = new Map<string, () => Promise<IpcResult<unknown>>>()
  const files = new Map<string, () => Response>()
  const listeners = new Set<(event: HostEvent) => void>()
  return {
    calls,
    fetched,
    answerWith(route, answer) {
      answers.set(route, async () => {
        if (typeof answer === 'function') return await answer()
        return 'data' in answer ? { ok: true, data: answer.data } : { ok: false, error: answer.error }
      })
    },
    serve: (path, response) => void files.set(path, response),
    emit: (event) => listeners.forEach((listener) => listener(event)),
    listenerCount: () => listeners.size,
    async dispatch(route, input) {
      calls.push({ route, input })
      const answer = answers.get(route)
      if (answer !== undefined) return await answer()
      const isKnown = route in routes
      return { ok: false, error: { code: 'not_found', message: isKnown ? 'There is no such job.' : 'No such route.' } }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async fetch(request) {
      fetched.push(request)
      return files.get(new URL(request.url).pathname)?.() ?? new Response('not found', { status: 404 })
    },
    takeFile: async () => null,
    jobOfFile: () => null,
    start: async () => {},
    stop: async () => {},
  }
}
