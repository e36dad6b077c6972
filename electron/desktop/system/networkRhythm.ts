import type { WorkSummary } from '../workload/workWatch.ts'

/** How long to wait before the next look at the network; null for not at all. */
export const nextNetworkLookMs = ({
  isOnline,
  isBusy,
  sinceMs,
}: {
  isOnline: boolean
  /** Work waits for the network. */
  isBusy: boolean
  /** How long ago the network went away, or the computer woke up. */
  sinceMs: number
}): number | null => {
  if (isOnline) return isBusy ? BUSY_MS : null
  if (!isBusy) return AT_REST_MS
  return sinceMs < SOON_BACK_MS ? IMPATIENT_MS : BUSY_MS
}

/** Whether anything is to be sent, watched or fetched without a person doing something first. */
export const isWaitingForNetwork = ({ counts, isPaused }: Pick<WorkSummary, 'counts' | 'isPaused'>): boolean =>
  counts.submitting + counts.generating + counts.downloading + (isPaused ? 0 : counts.queued) > 0

const BUSY_MS = 15_000
/** Only the icon waits for it. */
const AT_REST_MS = 60_000
/** After a wake the network is mostly there again within seconds. */
const IMPATIENT_MS = 3000
const SOON_BACK_MS = 60_000
