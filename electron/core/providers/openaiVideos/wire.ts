import OpenAI from 'openai'
import { noteExchange } from '../exchange.ts'
import { describeTransportError, isTimeoutReason } from '../transport.ts'
import type { DialectProfile } from './profile.ts'

/** An answer as it came over the wire, with the body read up to a limit. */
export interface Reply {
  status: number
  headers: Headers
  text: string
  /** False when the connection broke inside the body or the body was longer than the limit. */
  isComplete: boolean
  /** The parsed JSON, or undefined when what came is not whole JSON. */
  value: unknown
}

export type Exchange =
  | { kind: 'reply'; reply: Reply }
  /** No status line came back. `isBeforeSend`: not one byte of the request can have been written. */
  | { kind: 'broken'; isBeforeSend: boolean; message: string }

/** One call through the SDK. It gets a client of its own that can send a single request. */
export type SdkCall = (client: OpenAI, options: { signal: AbortSignal }) => PromiseLike<unknown>

export interface Wire {
  readonly baseUrl: string
  /** Sends at most one request and never rejects, not even when `signal` aborts. */
  send(call: SdkCall, signal: AbortSignal): Promise<Exchange>
  /** The same for reads: rejects when `signal` aborts, unless the reason is a TimeoutError. */
  read(call: SdkCall, signal: AbortSignal): Promise<Exchange>
}

/** JSON answers are a few kB; a list of 100 jobs with long prompts stays below 4 MiB. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024

/**
 * The SDK builds URLs, headers and forms; the answer is recorded before the SDK sees it, because it
 * trusts bodies, reads them without a limit and hides what an error said. It never re-sends here:
 * its retries are off and each client's fetch works once.
 */
export const createWire = (account: { baseUrl: string; apiKey: string | null }, profile: DialectProfile): Wire => {
  const baseUrl = account.baseUrl.trim().replace(/\/+$/, '')
  const send: Wire['send'] = async (call, signal) => {
    if (signal.aborted)
      return { kind: 'broken', isBeforeSend: true, message: 'The request was stopped before it was sent.' }
    const recorder = createRecordingFetch(signal, { baseUrl, apiKey: account.apiKey }, profile)
    try {
      const client = createClient(baseUrl, account.apiKey, profile, recorder.fetch)
      await call(client, { signal })
    } catch (error) {
      const recorded = recorder.exchange()
      if (recorded !== null) return recorded
      const message = recorder.wasCalled() ? describeTransportError(error).message : describeLocalProblem(error)
      return { kind: 'broken', isBeforeSend: !recorder.wasCalled(), message }
    }
    return recorder.exchange() ?? { kind: 'broken', isBeforeSend: true, message: 'Nothing was sent.' }
  }
  const read: Wire['read'] = async (call, signal) => {
    const exchange = await send(call, signal)
    if (signal.aborted && !isTimeoutReason(signal)) throw signal.reason
    return exchange
  }
  return { baseUrl, send, read }
}

const createClient = (
  baseUrl: string,
  apiKey: string | null,
  profile: DialectProfile,
  fetch: typeof globalThis.fetch,
): OpenAI => {
  const hasKey = apiKey !== null && apiKey !== ''
  return new OpenAI({
    // Everything that the SDK would otherwise take from the environment is set here.
    baseURL: baseUrl === '' ? 'missing-base-url' : baseUrl,
    apiKey: hasKey ? apiKey : 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
    fetchOptions: { redirect: 'manual' },
    defaultHeaders: { ...profile.headers, Authorization: hasKey ? `Bearer ${apiKey}` : null },
  })
}

interface RecordingFetch {
  fetch: typeof globalThis.fetch
  wasCalled(): boolean
  exchange(): Exchange | null
}

/** The SDK adds telemetry, and headers from an environment variable that may be meant for someone else. */
const listAllowedHeaders = (profile: DialectProfile): ReadonlySet<string> => {
  const own = [...Object.keys(profile.headers), ...(profile.clientKeyHeader === null ? [] : [profile.clientKeyHeader])]
  return new Set(['accept', 'authorization', 'content-type', 'user-agent', ...own.map((name) => name.toLowerCase())])
}

const keepHeaders = (headers: RequestInit['headers'], allowed: ReadonlySet<string>): Headers =>
  new Headers([...new Headers(headers)].filter(([name]) => allowed.has(name)))

const createRecordingFetch = (
  signal: AbortSignal,
  account: { baseUrl: string; apiKey: string | null },
  profile: DialectProfile,
): RecordingFetch => {
  const allowedHeaders = listAllowedHeaders(profile)
  let isUsed = false
  let recorded: Exchange | null = null
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (isUsed) throw new Error('This client has sent its one request.')
    isUsed = true
    const startedAt = performance.now()
    try {
      const headers = keepHeaders(init?.headers, allowedHeaders)
      const response = await globalThis.fetch(input, { ...init, headers, redirect: 'manual' })
      recorded = { kind: 'reply', reply: await readReply(response) }
    } catch (error) {
      const problem = describeTransportError(signal.aborted ? abortCause(signal, error) : error)
      recorded = { kind: 'broken', ...problem }
      throw error
    } finally {
      if (recorded !== null)
        noteExchange(
          { ...describeRequest(input, init), ...describeExchange(recorded), durationMs: performance.now() - startedAt },
          account,
        )
    }
    // The SDK gets an empty answer: nothing of it is used.
    return new Response(null, { status: 204 })
  }
  // The SDK looks for `Response` on a custom fetch before it trusts it with forms.
  return { fetch: Object.assign(send, { Response }), wasCalled: () => isUsed, exchange: () => recorded }
}

const describeRequest = (input: string | URL | Request, init: RequestInit | undefined) => ({
  method: init?.method ?? 'GET',
  url: input instanceof Request ? input.url : String(input),
})

const describeExchange = (exchange: Exchange) =>
  exchange.kind === 'reply'
    ? { status: exchange.reply.status, body: exchange.reply.text }
    : { status: null, body: exchange.message }

/** A connect error that came first keeps its meaning; a bare abort is told apart from it by its name. */
const abortCause = (signal: AbortSignal, error: unknown): unknown =>
  error instanceof Error && error.name !== 'AbortError' ? error : (signal.reason ?? error)

/** A JSON object closes itself: one that parses is whole, even when the connection broke right behind it. */
const readReply = async (response: Response): Promise<Reply> => {
  const { text, isComplete } = await readText(response.body)
  return { status: response.status, headers: response.headers, text, isComplete, value: parseJson(text) }
}

/** A body that breaks off is kept as far as it came: the status line alone already says much. */
export const readText = async (
  body: ReadableStream<Uint8Array> | null,
  maxBytes = MAX_REPLY_BYTES,
): Promise<{ text: string; isComplete: boolean }> => {
  if (body === null) return { text: '', isComplete: true }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { text: text + decoder.decode(), isComplete: true }
      length += value.byteLength
      if (length > maxBytes) return { text, isComplete: false }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    return { text, isComplete: false }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const describeLocalProblem = (error: unknown): string =>
  `The request could not be built: ${error instanceof Error ? error.message : String(error)}`
