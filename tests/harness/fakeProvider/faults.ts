import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Refusal } from './flavour.ts'

/** A complete answer, before it goes over the wire. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** What a fault has in its hands. The request's body has been read unless `isBeforeBody`. */
export interface FaultContext {
  request: IncomingMessage
  response: ServerResponse
  /** Does what the route does (creates, deletes, ...) and gives the answer that a healthy server would send. */
  proceed(): Promise<Answer>
  /** An error in this flavour's shape. */
  refuse(refusal: Refusal): Answer
  send(answer: Answer): void
  now(): number
  /** An origin that is not the provider's. */
  otherOrigin: string
}

export type Fault = (context: FaultContext) => Promise<void> | void

const refuseWith =
  (status: number, code: string, message: string, param?: string): Fault =>
  ({ refuse, send }) =>
    send(refuse({ status, code, message, ...(param === undefined ? {} : { param }) }))

const rateLimit =
  (header: (now: number) => Record<string, string>): Fault =>
  ({ refuse, send, now }) => {
    const answer = refuse({ status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached.' })
    send({ ...answer, headers: { ...answer.headers, ...header(now()) } })
  }

/** Does the work, then sends something else than the answer. */
const afterwards =
  (then: Fault): Fault =>
  async (context) => {
    await context.proceed()
    await then(context)
  }

const sendRaw =
  (status: number, contentType: string, body: string): Fault =>
  ({ send }) =>
    send({ status, headers: { 'content-type': contentType }, body })

/** Does the work, then lets `edit` change the JSON of the answer. */
const edited =
  (edit: (value: Record<string, unknown>) => unknown): Fault =>
  async ({ proceed, send }) => {
    const answer = await proceed()
    const value: unknown = JSON.parse(answer.body.toString() || '{}')
    const isObject = typeof value === 'object' && value !== null
    send({ ...answer, body: JSON.stringify(edit(isObject ? { ...value } : {})) })
  }

const reset: Fault = ({ request }) => void request.socket.resetAndDestroy()
const silence: Fault = () => undefined
const html = (title: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`

const truncated: Fault = async ({ proceed, response }) => {
  const answer = await proceed()
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) })
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
}

const stallInside: Fault = async ({ proceed, response }) => {
  const answer = await proceed()
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) })
  response.write(body.subarray(0, Math.floor(body.length / 2)))
}

/** The whole answer, but fewer bytes than announced: the connection breaks behind the last brace. */
const brokenBehindJson: Fault = async ({ proceed, response }) => {
  const answer = await proceed()
  const length = Buffer.byteLength(answer.body) + 10
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(length) })
  response.write(answer.body, () => response.destroy())
}

/** One byte every millisecond, from the event loop's own timers. */
const trickle: Fault = async ({ proceed, response }) => {
  const answer = await proceed()
  const bytes = Buffer.from(answer.body)
  response.writeHead(answer.status, answer.headers)
  let sent = 0
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1))
    sent += 1
    if (sent < bytes.length) return
    clearInterval(timer)
    response.end()
  }, 1)
  response.on('close', () => clearInterval(timer))
}

const redirect =
  (status: number): Fault =>
  ({ send, otherOrigin }) =>
    send({ status, headers: { location: `${otherOrigin}/v1/videos?session=secret` }, body: '' })

const rows = (value: Record<string, unknown>): unknown[] =>
  Array.isArray(value['data']) ? (value['data'] as unknown[]) : []

/** Faults of the routes that speak JSON. `after` in a name: the create was accepted before it happened. */
export const routeFaults = {
  reset_before_body: reset,
  reset_before_creating: reset,
  reset_after_creating: afterwards(reset),
  timeout_before_creating: silence,
  timeout_after_creating: afterwards(silence),
  html_200: sendRaw(200, 'text/html', html('Sign in')),
  html_200_after_creating: afterwards(sendRaw(200, 'text/html', html('Welcome'))),
  html_502: sendRaw(502, 'text/html', html('Bad Gateway')),
  html_404: sendRaw(404, 'text/html', html('Not Found')),
  truncated_json_after_creating: truncated,
  stalls_in_json_after_creating: stallInside,
  reset_behind_json: brokenBehindJson,
  broken_json_after_creating: afterwards(sendRaw(200, 'application/json', '{"id":"video_')),
  missing_id_after_creating: edited(({ id: _id, task_id: _task, request_id: _request, ...rest }) => rest),
  wrong_types_after_creating: edited((value) => ({
    ...value,
    id: { nested: true },
    task_id: null,
    request_id: [],
    status: 7,
  })),
  empty_202_after_creating: afterwards(sendRaw(202, 'application/json', '')),
  empty_200_after_creating: afterwards(sendRaw(200, 'application/json', '')),
  oversized_after_creating: afterwards(({ send }) =>
    send({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `{"pad":"${'x'.repeat(5 * 1024 * 1024)}"}`,
    }),
  ),
  invalid_400: refuseWith(400, 'invalid_value', "Invalid value for 'size'.", 'size'),
  moderation_400: refuseWith(400, 'moderation_blocked', 'Your prompt was rejected by our safety system.', 'prompt'),
  model_not_found_400: refuseWith(400, 'model_not_found', 'The requested model does not exist.', 'model'),
  unauthorized_401: refuseWith(401, 'invalid_api_key', 'Incorrect API key provided.'),
  payment_402: refuseWith(402, 'payment_required', 'Payment required.'),
  forbidden_403: refuseWith(403, 'organization_unverified', 'Your organization must be verified.'),
  not_found_404: refuseWith(404, 'not_found', 'Not found.'),
  method_405: refuseWith(405, 'method_not_allowed', 'Method not allowed.'),
  timeout_408_after_creating: afterwards(refuseWith(408, 'timeout', 'Request timed out.')),
  conflict_409: refuseWith(409, 'conflict', 'Conflict.'),
  gone_410: refuseWith(410, 'gone', 'This is gone.'),
  too_large_413: refuseWith(413, 'too_large', 'The upload is too large.'),
  unprocessable_422: ({ send }) =>
    send({
      status: 422,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ detail: [{ loc: ['body', 'seconds'], msg: 'Input should be 4', type: 'enum' }] }),
    }),
  rate_limited_seconds: rateLimit(() => ({ 'retry-after': '7' })),
  rate_limited_date: rateLimit((now) => ({
    date: new Date(now).toUTCString(),
    'retry-after': new Date(now + 9_000).toUTCString(),
  })),
  rate_limited_ms: rateLimit(() => ({ 'retry-after-ms': '1500' })),
  quota_429: refuseWith(429, 'insufficient_quota', 'You exceeded your current quota.'),
  error_500_before_creating: refuseWith(500, 'server_error', 'The server had an error.'),
  error_500_after_creating: afterwards(refuseWith(500, 'server_error', 'The server had an error.')),
  error_503_after_creating: afterwards(refuseWith(503, 'overloaded', 'Overloaded.')),
  redirect_307: redirect(307),
  redirect_303_after_creating: afterwards(redirect(303)),
  slow_trickle: trickle,
  failed_at_once: edited((value) => ({
    ...value,
    status: 'failed',
    error: { code: 'moderation_blocked', message: 'The prompt was blocked.' },
  })),
  unknown_status: edited((value) => ({ ...value, status: 'rendering_dreams' })),
  regression: edited((value) => ({ ...value, status: 'queued', progress: 0 })),
  duplicates: edited((value) => ({ ...value, data: rows(value).flatMap((row) => [row, row]) })),
  ignores_cursor: async ({ request, proceed, send }) => {
    request.url = request.url?.replace(/([?&])after=[^&]*/, '$1') ?? '/'
    send(await proceed())
  },
  no_paging_fields: edited((value) => ({ data: rows(value) })),
} satisfies Record<string, Fault>

export type RouteFaultName = keyof typeof routeFaults

/** Faults that strike before the request's body has been read. */
export const isBeforeBody = (name: string): boolean => name === 'reset_before_body'
