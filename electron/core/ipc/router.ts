import type { z } from 'zod'
import { routes, type ParsedRouteInput, type RouteName, type RouteOutput } from '../../../shared/ipc/contract.ts'
import {
  IpcError,
  MOST_ITEM_PROBLEMS,
  toItemProblem,
  type IpcErrorData,
  type IpcResult,
} from '../../../shared/ipc/ipcError.ts'
import type { Logger } from '../ports.ts'

/** One handler for each route of the contract: a missing or an extra one does not compile. */
export type Handlers = {
  [R in RouteName]: (input: ParsedRouteInput<R>) => RouteOutput<R> | Promise<RouteOutput<R>>
}

/** Parses what came from outside, runs the handler, and always answers with the envelope. */
export const createRouter = (handlers: Handlers, logger: Logger): Router => createRouting(routes, handlers, logger)

/** The way into any set of routes: the host's, and those that a shell adds. Never rejects. */
export type Router = (route: string, input: unknown) => Promise<IpcResult<unknown>>

type RouteTable = Record<string, { input: z.ZodType }>
type HandlersOf<T extends RouteTable> = { [R in keyof T]: (input: z.output<T[R]['input']>) => unknown }

export function createRouting<T extends RouteTable>(table: T, handlers: HandlersOf<T>, logger: Logger): Router {
  return async (route, input) => {
    if (!Object.hasOwn(table, route)) return refuse({ code: 'not_found', message: noRoute(route) })
    const parsed = (table[route] as T[string]).input.safeParse(input)
    if (!parsed.success) return refuse(toErrorData(parsed.error))
    try {
      const handle = handlers[route] as (input: unknown) => unknown
      return { ok: true, data: await handle(parsed.data) }
    } catch (error) {
      if (error instanceof IpcError) return refuse(error.toData())
      logger.error('a request failed unexpectedly', {
        route,
        error: String(error),
        stack: (error as Error | undefined)?.stack,
      })
      return refuse(toInternal(error))
    }
  }
}

const noRoute = (route: string): string => `There is no route ${route.slice(0, LONGEST_NAME)}.`
const LONGEST_NAME = 100

const refuse = (error: IpcErrorData): IpcResult<never> => ({ ok: false, error })

/** The first problem, with the field's dotted path. */
function toErrorData(error: z.ZodError): IpcErrorData {
  const problems = error.issues.flatMap(toItemProblem).slice(0, MOST_ITEM_PROBLEMS)
  return { ...describe(error.issues[0]), ...(problems.length === 0 ? {} : { problems }) }
}

function describe(issue: z.core.$ZodIssue | undefined): IpcErrorData {
  if (issue === undefined) return { code: 'invalid', message: 'The request does not fit.' }
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0] ?? ''].join('.')
    return { code: 'invalid', message: `There is no field ${field}.`, field }
  }
  const field = issue.path.join('.')
  if (field === '') return { code: 'invalid', message: 'The request must be a JSON object.' }
  return { code: 'invalid', message: `${field}: ${issue.message}`, field }
}

/** A full disk is the one unexpected failure that a person can mend. */
const toInternal = (error: unknown): IpcErrorData =>
  (error as { code?: string } | undefined)?.code === 'SQLITE_FULL'
    ? { code: 'internal', message: 'The disk is full, so nothing was saved. Free some space and try again.' }
    : { code: 'internal', message: 'Something went wrong inside Dailies. The log has the details.' }
