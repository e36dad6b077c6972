import type { RemoteSnapshot } from '../providers/videoProvider.ts'

/** A submit whose answer was lost, as it would look in the provider's list. */
export interface LostSubmit {
  seq: number
  submissionId: number
  fingerprint: string
  model: string
  prompt: string
  seconds: number | null
  size: string | null
  sentAt: number
  /** Its job still waits for this very request: not sent again, not given up. */
  isWanted: boolean
}

export interface MatchInput {
  lost: readonly LostSubmit[]
  /** Listed jobs that belong to nobody here. */
  unclaimed: readonly RemoteSnapshot[]
  /** Requests under way whose id is not known yet: a listed job may be theirs. */
  inFlightFingerprints: ReadonlySet<string>
  /** Provider clock minus ours, in milliseconds; null when the provider did not tell the time. */
  clockSkewMs: number | null
}

export interface Match {
  lost: LostSubmit
  remote: RemoteSnapshot
}

/**
 * Pairs lost submits with unclaimed remote jobs as multisets: equal requests are interchangeable, so any
 * pairing among them is right, and what is left over stays lost. Those that a job still waits for come
 * first, so that nobody is asked to pay again for a take that is there. A remote job counts only if it
 * repeats the prompt exactly and was created in the window in which the request was on its way.
 */
export function matchLost(input: MatchInput): Match[] {
  const free = [...input.unclaimed].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  const matches: Match[] = []
  for (const lost of [...input.lost].sort(byUrgency)) {
    if (input.inFlightFingerprints.has(lost.fingerprint)) continue
    const index = free.findIndex((remote) => couldBe(lost, remote, input.clockSkewMs))
    const remote = free[index]
    if (remote === undefined) continue
    free.splice(index, 1)
    matches.push({ lost, remote })
  }
  return matches
}

const byUrgency = (a: LostSubmit, b: LostSubmit): number =>
  Number(b.isWanted) - Number(a.isWanted) || namedFields(b) - namedFields(a) || a.sentAt - b.sentAt

/** Whoever named more has fewer to choose from, and so chooses first. */
const namedFields = (lost: LostSubmit): number => Number(lost.seconds !== null) + Number(lost.size !== null)

export function couldBe(lost: LostSubmit, remote: RemoteSnapshot, clockSkewMs: number | null): boolean {
  if (remote.prompt === null || remote.prompt.trim() !== lost.prompt.trim()) return false
  if (lost.seconds !== null && remote.seconds !== null && lost.seconds !== remote.seconds) return false
  if (lost.size !== null && remote.size !== null && lost.size !== remote.size) return false
  if (remote.model !== null && !isSameModel(lost.model, remote.model)) return false
  if (remote.createdAt === null) return false
  const createdAt = remote.createdAt - (clockSkewMs ?? 0)
  const slackMs = clockSkewMs === null ? UNKNOWN_CLOCK_SLACK_MS : KNOWN_CLOCK_SLACK_MS
  return createdAt >= lost.sentAt - slackMs && createdAt <= lost.sentAt + LONGEST_CREATE_MS + slackMs
}

/** Providers answer with dated names (`sora-2-2025-12-08`) and gateways with prefixed ones (`openai/sora-2`). */
const isSameModel = (asked: string, listed: string): boolean =>
  asked === listed || listed.startsWith(`${asked}-20`) || listed.endsWith(`/${asked}`) || asked.endsWith(`/${listed}`)

/** Creation times are whole seconds and the Date header too. */
const KNOWN_CLOCK_SLACK_MS = 5000
const UNKNOWN_CLOCK_SLACK_MS = 120_000
/** A request can be created as long as its connection may have been open. */
const LONGEST_CREATE_MS = 180_000
