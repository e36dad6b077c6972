import type { RemoteSnapshot } from '../providers/videoProvider.ts'
import type { WatchedJob } from './jobRepository.ts'

/** What is known about watching one account by its list. */
export interface SweepState {
  /** Not before this time; Unix ms. */
  nextAt: number
  failures: number
  /** Pages the last sweep needed. */
  pages: number
  isUnsupported: boolean
  /** Due jobs that the last sweep did not find; asked for by id. */
  missing: Set<number>
  /** How often in a row a look by id showed an end that the list had not. */
  contradictions: number
  /** Timer time of the last such look. */
  auditedAt: number
}

/** With more than three jobs, one page of the list costs less than asking for each. */
const FEW_JOBS = 3
/** A list that keeps failing is left alone for a while: single looks still work on many servers. */
export const FAILURES_BEFORE_SINGLE = 3
export const SINGLE_FOR_MS = 300_000
const MOST_PAGES = 50
/** Providers' clocks differ; a page is only "older than everything we wait for" with this to spare. */
const CLOCK_SLACK_MS = 600_000
/** How late, on average, a finished job may be noticed. */
const WANTED_DELAY_MS = 6000
/** A sweep may use a fifth of the account's requests. */
const SWEEP_SHARE = 5

export const isSweepWorthwhile = (
  runningJobs: number,
  canList: 'yes' | 'no' | 'probe',
  state: Pick<SweepState, 'isUnsupported' | 'failures' | 'nextAt'>,
  now: number,
): boolean =>
  runningJobs > FEW_JOBS &&
  canList !== 'no' &&
  !state.isUnsupported &&
  (state.failures < FAILURES_BEFORE_SINGLE || now >= state.nextAt)

/** Pause between two sweeps, in milliseconds: ten pages at 300 requests a minute make 10 s. */
export const sweepIntervalMs = (pages: number, requestsPerMinute: number, pollMinMs: number): number =>
  Math.max(pollMinMs, (pages * SWEEP_SHARE * 60_000) / requestsPerMinute)

type SweptJob = Pick<WatchedJob, 'remoteId' | 'submittedAt'>

/** A list shows many jobs for one request, so that none of them needs to wait longer than this between looks. */
export const LISTED_LOOK_MS = 10_000

/**
 * How long, in milliseconds, one job waits between two looks of its own when all running ones are looked at in
 * turn: what seven tenths of the budget allow, but no less than what keeps the wanted delay.
 */
export const singleLookMs = (runningJobs: number, requestsPerMinute: number): number =>
  Math.max(2 * WANTED_DELAY_MS, runningJobs / looksPerMs(requestsPerMinute))

const looksPerMs = (requestsPerMinute: number): number => (requestsPerMinute * 0.7) / 60_000

/** Keeps track of which watched jobs a walk through the list still has to meet. */
export function createSweepPlan<J extends SweptJob>(watched: readonly J[]) {
  const wanted = new Map(watched.map((job) => [job.remoteId, job]))

  return {
    /** The watched jobs on a page; each is met once, duplicates in the list do no harm. */
    take(items: readonly RemoteSnapshot[]): { job: J; snapshot: RemoteSnapshot }[] {
      return items.flatMap((snapshot) => {
        const job = wanted.get(snapshot.remoteId)
        wanted.delete(snapshot.remoteId)
        return job === undefined ? [] : [{ job, snapshot }]
      })
    },
    /** Whether turning the page is not worth a request: few are missing, or the list has become too old. */
    isDone(items: readonly RemoteSnapshot[], pages: number): boolean {
      if (wanted.size <= FEW_JOBS || pages >= MOST_PAGES) return true
      const oldestListed = Math.min(...items.map((item) => item.createdAt ?? Infinity))
      const oldestWanted = Math.min(...[...wanted.values()].map((job) => job.submittedAt))
      return oldestListed < oldestWanted - CLOCK_SLACK_MS
    },
    remaining: (): J[] => [...wanted.values()],
  }
}

/**
 * How soon a finished job is noticed, on average, and how many jobs may run at once without a list while
 * that stays within the wanted delay.
 */
export function expectedDetection(input: {
  activeJobs: number
  requestsPerMinute: number
  pollMinMs: number
  isByList: boolean
  pages: number
}): { expectedDelayMs: number; sustainableConcurrency: number | null } {
  if (input.isByList) {
    const intervalMs = sweepIntervalMs(input.pages, input.requestsPerMinute, input.pollMinMs)
    return { expectedDelayMs: Math.round(intervalMs / 2), sustainableConcurrency: null }
  }
  const intervalMs = Math.max(input.pollMinMs, singleLookMs(input.activeJobs, input.requestsPerMinute))
  return {
    expectedDelayMs: Math.round(intervalMs / 2),
    sustainableConcurrency: Math.max(1, Math.floor(looksPerMs(input.requestsPerMinute) * 2 * WANTED_DELAY_MS)),
  }
}
