const WINDOW_MS = 60_000
const MOST_CRASHES = 3

/** `forget`: nobody looks at it, and the next opening makes a new page anyway. */
export type CrashDecision = { action: 'reload' | 'ask' | 'forget' | 'nothing'; crashTimes: readonly number[] }

export interface PageEnd {
  /** Electron's word, or `load-failed`. */
  reason: string
  isVisible: boolean
  /** Of crashes before this one, in milliseconds of the same clock as `now`. */
  crashTimes: readonly number[]
  now: number
}

/** A page that died is loaded again; one that dies three times in a minute is not, as it would go on for ever. */
export const decideAfterPageEnd = ({ reason, isVisible, crashTimes, now }: PageEnd): CrashDecision => {
  if (reason === 'clean-exit') return { action: 'nothing', crashTimes }
  const recent = [...crashTimes.filter((at) => now - at < WINDOW_MS), now]
  if (!isVisible) return { action: 'forget', crashTimes: recent }
  return { action: recent.length < MOST_CRASHES ? 'reload' : 'ask', crashTimes: recent }
}
