import type { NoticeDraft } from './decideNotices.ts'
import { shown } from './decideNotices.ts'

/** The provider's copy of a finished take. Times are Unix ms. */
export interface CopyLife {
  /** When the take was first seen to be finished. */
  generatedAt: number
  expiresAt: number
}

/** A take that the provider has finished and this disk does not have yet. */
export interface ExpiringTake extends CopyLife {
  jobId: string
  batchId: string | null
  accountId: string
  accountName: string
  prompt: string
  waitingFor: string | null
}

/** How often this copy's end was told: 0 not yet, 1 once early, 2 also shortly before. */
export type ExpiryStage = 0 | 1 | 2

/** Two hours leave time to come home and free a disk; twenty minutes are the last chance to do something. */
const EARLY_MS = 2 * 3_600_000
const LATE_MS = 20 * 60_000
/** A copy that lives an hour is fetched in its first minutes: it must not warn before half of its life is over. */
const EARLY_SHARE = 1 / 2
const LATE_SHARE = 1 / 6

const warningTimes = ({ generatedAt, expiresAt }: CopyLife) => {
  const lifeMs = Math.max(0, expiresAt - generatedAt)
  return {
    early: expiresAt - Math.min(EARLY_MS, lifeMs * EARLY_SHARE),
    late: expiresAt - Math.min(LATE_MS, lifeMs * LATE_SHARE),
  }
}

/** Which warning is due by now; a copy that is gone already warns no more. */
export function expiryStage(copy: CopyLife, now: number): ExpiryStage {
  const { early, late } = warningTimes(copy)
  if (now >= copy.expiresAt || now < early) return 0
  return now < late ? 1 : 2
}

/** When the next warning of this take comes due; null when none is left. */
export function nextExpiryAt(copy: CopyLife, now: number): number | null {
  const { early, late } = warningTimes(copy)
  return now < early ? early : now < late ? late : null
}

/** A link that is renewed at each look moves its end a little: only a much later end begins anew. */
export const isNewEnd = (toldExpiresAt: number, expiresAt: number): boolean => expiresAt - toldExpiresAt > 3_600_000

export const decideAboutExpiry = (take: ExpiringTake, now: number): NoticeDraft => ({
  kind: 'expires_soon',
  cause: `expires:${take.accountId}`,
  jobId: take.jobId,
  batchId: take.batchId,
  accountId: take.accountId,
  values: {
    count: 1,
    prompt: shown(take.prompt),
    account: take.accountName,
    expiresAt: take.expiresAt,
    minutesLeft: Math.max(1, Math.round((take.expiresAt - now) / 60_000)),
    ...(take.waitingFor === null ? {} : { waitingFor: take.waitingFor }),
  },
})
