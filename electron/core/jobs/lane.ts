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
  /** Its key is somewhere, but not at hand yet: nothing goes out. */
  readonly isKeyAwaited: boolean
  /** Until when no request may go out; null when free. */
  heldUntil(): number | null
  /** Takes one request now, or says when to come back. */
  tryTake(purpose: RequestPurpose): { isTaken: true } | { isTaken: false; comeBackAt: number }
  /** Waits for a request; false when the signal ended the wait. */
  take(purpose: RequestPurpose, signal: AbortSignal): Promise<boolean>
  /** A good answer: the provider is there, and the key works, at least for this purpose. */
  heard(purpose: RequestPurpose): void
  /** Throttled or unreachable: silence for the whole account. */
  hold(failure: ProviderFailure): number
  /** Ends a hold that only guessed at an outage; one the provider asked for stays. */
  forgetOutage(): void
  /**
   * Stops sending, unless it is stopped already. A look that works does not outvote a submit that was refused. `said`
   * are the provider's own words, where it had any.
   */
  pause(reason: AccountPause['reason'], message: string, purpose: RequestPurpose, said?: string | null): void
  /** The account was opened anew, with another key or limits: what is under way here may end, but decides nothing. */
  retire(): void
}

interface Hold {
  /** Unix milliseconds. */
  wallUntil: number
  /** The same moment in timer time. */
  timerUntil: number
  /** The provider asked for it (Retry-After); otherwise it is our guess about an outage. */
  isAskedFor: boolean
}

export interface LaneDeps {
  account: Account
  provider: VideoProvider
  accounts: AccountRepository
  clock: Clock
  random: Random
  logger: Logger
  onChanged: (accountId: string) => void
  /** A request was let through. */
  onRequest?: (() => void) | undefined
  /** The provider said "too many requests". */
  onThrottled?: (() => void) | undefined
  /** What is left of the budget of the lane before this one; null starts a new one. */
  budget: RequestBudget | null
  isKeyAwaited?: boolean
}

export function createLane(deps: LaneDeps): Lane {
  const { clock, accounts, account } = deps
  const budget = deps.budget ?? createRequestBudget(account.requestsPerMinute, clock.monotonic())
  const leftMs = accounts.holdLeftMs(account.id, clock.now())
  let hold: Hold | null = leftMs === 0 ? null : beginHold(leftMs, true)
  let outages = 0
  let isSubmitRefused = false
  let isRetired = false

  function beginHold(delayMs: number, isAskedFor: boolean): Hold {
    const limitedMs = Math.min(delayMs, LONGEST_HOLD_MS)
    return { wallUntil: clock.now() + limitedMs, timerUntil: clock.monotonic() + limitedMs, isAskedFor }
  }
  /** By whichever clock says so first: one stands still in sleep, the other can be set back. */
  const remainingMs = (): number =>
    hold === null ? 0 : Math.max(0, Math.min(hold.wallUntil - clock.now(), hold.timerUntil - clock.monotonic()))
  const heldUntil = (): number | null => (remainingMs() > 0 ? clock.now() + remainingMs() : null)

  const { isKeyAwaited = false } = deps
  const tryTake: Lane['tryTake'] = (purpose) => {
    if (isKeyAwaited) return { isTaken: false, comeBackAt: clock.now() + LONGEST_WAIT_MS }
    const held = heldUntil()
    if (held !== null) return { isTaken: false, comeBackAt: held }
    const timerNow = clock.monotonic()
    if (budget.tryTake(purpose, timerNow)) {
      deps.onRequest?.()
      return { isTaken: true }
    }
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
    isKeyAwaited,
    heldUntil,
    tryTake,
    async take(purpose, signal) {
      for (;;) {
        if (signal.aborted || isRetired) return false
        const attempt = tryTake(purpose)
        if (attempt.isTaken) return true
        // A hold may end early, or pass while the machine sleeps and timers stand still.
        await waitUntil(clock, Math.min(attempt.comeBackAt, clock.now() + LONGEST_WAIT_MS), signal)
      }
    },
    heard(purpose) {
      if (isRetired) return
      outages = 0
      if (account.pause?.reason === 'auth' && (purpose === 'submit' || !isSubmitRefused)) setPause(null)
    },
    hold(failure) {
      if (failure.code === 'rate_limited') deps.onThrottled?.()
      const held = heldUntil()
      // Requests that were under way together fail together: that is one outage, not many.
      if (held !== null && failure.retryAfterMs === null) return held
      outages += 1
      const delayMs = failure.retryAfterMs ?? fullJitterMs(outages, deps.random)
      if (isRetired) return clock.now() + delayMs
      if (delayMs > remainingMs()) {
        hold = beginHold(delayMs, failure.retryAfterMs !== null)
        accounts.setHold(account.id, clock.now(), hold.wallUntil)
        deps.logger.info('holding the account back', { account: account.id, delayMs, reason: failure.message })
      }
      return clock.now() + remainingMs()
    },
    forgetOutage() {
      if (hold?.isAskedFor === true) return
      hold = null
      outages = 0
    },
    pause(reason, message, purpose, said = null) {
      if (isRetired || account.pause !== null) return
      isSubmitRefused = purpose === 'submit'
      setPause({ reason, message, ...(said === null ? {} : { said }), since: clock.now() })
    },
    retire() {
      isRetired = true
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
const LONGEST_WAIT_MS = 5000
