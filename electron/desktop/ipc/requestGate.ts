import type { IpcErrorData, IpcResult } from '../../../shared/ipc/ipcError.ts'
import { requestLimitBytes, tooLargeMessage } from '../../../shared/ipc/requestLimits.ts'
import type { Router } from '../../core/ipc/router.ts'
import type { Logger } from '../../core/ports.ts'
import { checkMessage } from '../../core/security/messageSize.ts'
import { isTrustedSender, type Sender } from '../../core/security/trustedFrame.ts'
import { isShellRoute } from './shellRouter.ts'

export interface RequestGateDeps {
  /** Answers once the host is open. */
  host: Router
  shell: Router
  logger: Logger
}

export type RequestGate = (sender: Sender, route: unknown, input: unknown) => Promise<IpcResult<unknown>>

/** Who asks is checked before anything of the message is looked at, its size before anything of it is understood. */
export const createRequestGate = ({ host, shell, logger }: RequestGateDeps): RequestGate => {
  let refusals = 0
  return async (sender, route, input) => {
    if (!isTrustedSender(sender)) {
      refusals += 1
      // A page that asks in a loop must not fill the log as well.
      if (refusals <= MOST_LOGGED) logger.warn('a request that is not from the window was refused', describe(sender))
      return refuse({ code: 'forbidden', message: 'Only the window of Dailies may ask this.' })
    }
    if (typeof route !== 'string' || route.length > LONGEST_ROUTE) {
      return refuse({ code: 'bad_request', message: 'The request names no route.' })
    }
    const limitBytes = requestLimitBytes(route)
    const verdict = checkMessage(input, limitBytes)
    if (verdict === 'too_large') return refuse({ code: 'too_large', message: tooLargeMessage(limitBytes) })
    if (verdict === 'not_json') return refuse({ code: 'bad_request', message: 'The request must be plain JSON.' })
    return await (isShellRoute(route) ? shell : host)(route, input)
  }
}

const refuse = (error: IpcErrorData): IpcResult<never> => ({ ok: false, error })

const describe = ({ isManaged, isAlive, frame }: Sender): Record<string, unknown> => ({
  isManaged,
  isAlive,
  isTop: frame?.isTop ?? null,
  origin: frame?.origin ?? null,
})

const LONGEST_ROUTE = 100
const MOST_LOGGED = 20
