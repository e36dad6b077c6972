import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { Bridge, BridgeResult } from '../bridge/bridge.ts'
import { createSignal } from '../bridge/listeners.ts'
import type { Timers } from '../bridge/timers.ts'
import { createFrameBatch } from './frameBatch.ts'
import { mergeNewest } from './mergeNewest.ts'

export type JobsById = ReadonlyMap<string, Job>

/** What events brought: the snapshots before, and those that are news. */
export interface JobChanges {
  before: JobsById
  jobs: readonly Job[]
}

/**
 * The newest snapshot of every job that the screen has met. Pages, answers and events arrive in any order
 * over different connections; only revisions decide what is newer.
 */
export interface JobCache {
  store: StoreApi<{ jobs: JobsById }>
  get(jobId: string): Job | undefined
  /**
   * Takes in snapshots that came with a page or a look, and tells of those that were known otherwise: the event that
   * follows is no news any more.
   */
  apply(jobs: readonly Job[]): void
  /**
   * Takes in what an act of this screen made or changed, and tells of it: where the answer comes before the event, the
   * event is no news any more.
   */
  settle(jobs: readonly Job[]): void
  /** A request whose answer may carry jobs; while one is under way no snapshot is forgotten. */
  send<R extends RouteName>(route: R, input: RouteInput<R>): Promise<BridgeResult<RouteOutput<R>>>
  /** Says which jobs must be kept. Returns the way to let go. */
  hold(isHeld: (jobId: string) => boolean): () => void
  /** Told what this screen's acts and, once a frame, the host's events brought, after it is in the cache. */
  onChanges(listener: (changes: JobChanges) => void): () => void
  start(): () => void
}

/** Above this, snapshots that nobody holds are forgotten. */
const MOST_SNAPSHOTS = 4_000

export const createJobCache = (bridge: Bridge, timers: Timers): JobCache => {
  const store = createStore<{ jobs: JobsById }>(() => ({ jobs: new Map() }))
  const holders = new Set<(jobId: string) => boolean>()
  const changed = createSignal<JobChanges>()
  let requestsUnderWay = 0
  /** After a tidy-up that freed little, the next one waits until as much has come again. */
  let tidyAbove = MOST_SNAPSHOTS

  /** An answer older than a forgotten snapshot would come back as news, so never while one may be coming. */
  const tidy = (): void => {
    const { jobs } = store.getState()
    if (requestsUnderWay > 0 || jobs.size <= tidyAbove) return
    const isHeld = (jobId: string): boolean => [...holders].some((holds) => holds(jobId))
    const kept = new Map([...jobs].filter(([jobId]) => isHeld(jobId)))
    tidyAbove = Math.max(MOST_SNAPSHOTS, kept.size * 2)
    store.setState({ jobs: kept })
  }

  const merge = (incoming: readonly Job[]): void => {
    const jobs = mergeNewest(store.getState().jobs, incoming)
    if (jobs !== store.getState().jobs) store.setState({ jobs })
  }

  const apply = (incoming: readonly Job[]): void => {
    const before = store.getState().jobs
    const news = incoming.filter((job) => (before.get(job.id)?.revision ?? Infinity) < job.revision)
    merge(incoming)
    if (news.length > 0) changed.emit({ before, jobs: news })
  }

  const takeIn = (incoming: readonly Job[]): void => {
    const before = store.getState().jobs
    const news = incoming.filter((job) => (before.get(job.id)?.revision ?? -1) < job.revision)
    merge(news)
    if (news.length > 0) changed.emit({ before, jobs: news })
    tidy()
  }

  return {
    store,
    get: (jobId) => store.getState().jobs.get(jobId),
    apply,
    settle: takeIn,
    send: async (route, input) => {
      requestsUnderWay += 1
      try {
        return await bridge.request(route, input)
      } finally {
        requestsUnderWay -= 1
      }
    },
    hold: (isHeld) => {
      holders.add(isHeld)
      return () => void holders.delete(isHeld)
    },
    onChanges: changed.listen,
    start: () => {
      const batch = createFrameBatch(timers.onFrame, takeIn)
      const stopEvents = bridge.on('jobs.changed', ({ jobs }) => batch.add(jobs))
      return () => {
        stopEvents()
        batch.stop()
      }
    },
  }
}
