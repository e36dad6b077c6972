/**
 * Why a video can't be shown frame by frame.
 * `empty`: no bytes. `cut`: the file is there, but empty or shorter than it was (410). `corrupt`: no readable video in
 * it. `gone`: the server has no such file (404) or no longer lets us (401, 403). `unreachable`: the server does not answer. `undecodable`: fine, but this machine can't decode it.
 */
export type MediaFailureReason = 'empty' | 'cut' | 'corrupt' | 'gone' | 'unreachable' | 'undecodable' | 'aborted'

export interface MediaFailure {
  reason: MediaFailureReason
  /** One line for the curious: the codec, the HTTP status, the decoder's words. */
  detail: string
  status: number | null
}

export type MediaResult<Value> = { ok: true; value: Value } | { ok: false; failure: MediaFailure }

export const failed = (
  reason: MediaFailureReason,
  detail: string,
  status: number | null = null,
): { ok: false; failure: MediaFailure } => ({ ok: false, failure: { reason, detail, status } })

/** Thrown inside the engine only, to leave a library's call stack with what we know. */
export class MediaError extends Error {
  readonly failure: MediaFailure

  constructor(failure: MediaFailure) {
    super(`${failure.reason}: ${failure.detail}`)
    this.name = 'MediaError'
    this.failure = failure
  }
}

/** What an answer without the wanted bytes means. */
export const failureOfAnswer = (status: number, contentRange: string | null): MediaFailure | null => {
  if (status === 416 && (contentRange === null || contentRange.endsWith('/0'))) {
    return { reason: 'empty', detail: 'The file has no bytes.', status }
  }
  if (status === 410) return { reason: 'cut', detail: `HTTP ${status}`, status }
  if ([401, 403, 404].includes(status)) return { reason: 'gone', detail: `HTTP ${status}`, status }
  if (status >= 400) return { reason: 'unreachable', detail: `HTTP ${status}`, status }
  return null
}

export const failureOfError = (error: unknown, otherwise: MediaFailureReason): MediaFailure => {
  if (error instanceof MediaError) return error.failure
  const detail = error instanceof Error ? error.message : String(error)
  return { reason: otherwise, detail, status: null }
}
