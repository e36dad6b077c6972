import type { Job } from '../../../shared/jobs/job.ts'
import { statusesOf, type StatusTabId } from './statusTabs.ts'

export interface JobFilter {
  tab: StatusTabId
  /** Full-text search; empty for none. */
  q: string
}

/**
 * The part of the job list that the screen holds: the newest rows down to `floor`. Pages and events
 * arrive in any order over different connections; only revisions decide what is newer.
 */
export interface JobWindow {
  readonly filter: JobFilter
  /** The newest snapshot seen of each job, also of jobs that the filter hides at present. */
  readonly jobs: ReadonlyMap<string, Job>
  /** Only the host can tell what a search matches: the ids it has listed. Null without a search. */
  readonly matches: ReadonlySet<string> | null
  /** The smallest sequence listed so far; older rows are not shown until they are listed. */
  readonly floor: number
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null
  /** Older rows exist but are not held. */
  readonly isCapped: boolean
}

export interface JobPage {
  items: readonly Job[]
  nextCursor: string | null
}

/** The most rows a screen holds; older ones are found by a filter or a search. */
export const WINDOW_ROWS = 1_000

export const emptyWindow = (filter: JobFilter): JobWindow => ({
  filter,
  jobs: new Map(),
  matches: filter.q === '' ? null : new Set(),
  floor: Number.POSITIVE_INFINITY,
  nextCursor: null,
  isCapped: false,
})

/** Adds what is newer; answers the same map when nothing is. */
export const mergeNewest = (jobs: ReadonlyMap<string, Job>, incoming: Iterable<Job>): ReadonlyMap<string, Job> => {
  let merged: Map<string, Job> | null = null
  for (const job of incoming) {
    const known = (merged ?? jobs).get(job.id)
    if (known !== undefined && known.revision >= job.revision) continue
    merged ??= new Map(jobs)
    merged.set(job.id, job)
  }
  return merged ?? jobs
}

const isVisible = (window: JobWindow, job: Job): boolean => {
  if (job.sequence < window.floor) return false
  if (window.matches !== null && !window.matches.has(job.id)) return false
  const statuses = statusesOf(window.filter.tab)
  return statuses === null || statuses.includes(job.status)
}

/** The rows to show, newest first. */
export const visibleJobs = (window: JobWindow): Job[] =>
  [...window.jobs.values()]
    .filter((job) => isVisible(window, job))
    .sort((left, right) => right.sequence - left.sequence)

/** Takes in snapshots from events and from answers to verbs. */
export const applyJobs = (window: JobWindow, incoming: Iterable<Job>): JobWindow => {
  const jobs = mergeNewest(window.jobs, incoming)
  return jobs === window.jobs ? window : { ...window, jobs }
}

export const applyPage = (window: JobWindow, page: JobPage): JobWindow => ({
  ...window,
  jobs: mergeNewest(window.jobs, page.items),
  matches: window.matches === null ? null : new Set([...window.matches, ...page.items.map((job) => job.id)]),
  floor:
    page.nextCursor === null
      ? Number.NEGATIVE_INFINITY
      : page.items.reduce((floor, job) => Math.min(floor, job.sequence), window.floor),
  nextCursor: page.nextCursor,
})

/** Lets go of the oldest rows above `limit`. */
export const capWindow = (window: JobWindow, limit = WINDOW_ROWS): JobWindow => {
  const oldestKept = visibleJobs(window)[limit - 1]
  const hasMore = oldestKept !== undefined && visibleJobs(window).length > limit
  if (!hasMore) return window
  return { ...window, floor: oldestKept.sequence, nextCursor: null, isCapped: true }
}

/**
 * Forgets hidden snapshots. Only while no request is under way: an answer older than a forgotten
 * snapshot would otherwise come back as news.
 */
export const dropHidden = (window: JobWindow): JobWindow => {
  const kept = [...window.jobs.values()].filter((job) => isVisible(window, job))
  if (kept.length === window.jobs.size) return window
  return { ...window, jobs: new Map(kept.map((job) => [job.id, job])) }
}
