/** What a request is for. Shares are reserved so that none of them can starve the others. */
export type RequestPurpose = 'submit' | 'poll' | 'download'

const WEIGHTS: Record<RequestPurpose, number> = { submit: 3, poll: 4, download: 3 }
const PURPOSES = Object.keys(WEIGHTS) as RequestPurpose[]
/** A purpose that was turned away and did not come back this long after the next token no longer holds others up. */
const PATIENCE_MS = 2000
/** Longest pause before asking again while a token waits for somebody else's turn. */
const LONGEST_TURN_MS = 1000

export interface RequestBudget {
  /** Takes one request if the budget and the shares allow it now. `now` is timer time in milliseconds. */
  tryTake(purpose: RequestPurpose, now: number): boolean
  /** Milliseconds until asking again makes sense. */
  waitMs(now: number): number
  /** Requests granted so far. */
  taken(): number
}

/**
 * A token bucket for one account, shared by submits, looks and downloads. Bucket size plus one minute's
 * refill never exceed the limit, so no 60 s window does. Between purposes it is a weighted fair queue:
 * unused shares are lent, and whoever had least so far comes first when tokens are short.
 * @param startedAt timer time from which the bucket fills
 */
export function createRequestBudget(requestsPerMinute: number, startedAt: number): RequestBudget {
  const capacity = Math.max(1, Math.min(10, Math.floor(requestsPerMinute / 30)))
  const perMs = Math.max(requestsPerMinute - capacity, requestsPerMinute / 2 - 0.01, 0.49) / 60_000
  const tokenMs = 1 / perMs
  const used: Record<RequestPurpose, number> = { submit: 0, poll: 0, download: 0 }
  const wantedAt: Partial<Record<RequestPurpose, number>> = {}
  // Empty at first: the process before this one may just have spent what the last minute allowed.
  let tokens = 0
  let refilledAt = startedAt
  let taken = 0
  let lastServed = 0

  const refill = (now: number): void => {
    tokens = Math.min(capacity, tokens + Math.max(0, now - refilledAt) * perMs)
    refilledAt = now
  }
  const isWaiting = (purpose: RequestPurpose, now: number): boolean =>
    wantedAt[purpose] !== undefined && now - wantedAt[purpose] <= tokenMs + PATIENCE_MS
  /** A purpose that was idle does not save up its share: it starts level with whoever was served last. */
  const catchUp = (purpose: RequestPurpose, now: number): void => {
    if (!isWaiting(purpose, now)) used[purpose] = Math.max(used[purpose], lastServed)
  }

  return {
    tryTake(purpose, now) {
      refill(now)
      catchUp(purpose, now)
      const isOthersTurn = PURPOSES.some(
        (other) => other !== purpose && isWaiting(other, now) && used[other] < used[purpose],
      )
      if (tokens < 1 || isOthersTurn) {
        wantedAt[purpose] = now
        return false
      }
      tokens -= 1
      taken += 1
      lastServed = used[purpose]
      used[purpose] += 1 / WEIGHTS[purpose]
      delete wantedAt[purpose]
      return true
    },
    waitMs(now) {
      refill(now)
      return Math.ceil(tokens >= 1 ? Math.min(LONGEST_TURN_MS, tokenMs / 4) : (1 - tokens) * tokenMs)
    },
    taken: () => taken,
  }
}
