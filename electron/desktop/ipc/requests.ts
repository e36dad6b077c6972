import { ipcMain, type WebContents } from 'electron'
import type { IpcResult } from '../../../shared/ipc/ipcError.ts'
import type { Host } from '../../core/host.ts'
import type { Router } from '../../core/ipc/router.ts'
import type { Logger } from '../../core/ports.ts'
import { REQUEST_CHANNEL } from './channels.ts'
import { createRequestGate } from './requestGate.ts'
import { readSender } from './sender.ts'
import { createShellRouter, type ShellHandlers } from './shellRouter.ts'

export interface RequestDeps {
  host: Pick<Host, 'dispatch'> | Promise<Pick<Host, 'dispatch'>>
  shellHandlers: ShellHandlers | Promise<ShellHandlers>
  /** Whether this page belongs to a window of ours. */
  isManaged(contents: WebContents): boolean
  logger: Logger
}

/** Answers requests of the window, from now on; those that come before the host is open wait for it. */
export const answerRequests = ({ host, shellHandlers, isManaged, logger }: RequestDeps): void => {
  const hostRouter = later(Promise.resolve(host).then((opened): Router => opened.dispatch.bind(opened)))
  const shellRouter = later(Promise.resolve(shellHandlers).then((handlers) => createShellRouter(handlers, logger)))
  const answer = createRequestGate({ host: hostRouter, shell: shellRouter, logger })
  ipcMain.handle(
    REQUEST_CHANNEL,
    async (event, route: unknown, input: unknown) => await answer(readSender(event, isManaged), route, input),
  )
}

const later = (opening: Promise<Router>): Router => {
  // Whoever opens it says why it failed, and ends the app.
  const opened = opening.catch(() => null)
  return async (route, input) => {
    const router = await opened
    return router === null ? NOT_OPEN : await router(route, input)
  }
}

const NOT_OPEN: IpcResult<never> = {
  ok: false,
  error: { code: 'stopping', message: 'Dailies could not open its library.' },
}
