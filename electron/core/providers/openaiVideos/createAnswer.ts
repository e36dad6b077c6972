import type { ErrorWords } from '../errorWords.ts'
import { readSubject } from '../errorWords.ts'
import type { FailureCode } from '../failure.ts'
import { classifyStatus } from '../failure.ts'
import { parseRetryAfter } from '../retryAfter.ts'
import type { SubmitOutcome } from '../videoProvider.ts'
import type { ReplyContext } from './reply.ts'
import { findJobObject, readId, readReplyWords, readSnapshot } from './reply.ts'
import type { Reply } from './wire.ts'

export interface CreateContext extends ReplyContext {
  /** The endpoint is known to have been shut down. */
  isRetiredEndpoint: boolean
  now: () => number
}

/**
 * What one answer to a paid create means. The rule behind every line: `refused` and `not_sent` only where
 * the answer says that nothing was made; everything else is `unknown` and is never sent again by itself.
 *
 * | answer                                        | outcome                    |
 * |-----------------------------------------------|----------------------------|
 * | 2xx with an id, whatever its status           | accepted                   |
 * | 2xx empty, HTML, broken, too long, without id | unknown (protocol)         |
 * | 303                                           | unknown: it points to a result |
 * | other 3xx                                     | refused (protocol), names the new origin |
 * | 408, 409, 425, 5xx                            | unknown                    |
 * | 429 out of quota                              | refused (quota)            |
 * | other 429                                     | not_sent (rate_limited)    |
 * | other 4xx                                     | refused                    |
 */
export const classifyCreateAnswer = (reply: Reply, context: CreateContext): SubmitOutcome => {
  if (reply.status >= 200 && reply.status < 300) return readAccepted(reply, context)
  if (reply.status < 400) return readRedirect(reply, context)
  return readRefusal(reply, context)
}

const readAccepted = (reply: Reply, context: CreateContext): SubmitOutcome => {
  const job = findJobObject(reply.value, context.profile)
  const id = job === null ? null : readId(job, context.profile)
  if (job !== null && id !== null) {
    const snapshot = readSnapshot(job, id, null, context)
    // Some dialects answer with the id alone; the job is then at its beginning.
    const isSilent = snapshot.remoteStatus === '' && snapshot.state === 'unknown'
    return { kind: 'accepted', snapshot: isSilent ? { ...snapshot, state: 'queued' } : snapshot }
  }
  const failure = context.makeFailure({
    code: 'protocol',
    message: describeUnreadable(reply, context),
    httpStatus: reply.status,
  })
  return { kind: 'unknown', failure }
}

const describeUnreadable = (reply: Reply, context: CreateContext): string => {
  const start = 'The provider may have started the job, but its answer'
  if (!reply.isComplete) return `${start} was not complete.`
  if (reply.text.trim() === '') return `${start} was empty.`
  const words = readReplyWords(reply)
  if (findJobObject(reply.value, context.profile) === null) return `${start} could not be read. ${words.message}`
  return words.message === '' ? `${start} carried no id.` : `${start} carried no id: ${words.message}`
}

const readRedirect = (reply: Reply, context: CreateContext): SubmitOutcome => {
  const location = reply.headers.get('location')
  const target = location === null ? null : URL.parse(location, `${context.baseUrl}/`)
  const origin = target === null ? 'an address it did not name' : target.origin
  if (reply.status === 303 || reply.status === 304 || reply.status < 300) {
    const message = `The provider may have started the job: it pointed to ${origin} instead of answering.`
    return { kind: 'unknown', failure: context.makeFailure({ code: 'protocol', message, httpStatus: reply.status }) }
  }
  const message = `The provider redirected the request to ${origin}. Dailies does not send paid requests on; change the account's address.`
  return {
    kind: 'refused',
    failure: context.makeFailure({ code: 'protocol', message, httpStatus: reply.status, charged: 'no' }),
  }
}

const UNKNOWN_STATUSES: readonly number[] = [408, 409, 425]

const readRefusal = (reply: Reply, context: CreateContext): SubmitOutcome => {
  const words = readReplyWords(reply)
  const code = classifyStatus(reply.status, words, context.isRetiredEndpoint)
  const isUnknown = reply.status >= 500 || UNKNOWN_STATUSES.includes(reply.status)
  const failure = context.makeFailure({
    code,
    message: words.message || describeSilentRefusal(reply.status, code, words),
    httpStatus: reply.status,
    retryAfterMs: parseRetryAfter(reply.headers, context.now()),
    subject: code === 'moderation' ? readSubject(words) : null,
    charged: isUnknown ? 'unknown' : 'no',
  })
  if (isUnknown) return { kind: 'unknown', failure }
  return code === 'rate_limited' ? { kind: 'not_sent', failure } : { kind: 'refused', failure }
}

const describeSilentRefusal = (status: number, code: FailureCode, words: ErrorWords): string => {
  if (words.code !== '') return `The provider answered ${status}: ${words.code}.`
  if (code === 'retired') return `The provider no longer serves this (HTTP ${status}).`
  return `The provider answered HTTP ${status} without saying why.`
}

/** A server that reads forms only, met with JSON: nothing was created, and a form would be understood. */
export const asksForForm = (reply: Reply): boolean => {
  if (reply.status === 415) return true
  const { message } = readReplyWords(reply)
  return (
    (reply.status === 422 || reply.status === 400) &&
    /\bprompt\b/i.test(message) &&
    /required|missing|multipart/i.test(message)
  )
}
