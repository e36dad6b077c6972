import type { WaitingCode } from '../../../shared/jobs/waiting.ts'
import type { Translate } from '../texts/texts.ts'

/** What a quit would interrupt. */
export interface WorkInFlight {
  submitting: number
  generating: number
  downloading: number
  /** Only those that would have been sent if Dailies stayed: no pause, account or disk holds them. */
  queued: number
  /** Of all of these, when the provider deletes the first one's video; null where none says. */
  soonestExpiryAt: number | null
}

export interface QuitQuestion {
  message: string
  detail: string
  quit: string
  keepRunning: string
}

/** Held until a person does something, so no quit delays them. */
const HOLDS: readonly WaitingCode[] = [
  'parent',
  'queue_paused',
  'no_account',
  'account_user',
  'account_auth',
  'account_quota',
  'account_key_missing',
]

export const isHeld = (waitingCode: WaitingCode | undefined): boolean =>
  waitingCode !== undefined && HOLDS.includes(waitingCode)

/** The question before quitting, with what will happen to everything; null where nothing is in flight. */
export const quitQuestion = (work: WorkInFlight, now: number, text: Translate): QuitQuestion | null => {
  const expiry = expiryText(work, now, text)
  // A take whose download is cut dies with the provider's copy just as one that is still rendered.
  const isOfRenders = work.generating > 0
  const sentences = [
    work.generating > 0 ? withExpiry(text('quit:rendering', { count: work.generating }), expiry) : null,
    work.downloading > 0
      ? withExpiry(text('quit:downloading', { count: work.downloading }), isOfRenders ? null : expiry)
      : null,
    work.submitting > 0 ? text('quit:submitting', { count: work.submitting }) : null,
    work.queued > 0 ? text('quit:queued', { count: work.queued }) : null,
  ].filter((sentence) => sentence !== null)
  if (sentences.length === 0) return null
  return {
    message: text('quit:question'),
    detail: sentences.map((sentence) => `${sentence}.`).join('\n'),
    quit: text('quit:quit'),
    keepRunning: text('quit:keepRunning'),
  }
}

const withExpiry = (sentence: string, expiry: string | null): string =>
  expiry === null ? sentence : `${sentence}; ${expiry.replace(/\.$/, '')}`

const expiryText = (work: WorkInFlight, now: number, text: Translate): string | null => {
  if (work.soonestExpiryAt === null || work.soonestExpiryAt <= now) return null
  const count = work.generating + work.downloading
  return text('quit:expiry', { count, time: timeLeft(work.soonestExpiryAt - now, text) })
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Rounded down: nobody comes back too late because of this sentence. */
const timeLeft = (ms: number, text: Translate): string => {
  if (ms < 2 * HOUR_MS) return text('quit:minutes', { count: Math.max(1, Math.floor(ms / MINUTE_MS)) })
  if (ms < 2 * DAY_MS) return text('quit:hours', { count: Math.floor(ms / HOUR_MS) })
  return text('quit:days', { count: Math.floor(ms / DAY_MS) })
}
