import { z } from 'zod'

/** Codes of failed requests, the same over IPC and HTTP. */
export const IPC_ERROR_CODES = [
  'bad_request',
  'invalid',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'stopping',
  'internal',
] as const
/** What is wrong with one of several items of a request. */
export const itemProblemSchema = z.object({ index: z.int(), message: z.string(), field: z.string().optional() })
export type ItemProblem = z.infer<typeof itemProblemSchema>

export const MOST_ITEM_PROBLEMS = 100

/** Which item of a list named `items` does not fit, for forms that show many at once. */
export function toItemProblem({ path, message }: z.core.$ZodIssue): ItemProblem[] {
  const [list, index, ...rest] = path
  if (list !== 'items' || typeof index !== 'number') return []
  return [{ index, message, ...(rest.length === 0 ? {} : { field: rest.join('.') }) }]
}

export const ipcErrorSchema = z.object({
  code: z.enum(IPC_ERROR_CODES),
  /** A sentence for a person: what is wrong and the way out. */
  message: z.string(),
  /** The field at fault, as a dotted path. */
  field: z.string().optional(),
  /** Where a request holds a list of items: what is wrong with which; the first hundred. */
  problems: z.array(itemProblemSchema).optional(),
})
export type IpcErrorData = z.infer<typeof ipcErrorSchema>
export type IpcErrorCode = IpcErrorData['code']

export type IpcResult<T> = { ok: true; data: T } | { ok: false; error: IpcErrorData }

/** An expected refusal of a request. Handlers throw it; the router turns it into the envelope. */
export class IpcError extends Error {
  readonly code: IpcErrorCode
  readonly field: string | undefined
  readonly problems: ItemProblem[] | undefined

  constructor(code: IpcErrorCode, message: string, field?: string, problems?: ItemProblem[]) {
    super(message)
    this.name = 'IpcError'
    this.code = code
    this.field = field
    this.problems = problems
  }

  toData(): IpcErrorData {
    const { code, message, field, problems } = this
    return { code, message, ...(field === undefined ? {} : { field }), ...(problems === undefined ? {} : { problems }) }
  }
}
