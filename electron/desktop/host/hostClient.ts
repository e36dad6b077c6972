import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { Host } from '../../core/host.ts'

/** Asks the host as a screen does. */
export type HostClient = <R extends RouteName>(route: R, input: RouteInput<R>) => Promise<RouteOutput<R>>

/** The shell's own requests go through the contract too: what a person can't do, the tray can't do either. */
export const createHostClient =
  (host: Pick<Host, 'dispatch'>): HostClient =>
  async (route, input) => {
    const answer = await host.dispatch(route, input)
    if (!answer.ok) {
      const { code, message, field } = answer.error
      throw new IpcError(code, message, field)
    }
    // The router's handlers are typed by the same contract.
    return answer.data as RouteOutput<typeof route>
  }
