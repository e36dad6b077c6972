import type { ErrorWords } from '../errorWords.ts'
import { isRecord, readErrorWords, readPageTitle } from '../errorWords.ts'
import { classifyStatus } from '../failure.ts'
import { parseRetryAfter } from '../retryAfter.ts'
import type { AssetOutcome, AssetVariant } from '../videoProvider.ts'
import type { CreateContext } from './createAnswer.ts'
import { readUrls } from './reply.ts'
import { parseJson, readText } from './wire.ts'

/** What an answer to a request for bytes means: an outcome, or another address to look at. */
export type ContentAnswer = AssetOutcome | { kind: 'elsewhere'; url: string }

export interface ContentQuestion {
  variant: AssetVariant
  offset: number
  ifRange: string | null
  /** The address belongs to the account's own origin, so the key went with it. */
  isOwnOrigin: boolean
}

/** Error pages and JSON are small; more of a body is never read as text. */
const MAX_TEXT_BYTES = 256 * 1024

export const readContentAnswer = async (
  response: Response,
  question: ContentQuestion,
  context: CreateContext,
): Promise<ContentAnswer> => {
  if (response.status === 416) {
    await response.body?.cancel()
    return { kind: 'range_refused' }
  }
  const isGood = response.status === 200 || response.status === 206
  if (isGood && !isText(response.headers)) return openFile(response, question, context)
  const peeked = isGood ? await peek(response) : { response, isVideo: false }
  if (peeked.isVideo) return openFile(peeked.response, question, context)
  const { text } = await readText(peeked.response.body, MAX_TEXT_BYTES)
  return readWords(peeked.response, text, question, context)
}

/** Some servers call every file text: the first box of an MP4 knows better. The bytes looked at are handed on. */
async function peek(response: Response): Promise<{ response: Response; isVideo: boolean }> {
  if (response.body === null) return { response, isVideo: false }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const first = await reader.read()
  const head = first.value ?? new Uint8Array()
  const isVideo = String.fromCharCode(...head.subarray(4, 8)) === 'ftyp'
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (head.byteLength > 0) controller.enqueue(head)
      if (first.done) controller.close()
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  const { status, headers } = response
  return { response: new Response(body, { status, headers }), isVideo }
}

const isText = (headers: Headers): boolean => {
  const type = mediaType(headers)
  return (
    type.startsWith('text/') || /^application\/(\w[\w.-]*\+)?(json|xml)$/.test(type) || type === 'application/xhtml+xml'
  )
}

const mediaType = (headers: Headers): string =>
  (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

const openFile = async (
  response: Response,
  question: ContentQuestion,
  context: CreateContext,
): Promise<ContentAnswer> => {
  const { headers } = response
  const type = mediaType(headers)
  // Some servers ignore `variant` and send the video again.
  const isWrongFile = question.variant !== 'video' && type.startsWith('video/')
  const range = response.status === 206 ? readContentRange(headers.get('content-range')) : null
  const validator = readStrongEtag(headers.get('etag'))
  const isBadRange = response.status === 206 && !isWantedRange(range, headers, question, validator)
  if (isWrongFile || isBadRange) {
    await response.body?.cancel()
    if (isWrongFile) return { kind: 'unsupported' }
    if (question.offset > 0) return { kind: 'range_refused' }
    const message = 'The provider sent a part of the file that was not asked for.'
    return { kind: 'failed', failure: context.makeFailure({ code: 'protocol', message, httpStatus: response.status }) }
  }
  // A decoded body has neither the announced length nor the announced ETag's bytes.
  const isEncoded = !['', 'identity'].includes(headers.get('content-encoding')?.trim().toLowerCase() ?? '')
  const contentLength = isEncoded ? null : readLength(headers.get('content-length'))
  return {
    kind: 'open',
    status: response.status === 206 ? 206 : 200,
    rangeStart: range?.start ?? 0,
    totalBytes: range === null ? contentLength : range.total,
    contentLength: contentLength ?? (range === null ? null : range.end - range.start + 1),
    validator: isEncoded ? null : validator,
    contentType: type === '' ? null : type,
    body: response.body ?? emptyBody(),
  }
}

const emptyBody = (): ReadableStream<Uint8Array> => new ReadableStream({ start: (controller) => controller.close() })

export interface ContentRange {
  start: number
  end: number
  total: number | null
}

/** `bytes 0-99/200`; null when it is missing or contradicts itself. */
export const readContentRange = (value: string | null): ContentRange | null => {
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(value ?? '')
  if (match === null) return null
  const [start, end] = [Number(match[1]), Number(match[2])]
  const total = match[3] === '*' ? null : Number(match[3])
  return end < start || (total !== null && end >= total) ? null : { start, end, total }
}

const isWantedRange = (
  range: ContentRange | null,
  headers: Headers,
  question: ContentQuestion,
  validator: string | null,
): boolean => {
  if (range === null || range.start !== question.offset) return false
  const length = readLength(headers.get('content-length'))
  if (length !== null && length !== range.end - range.start + 1) return false
  // A server that ignores If-Range would splice two different files.
  return question.offset === 0 || question.ifRange === null || validator === null || validator === question.ifRange
}

/** Only a strong validator may be used for resuming (RFC 9110, 13.1.5). */
export const readStrongEtag = (value: string | null): string | null => {
  const trimmed = value?.trim() ?? ''
  return /^"[^"]*"$/.test(trimmed) ? trimmed : null
}

const readLength = (value: string | null): number | null =>
  value !== null && /^\d{1,15}$/.test(value.trim()) ? Number(value) : null

const NOT_READY =
  /not (yet )?(ready|complete|completed|finished|available yet|generated)|still (being|in|processing|running|generating)|in[ _]progress|\bprocessing\b|\bpending\b|\bqueued\b/i

const readWords = (
  response: Response,
  text: string,
  question: ContentQuestion,
  context: CreateContext,
): ContentAnswer => {
  const { status } = response
  const value = parseJson(text)
  const words = readContentWords(text, value)
  const url = findUrl(status, text, value, context)
  if (question.variant === 'video' && url !== null) return { kind: 'elsewhere', url }
  const isUnsupportedVariant = question.variant !== 'video' && [200, 400, 404, 405, 415, 422, 501].includes(status)
  if (isUnsupportedVariant) return { kind: 'unsupported' }
  const isEarly =
    [202, 204, 409, 425].includes(status) ||
    ([200, 400, 404].includes(status) && NOT_READY.test(`${words.message} ${words.code}`))
  const failure = context.makeFailure({
    code: classifyContent(status, words, question, context),
    message: words.message || `The provider answered HTTP ${status} instead of the file.`,
    httpStatus: status,
    retryAfterMs: parseRetryAfter(response.headers, context.now()),
  })
  if (isEarly) return { kind: 'not_ready', failure: { ...failure, code: 'provider' } }
  return failure.code === 'lost' || failure.code === 'expired' ? { kind: 'gone', failure } : { kind: 'failed', failure }
}

const readContentWords = (text: string, value: unknown): ErrorWords => {
  if (value !== undefined) return readErrorWords(value)
  const title = readPageTitle(text)
  return {
    message: title === null ? text : `A web page came instead of the file${title === '' ? '.' : `: "${title}".`}`,
    code: '',
    param: '',
  }
}

/**
 * A refused key means the key only with 401: on a file, 403 is how stores say that a link has run out, and
 * the next poll shows whether the key still works. Pausing an account for that would stop good jobs.
 */
const classifyContent = (status: number, words: ErrorWords, question: ContentQuestion, context: CreateContext) => {
  if (status === 404) return 'lost'
  if (status === 410 || status === 403 || (status === 401 && !question.isOwnOrigin)) return 'expired'
  const code = classifyStatus(status, words, context.isRetiredEndpoint)
  return code === 'moderation' || code === 'invalid_request' || code === 'retired' ? 'provider' : code
}

/** SGLang names the cloud address in the text of a 400; others answer 200 with JSON that holds it. */
const findUrl = (status: number, text: string, value: unknown, context: CreateContext): string | null => {
  if (status === 200 && isRecord(value)) return readUrls(value, context.profile, context.baseUrl)[0] ?? null
  if (status !== 400) return null
  const url = URL.parse(/https?:\/\/[^\s"'<>\\]+/.exec(text)?.[0]?.replace(/[.,;)\]]+$/, '') ?? '')
  return url === null || url.href.startsWith(context.baseUrl) ? null : url.href
}
