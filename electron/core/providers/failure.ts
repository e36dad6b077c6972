import type { ErrorWords } from './errorWords.ts'
import { isModeration, isQuota, isRetired, readCharged, readSubject } from './errorWords.ts'
import { scrubMessage } from './scrub.ts'
import type { ProviderFailure } from './videoProvider.ts'

/**
 * The error taxonomy that all adapters share. What a provider or the network said becomes one code; the
 * queue acts on the code alone.
 *
 * | code            | signals                                                               | the queue             |
 * |-----------------|-----------------------------------------------------------------------|-----------------------|
 * | moderation      | moderation, content policy or safety words; `respect_moderation:false` | fails, offers an edit |
 * | invalid_request | 400, 404/405 route, 413, 415, 422 and other 4xx                        | fails, names the field|
 * | auth            | 401, 403                                                               | pauses the account    |
 * | quota           | 402; insufficient quota, credit, balance; a budget that is used up     | pauses the account    |
 * | rate_limited    | 429 without a quota word                                               | waits (Retry-After)   |
 * | retired         | unknown or discontinued model; an endpoint that is known to be gone    | fails, blocks model   |
 * | lost / expired  | 404, 410 on a known job; `expired`; a link past its time               | checks again, fails   |
 * | network         | no answer: DNS, refused, reset, timeout                                | retries reads         |
 * | protocol        | HTML, empty, broken or oversized JSON, missing id, redirect            | retries reads         |
 * | provider        | 408, 409, 425, 5xx and failures that name no reason                    | retries reads         |
 *
 * Whether a *create* may be sent again is never read from the code: see `classifyCreateAnswer`.
 */
export type FailureCode = ProviderFailure['code']

export interface FailureParts {
  code: FailureCode
  message: string
  httpStatus?: number | null
  retryAfterMs?: number | null
  subject?: ProviderFailure['subject']
  charged?: ProviderFailure['charged']
}

/** Builds failures whose messages are clean of this account's key. */
export type FailureMaker = (parts: FailureParts) => ProviderFailure

export const createFailureMaker =
  (secrets: readonly (string | null)[]): FailureMaker =>
  (parts) => ({
    code: parts.code,
    message: scrubMessage(parts.message, secrets),
    httpStatus: parts.httpStatus ?? null,
    retryAfterMs: parts.retryAfterMs ?? null,
    subject: parts.subject ?? null,
    charged: parts.charged ?? 'unknown',
  })

/** The code for an error status; `isRetiredEndpoint` when the endpoint as a whole is known to be shut down. */
export const classifyStatus = (status: number, words: ErrorWords, isRetiredEndpoint: boolean): FailureCode => {
  if (status >= 500 || status === 408 || status === 409 || status === 425) return 'provider'
  if (status < 400) return 'protocol'
  if (isModeration(words)) return 'moderation'
  if (status === 402 || isQuota(words)) return 'quota'
  if (status === 429) return 'rate_limited'
  if (isRetired(words) || (isRetiredEndpoint && (status === 404 || status === 410))) return 'retired'
  return status === 401 || status === 403 ? 'auth' : 'invalid_request'
}

/** The code for a job that the provider reports as failed. Its key worked, so it is never `auth`. */
export const classifyJobError = (words: ErrorWords): FailureCode => {
  if (isModeration(words)) return 'moderation'
  if (isQuota(words)) return 'quota'
  if (isRetired(words)) return 'retired'
  if (/expired/.test(words.code)) return 'expired'
  return /^invalid_|unsupported_|bad_request|validation/.test(words.code) ? 'invalid_request' : 'provider'
}

/** The failure of a job that the provider reports as failed; the bill is settled only by the provider's words. */
export const describeJobError = (
  words: ErrorWords,
  costUsd: number | null,
  make: FailureMaker,
  fallback = 'The provider reported a failure without a reason.',
): ProviderFailure => {
  const code = classifyJobError(words)
  const said = readCharged(words)
  return make({
    code,
    message: words.message || words.code || fallback,
    subject: code === 'moderation' ? readSubject(words) : null,
    charged: said !== 'unknown' || costUsd === null ? said : costUsd > 0 ? 'yes' : 'no',
  })
}
