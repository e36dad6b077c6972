import type { Account, AccountPause } from '../../../shared/accounts/account.ts'
import type { Clock, Logger, Random } from '../ports.ts'
import type { ProviderFailure, VideoProvider } from '../providers/videoProvider.ts'
import type { AccountRepository } from '../settings/accountRepository.ts'
import { fullJitterMs } from './backoff.ts'
import { createRequestBudget, type RequestBudget, type RequestPurpose } from './requestBudget.ts'

/** One account at work: its adapter, its request budget, and whether it may speak at all. */
export interface Lane {
  readonly account: Account
  readonly provider: VideoProvider
  readonly budget: RequestBudget
  /** Until when no request may go out; null when free. */
  heldUntil(): number | null
  /** Takes one request now, or says when to come back. */
  tryTake(purpose: RequestPurpose): { isTaken: true } | { isTaken: false; comeBackAt: number }
  /** Waits for a request; false when the signal ended the wait. */
  take(purpose: RequestPurpose, signal: AbortSignal): Promise<boolean>
  /** A good answer: the key works and the provider is there. */
  heard(): void
  /** Throttled or unreachable: silence for the whole account. */
  hold(failure: ProviderFailure): number
  /** Ends a hold that only guessed at an outage; one the provider asked for stays. */
  forgetOutage(): void
  pause(reason: AccountPause['reason'], message: string): void
}

export interface LaneDeps {
  account: Account
  provider: VideoProvider
  accounts: AccountRepository
  clock: Clock
  random: Random
  logger: Logger
  onChanged: (accountId: string) => void
}

export function createLane(deps: LaneDeps): Lane {
  const { clock, accounts, account } = deps
  const budget = createRequestBudget(account.requestsPerMinute)
  let holdUntil = account.holdUntil === null ? null : Math.min(account.holdUntil, clock.now() + LONGEST_HOLD_MS)
  let isHoldAskedFor = holdUntil !== null
  let outages = 0

  const heldUntil = (): number | null => {
    const now = clock.now()
    // A clock that was set back must not turn a minute's hold into a day's.
    if (holdUntil !== null && holdUntil > now + LONGEST_HOLD_MS) holdUntil = now + LONGEST_HOLD_MS
    return holdUntil !== null && holdUntil > now ? holdUntil : null
  }

  const tryTake: Lane['tryTake'] = (purpose) => {
    const held = heldUntil()
    if (held !== null) return { isTaken: false, comeBackAt: held }
    const timerNow = clock.monotonic()
    if (budget.tryTake(purpose, timerNow)) return { isTaken: true }
    return { isTaken: false, comeBackAt: clock.now() + Math.max(MIN_WAIT_MS, budget.waitMs(timerNow)) }
  }

  const setPause = (pause: AccountPause | null): void => {
    account.pause = pause
    accounts.setPause(account.id, pause)
    deps.onChanged(account.id)
  }

  return {
    account,
    provider: deps.provider,
    budget,
    heldUntil,
    tryTake,
    async take(purpose, signal) {
      for (;;) {
        if (signal.aborted) return false
        const attempt = tryTake(purpose)
        if (attempt.isTaken) return true
        await waitUntil(clock, attempt.comeBackAt, signal)
      }
    },
    heard() {
      outages = 0
      if (account.pause?.reason === 'auth') setPause(null)
    },
    hold(failure) {
      outages += 1
      const delayMs = failure.retryAfterMs ?? fullJitterMs(outages, deps.random)
      const until = clock.now() + delayMs
      if (holdUntil === null || until > holdUntil) {
        holdUntil = until
        isHoldAskedFor = failure.retryAfterMs !== null
        accounts.setHold(account.id, until)
        deps.logger.info('holding the account back', { account: account.id, delayMs, reason: failure.message })
      }
      return holdUntil
    },
    forgetOutage() {
      if (isHoldAskedFor) return
      holdUntil = null
      outages = 0
    },
    pause(reason, message) {
      if (account.pause !== null && account.pause.reason !== 'user') return
      setPause({ reason, message, since: clock.now() })
    },
  }
}

/** Resolves at a wall time as timers see it, or as soon as the signal aborts. */
export function waitUntil(clock: Clock, at: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      timer.cancel()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = clock.after(Math.max(0, at - clock.now()), finish)
    signal.addEventListener('abort', finish, { once: true })
  })
}

const LONGEST_HOLD_MS = 3_600_000
const MIN_WAIT_MS = 5
