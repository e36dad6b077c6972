import type { z } from 'zod'
import { MOST_ITEM_PROBLEMS, toItemProblem } from '../../shared/ipc/ipcError.ts'
import { requestLimitBytes, tooLargeMessage } from '../../shared/ipc/requestLimits.ts'
import type { ApiError } from './apiErrors.ts'

/** `POST /api/batches` is the same as the route it stands for. */
const ROUTE_OF_PATH = new Map([['/api/batches', 'jobs.createMany']])
const RPC = '/api/rpc/'

export const bodyLimitBytes = (path: string): number =>
  requestLimitBytes(path.startsWith(RPC) ? path.slice(RPC.length) : (ROUTE_OF_PATH.get(path) ?? ''))

export type BodyResult<T> = { ok: true; value: T } | { ok: false; error: ApiError }

/**
 * Parses a JSON body of at most `limitBytes`. A declared length above it is refused before a byte is
 * read, an undeclared one as soon as it is exceeded. No body gives `undefined`.
 */
export const readJsonBody = async (request: Request, limitBytes: number): Promise<BodyResult<unknown>> => {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limitBytes) return { ok: false, error: tooLarge(limitBytes) }
  const bytes = await readUpTo(request.body, limitBytes)
  if (bytes === 'too_large') return { ok: false, error: tooLarge(limitBytes) }
  if (bytes === 'broken') return { ok: false, error: { code: 'bad_request', message: 'The request broke off.' } }
  return bytes.byteLength === 0 ? { ok: true, value: undefined } : parseJson(bytes)
}

const tooLarge = (limitBytes: number): ApiError => ({
  code: 'too_large',
  message: tooLargeMessage(limitBytes),
})

const readUpTo = async (
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Uint8Array | 'too_large' | 'broken'> => {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    // Leaving the loop early cancels the stream, so the rest is never read into memory.
    for await (const chunk of body) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > limitBytes) return 'too_large'
      chunks.push(chunk)
    }
  } catch {
    return 'broken'
  }
  return Buffer.concat(chunks)
}

const parseJson = (bytes: Uint8Array): BodyResult<unknown> => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, error: { code: 'bad_request', message: 'The request body is not valid JSON in UTF-8.' } }
  }
}

/** Checks a parsed value against a schema; the refusal names the first field that does not fit. */
export const checkAgainst = <T extends z.ZodType>(
  schema: T,
  value: unknown,
  code: 'bad_request' | 'invalid',
): BodyResult<z.output<T>> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  const field = issue === undefined ? '' : fieldOf(issue)
  const reason = issue?.message ?? 'does not fit'
  const problems = parsed.error.issues.flatMap(toItemProblem).slice(0, MOST_ITEM_PROBLEMS)
  if (issue !== undefined && issue.path.length === 0 && issue.code === 'invalid_type') {
    return { ok: false, error: { code: 'bad_request', message: 'The request must be a JSON object.' } }
  }
  const message = `${field === '' ? 'The request' : field}: ${reason}`
  return { ok: false, error: { code, message, field, ...(problems.length === 0 ? {} : { problems }) } }
}

const fieldOf = (issue: z.core.$ZodIssue): string => {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  return path.map(String).join('.') || 'body'
}
