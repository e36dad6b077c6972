/** A bucket that holds one minute's requests and fills up evenly. */
export interface RateLimit {
  /** Takes one request out; otherwise the milliseconds until there will be one. */
  take(nowMs: number): { isAllowed: true } | { isAllowed: false; retryAfterMs: number }
}

export function createRateLimit(requestsPerMinute: number): RateLimit {
  const perMs = requestsPerMinute / 60_000
  let tokens = requestsPerMinute
  let countedAtMs = -Infinity
  return {
    take(nowMs) {
      // A clock that went back gives nothing and takes nothing.
      if (nowMs > countedAtMs) tokens = Math.min(requestsPerMinute, tokens + (nowMs - countedAtMs) * perMs)
      countedAtMs = nowMs
      if (tokens >= 1) {
        tokens -= 1
        return { isAllowed: true }
      }
      return { isAllowed: false, retryAfterMs: Math.ceil((1 - tokens) / perMs) }
    },
  }
}
