import { z } from 'zod'
import { IPC_ERROR_CODES, itemProblemSchema, type IpcErrorCode, type ItemProblem } from '../../shared/ipc/ipcError.ts'

/** The contract's codes, and the two that only HTTP knows. */
export const API_ERROR_CODES = [...IPC_ERROR_CODES, 'method_not_allowed', 'range_not_satisfiable'] as const
export type ApiErrorCode = (typeof API_ERROR_CODES)[number]

export const apiErrorSchema = z.object({
  error: z.object({
    code: z.enum(API_ERROR_CODES),
    message: z.string(),
    field: z.string().optional(),
    problems: z.array(itemProblemSchema).optional().meta({ description: 'What is wrong with which item of a batch.' }),
  }),
})
export interface ApiError {
  code: ApiErrorCode
  message: string
  field?: string | undefined
  problems?: ItemProblem[] | undefined
}

export const STATUS_OF_ERROR = {
  bad_request: 400,
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  range_not_satisfiable: 416,
  rate_limited: 429,
  stopping: 503,
  internal: 500,
} as const satisfies Record<ApiErrorCode, number> & Record<IpcErrorCode, number>

/** Nothing the API answers may be cached, framed, sniffed or read by another origin. */
export const API_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

export const jsonResponse = (status: number, value: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...API_HEADERS, 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })

export const errorResponse = (
  { code, message, field, problems }: ApiError,
  headers: Record<string, string> = {},
): Response =>
  jsonResponse(
    STATUS_OF_ERROR[code],
    {
      error: {
        code,
        message,
        ...(field === undefined ? {} : { field }),
        ...(problems === undefined ? {} : { problems }),
      },
    },
    code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer', ...headers } : headers,
  )
