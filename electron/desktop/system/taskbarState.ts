import type { WorkSummary } from '../workload/workWatch.ts'

/** What the taskbar's button or the dock's icon shows of the work under way. */
export interface TaskbarProgress {
  /** What `setProgressBar` takes: 0 to 1, above 1 for "no telling", below 0 for none. */
  value: number
  /** The colour on Windows: red while something waits for a decision, yellow while paused. */
  mode: 'none' | 'normal' | 'indeterminate' | 'error' | 'paused'
}

/**
 * The mean over the running jobs that report progress. A bar is there only while something runs: what waits for a
 * person after that is the badge's to say, a red bar that never goes away would only nag.
 */
export const progressOf = (summary: WorkSummary, platform: NodeJS.Platform): TaskbarProgress => {
  const { running, counts, isPaused } = summary
  if (running.length === 0) return NO_PROGRESS
  const known = running.map(({ progress }) => progress).filter((progress) => progress !== null)
  if (known.length === 0) return platform === 'linux' ? NO_PROGRESS : INDETERMINATE
  const mean = known.reduce((sum, progress) => sum + progress, 0) / known.length
  // Whole percents, so that the system is told only of what can be seen; never nothing, never "no telling".
  const value = Math.min(1, Math.max(0.01, Math.round(mean) / 100))
  return { value, mode: counts.needs_attention > 0 ? 'error' : isPaused ? 'paused' : 'normal' }
}

/** What nobody has looked at yet, and never fewer than what waits for a decision. */
export const badgeCountOf = ({ unreadCount, counts }: WorkSummary): number =>
  Math.max(unreadCount, counts.needs_attention)

/** The file of the picture that Windows lays over the taskbar's button; null for none. */
export const badgeImageOf = (count: number): string | null => (count <= 0 ? null : `${count > 9 ? '9+' : count}.png`)

export const NO_PROGRESS: TaskbarProgress = { value: -1, mode: 'none' }
/** Linux has no such bar. */
const INDETERMINATE: TaskbarProgress = { value: 2, mode: 'indeterminate' }
