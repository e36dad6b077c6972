const MIN_MS = 1_000
const MAX_MS = 3_600_000

/**
 * How long a provider asks for silence, in milliseconds from `nowMs`, clamped to 1 s..1 h; null when it
 * does not ask. Reads `retry-after-ms` (OpenAI), then `Retry-After` in seconds or as an HTTP date
 * (RFC 9110, 10.2.3). A date is compared with the server's own clock where the answer has a Date header.
 */
export const parseRetryAfter = (headers: Headers, nowMs: number): number | null => {
  const milliseconds = readNumber(headers.get('retry-after-ms'))
  if (milliseconds !== null) return clamp(milliseconds)
  const value = headers.get('retry-after')
  const seconds = readNumber(value)
  if (seconds !== null) return clamp(seconds * 1000)
  const until = parseHttpDate(value)
  return until === null ? null : clamp(until - (parseHttpDate(headers.get('date')) ?? nowMs))
}

/** Unix milliseconds of a header such as `Date`, or null. */
export const parseHttpDate = (value: string | null): number | null => {
  if (value === null || !/[a-z]/i.test(value)) return null
  const time = Date.parse(value)
  return Number.isFinite(time) ? time : null
}

const readNumber = (value: string | null): number | null => {
  const trimmed = value?.trim() ?? ''
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null
}

const clamp = (milliseconds: number): number => Math.min(MAX_MS, Math.max(MIN_MS, Math.round(milliseconds)))
