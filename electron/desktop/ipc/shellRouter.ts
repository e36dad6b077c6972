import {
  shellRoutes,
  type ParsedShellRouteInput,
  type ShellRouteName,
  type ShellRouteOutput,
} from '../../../shared/shell/shellContract.ts'
import { createRouting, type Router } from '../../core/ipc/router.ts'
import type { Logger } from '../../core/ports.ts'

/** One handler for each route of the shell: a missing or an extra one does not compile. */
export type ShellHandlers = {
  [R in ShellRouteName]: (input: ParsedShellRouteInput<R>) => ShellRouteOutput<R> | Promise<ShellRouteOutput<R>>
}

/** As the host's router: parses, runs, and always answers with the envelope. */
export const createShellRouter = (handlers: ShellHandlers, logger: Logger): Router =>
  createRouting(shellRoutes, handlers, logger)

/** The shell's routes and the host's share one channel and are told apart by their first word. */
export const isShellRoute = (route: string): boolean => route.startsWith('shell.')
