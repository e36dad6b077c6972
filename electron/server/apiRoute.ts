import type { z } from 'zod'
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts'
import type { IpcResult } from '../../shared/ipc/ipcError.ts'
import type { Host } from '../core/host.ts'
import type { ApiError, ApiErrorCode } from './apiErrors.ts'

/** What a documented route is made of, and how it asks the host. */

export type ApiResult = { ok: true; value: unknown } | { ok: false; error: ApiError }

interface RouteBase {
  method: 'get' | 'post'
  /** With `{name}` for path parameters. */
  path: string
  operationId: string
  summary: string
  /** What can go wrong besides what can go wrong everywhere. */
  errors: readonly ApiErrorCode[]
  query: z.ZodObject | null
}

export interface JsonRoute extends RouteBase {
  kind: 'json'
  body: z.ZodType | null
  /** Left out, the body is taken for an empty object. */
  isBodyOptional?: boolean
  reply: { status: 200 | 202; schema: z.ZodType; description: string }
  run(host: Host, input: { id: string; query: unknown; body: unknown }): Promise<ApiResult>
}

/** Answers with a file of the media library; what the query names is passed on to it. */
export interface FileRoute extends RouteBase {
  kind: 'file'
  contentType: string
  /** The path in the media library, or the refusal. */
  locate(host: Host, id: string): Promise<{ ok: true; value: string } | { ok: false; error: ApiError }>
}

export type ApiRoute = JsonRoute | FileRoute

/** The host's answers keep the contract's types, which its own router checks. */
export const call = <R extends RouteName>(host: Host, route: R, input: RouteInput<R>) =>
  host.dispatch(route, input) as Promise<IpcResult<RouteOutput<R>>>

export const answer = <T>(result: IpcResult<T>, toAnswer: (data: T) => unknown): ApiResult =>
  result.ok ? { ok: true, value: toAnswer(result.data) } : result
