import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Job } from '../../../shared/jobs/job.ts'
import type { JobCache } from './jobCache.ts'
import type { JobList } from './jobList.ts'
import type { ChosenList } from './screen.ts'
import { useScreen } from './screenContext.ts'

export interface Neighbours {
  /** The finished job before and behind this one, in the order of the list; null for none, or not known yet. */
  previous: Job | null
  next: Job | null
}

export interface NeighbourWatch {
  store: StoreApi<Neighbours>
  stop(): void
}

const NOBODY: Neighbours = { previous: null, next: null }
/** How many jobs without a take are stepped over, in a queue of many that have failed, say. */
const FARTHEST = 1_000

type Found = { kind: 'job'; job: Job } | { kind: 'missing'; index: number } | { kind: 'none' }

const isPlayable = (job: Job | undefined): job is Job => job?.status === 'completed' && job.take !== null

const find = (list: JobList, cache: JobCache, from: number, step: 1 | -1): Found => {
  const { total } = list.store.getState()
  for (let index = from + step; Math.abs(index - from) <= FARTHEST; index += step) {
    if (index < 0 || index >= total) return { kind: 'none' }
    const id = list.idAt(index)
    if (id === null) return { kind: 'missing', index }
    const job = cache.get(id)
    if (isPlayable(job)) return { kind: 'job', job }
  }
  return { kind: 'none' }
}

/**
 * Follows who stands before and behind one job in a list while the list changes, and lets the list load the pages
 * that this takes. A job that has left the list keeps its place, so that one can go on from there.
 */
export const watchNeighbours = ({ list }: Pick<ChosenList, 'list'>, cache: JobCache, jobId: string): NeighbourWatch => {
  const store = createStore<Neighbours>(() => NOBODY)
  let lastIndex = list.indexOf(jobId)

  const look = (): void => {
    const index = list.indexOf(jobId)
    if (index >= 0) lastIndex = index
    if (lastIndex < 0) return
    // Gone from here: what was behind it has moved up into its place.
    const previous = find(list, cache, lastIndex, -1)
    const next = find(list, cache, index < 0 ? lastIndex - 1 : lastIndex, 1)
    const missing = [previous, next].flatMap((found) => (found.kind === 'missing' ? [found.index] : []))
    if (missing.length > 0) list.need(Math.min(lastIndex, ...missing), Math.max(lastIndex, ...missing) + 1)
    const now = {
      previous: previous.kind === 'job' ? previous.job : null,
      next: next.kind === 'job' ? next.job : null,
    }
    const before = store.getState()
    if (now.previous !== before.previous || now.next !== before.next) store.setState(now)
  }

  const stops = [
    list.store.subscribe((state, before) => {
      if (state.pages !== before.pages || state.total !== before.total) look()
    }),
    cache.onChanges(look),
    cache.hold((held) => {
      const { previous, next } = store.getState()
      return held === previous?.id || held === next?.id
    }),
  ]
  look()
  return {
    store,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

/** One place to read from while the job that is followed changes. */
const createFollower = () => {
  const store = createStore<Neighbours>(() => NOBODY)
  return {
    store,
    follow: (chosen: ChosenList, cache: JobCache, jobId: string): (() => void) => {
      const watch = watchNeighbours(chosen, cache, jobId)
      const copy = (): void => store.setState(watch.store.getState(), true)
      const stop = watch.store.subscribe(copy)
      copy()
      return () => {
        stop()
        watch.stop()
        store.setState(NOBODY, true)
      }
    },
  }
}

/** The finished jobs before and behind a job, in the list that it was opened from. */
export const useNeighbours = (from: 'queue' | 'library', jobId: string | null): Neighbours => {
  const { cache, queueList, libraryList } = useScreen()
  const chosen = from === 'queue' ? queueList : libraryList
  const [follower] = useState(createFollower)
  useEffect(
    () => (jobId === null ? undefined : follower.follow(chosen, cache, jobId)),
    [follower, chosen, cache, jobId],
  )
  return useStore(follower.store)
}
