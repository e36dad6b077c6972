import type { ErrorWords } from '../errorWords.ts'
import { isMissingJob, isRecord } from '../errorWords.ts'
import { classifyStatus } from '../failure.ts'
import { parseHttpDate, parseRetryAfter } from '../retryAfter.ts'
import type { ListOutcome, PollOutcome, ProviderFailure, RemoteHandle, RemoteSnapshot } from '../videoProvider.ts'
import type { CreateContext } from './createAnswer.ts'
import type { JobAddress } from './handle.ts'
import { jobPath, readHandle } from './handle.ts'
import { describesJob, findJobObject, readId, readReplyWords, readSnapshot } from './reply.ts'
import type { Exchange, Reply, Wire } from './wire.ts'

export interface Lookup {
  poll(handle: RemoteHandle, signal: AbortSignal): Promise<PollOutcome>
  list(cursor: string | null, signal: AbortSignal): Promise<ListOutcome>
}

const PAGE_LIMIT = 100

/** LiteLLM's list wants to be told a provider and answers 400 to a plain request, every time. */
const MAX_STRIKES = 2

/** Reads of jobs: one by one and by the page. */
export const createLookup = (wire: Wire, context: CreateContext): Lookup => {
  let canList = context.profile.can.list !== 'no'
  let strikes = 0

  const poll: Lookup['poll'] = async (handle, signal) => {
    const address = readHandle(handle)
    if (address === null)
      return { kind: 'gone', failure: context.makeFailure({ code: 'lost', message: 'This job has no usable id.' }) }
    const exchange = await wire.read(
      (client, options) => client.get<unknown>(address.pollUrl ?? jobPath(address.id), options),
      signal,
    )
    return exchange.kind === 'broken'
      ? { kind: 'failed', failure: describeBroken(exchange, context) }
      : readPollReply(exchange.reply, address, context)
  }

  const list: Lookup['list'] = async (cursor, signal) => {
    if (!canList) return { kind: 'unsupported' }
    const position = readCursor(cursor)
    const query = { limit: PAGE_LIMIT, order: 'desc', ...(position === null ? {} : { after: position.after }) }
    const exchange = await wire.read((client, options) => client.get<unknown>('/videos', { ...options, query }), signal)
    if (exchange.kind === 'broken') return { kind: 'failed', failure: describeBroken(exchange, context) }
    const outcome = readListReply(exchange.reply, position, context)
    const isMisunderstood = position === null && [400, 422].includes(exchange.reply.status)
    strikes = isMisunderstood ? strikes + 1 : outcome.kind === 'page' ? 0 : strikes
    if (outcome.kind === 'unsupported' || strikes >= MAX_STRIKES) canList = false
    return canList ? outcome : { kind: 'unsupported' }
  }

  return { poll, list }
}

export const describeBroken = (
  exchange: Extract<Exchange, { kind: 'broken' }>,
  context: CreateContext,
): ProviderFailure => context.makeFailure({ code: 'network', message: exchange.message })

/** The failure of a read that was answered, but not with what was asked for. */
export const describeReadFailure = (reply: Reply, context: CreateContext): ProviderFailure => {
  const words = readReplyWords(reply)
  const code = classifyStatus(reply.status, words, context.isRetiredEndpoint)
  return context.makeFailure({
    // A read cannot be moderated or invalid: whatever the words, the job itself was not judged here.
    code: code === 'moderation' || code === 'invalid_request' || code === 'retired' ? 'provider' : code,
    message: words.message || describeUnreadable(reply, words),
    httpStatus: reply.status,
    retryAfterMs: parseRetryAfter(reply.headers, context.now()),
  })
}

const describeUnreadable = (reply: Reply, words: ErrorWords): string => {
  if (words.code !== '') return `The provider answered ${reply.status}: ${words.code}.`
  if (!reply.isComplete) return 'The answer of the provider was not complete.'
  return `The provider answered HTTP ${reply.status} without anything readable.`
}

/** Turns the answer about one job into an outcome. A 202 without a body is xAI's way to say "pending". */
export const readPollReply = (reply: Reply, address: JobAddress, context: CreateContext): PollOutcome => {
  if (reply.status >= 200 && reply.status < 300) return readJobReply(reply, address, context)
  const words = readReplyWords(reply)
  if (reply.status === 404 || reply.status === 410 || (reply.status === 400 && isMissingJob(words))) {
    const message = words.message || 'The provider does not know this job.'
    return { kind: 'gone', failure: context.makeFailure({ code: 'lost', message, httpStatus: reply.status }) }
  }
  return { kind: 'failed', failure: describeReadFailure(reply, context) }
}

const readJobReply = (reply: Reply, address: JobAddress, context: CreateContext): PollOutcome => {
  const job = findJobObject(reply.value, context.profile)
  const isSilentlyPending = reply.status === 202 && reply.isComplete && reply.text.trim() === ''
  if (isSilentlyPending || (reply.status === 202 && job !== null && !describesJob(job, context.profile))) {
    const snapshot = readSnapshot({ status: 'pending' }, address.id, address, context)
    return { kind: 'snapshot', snapshot: { ...snapshot, state: 'running' } }
  }
  if (job === null || !describesJob(job, context.profile)) {
    const failure = describeReadFailure(reply, context)
    return { kind: 'failed', failure: { ...failure, code: 'protocol' } }
  }
  return { kind: 'snapshot', snapshot: readSnapshot(job, address.id, address, context) }
}

interface CursorPosition {
  after: string
  /** First id of the page before; seeing it again means that the server ignores `after`. */
  first: string
}

const readListReply = (reply: Reply, position: CursorPosition | null, context: CreateContext): ListOutcome => {
  if ([404, 405, 501].includes(reply.status)) return { kind: 'unsupported' }
  const isSuccess = reply.status >= 200 && reply.status < 300
  const rows = isSuccess ? findRows(reply.value) : null
  if (rows === null) {
    const failure = describeReadFailure(reply, context)
    return { kind: 'failed', failure: isSuccess ? { ...failure, code: 'protocol' } : failure }
  }
  const items = rows.flatMap((row) => readRow(row, context))
  const serverTime = parseHttpDate(reply.headers.get('date'))
  return { kind: 'page', items, nextCursor: readNextCursor(reply.value, rows.length, items, position), serverTime }
}

const findRows = (value: unknown): unknown[] | null => {
  if (Array.isArray(value)) return value as unknown[]
  if (!isRecord(value)) return null
  const rows = value['data'] ?? value['videos'] ?? value['items']
  return Array.isArray(rows) ? (rows as unknown[]) : null
}

const readRow = (row: unknown, context: CreateContext): RemoteSnapshot[] => {
  const id = isRecord(row) ? readId(row, context.profile) : null
  return isRecord(row) && id !== null ? [readSnapshot(row, id, null, context)] : []
}

/** Where the list goes on. Servers that leave out `has_more` go on while their pages are full. */
const readNextCursor = (
  value: unknown,
  rowCount: number,
  items: readonly RemoteSnapshot[],
  position: CursorPosition | null,
): string | null => {
  const first = items[0]?.remoteId
  const last = items.at(-1)?.remoteId
  if (first === undefined || last === undefined) return null
  const page = isRecord(value) ? value : {}
  const hasMore = typeof page['has_more'] === 'boolean' ? page['has_more'] : rowCount >= PAGE_LIMIT
  const after = typeof page['last_id'] === 'string' && page['last_id'] !== '' ? page['last_id'] : last
  const ids = new Set(items.map((item) => item.remoteId))
  const isSamePage =
    position !== null && (after === position.after || (ids.has(position.first) && ids.has(position.after)))
  return hasMore && !isSamePage ? JSON.stringify({ after, first } satisfies CursorPosition) : null
}

const readCursor = (cursor: string | null): CursorPosition | null => {
  if (cursor === null) return null
  try {
    const value: unknown = JSON.parse(cursor)
    if (isRecord(value) && typeof value['after'] === 'string' && typeof value['first'] === 'string') {
      return { after: value['after'], first: value['first'] }
    }
  } catch {
    // A cursor of another version: start from the top.
  }
  return null
}
