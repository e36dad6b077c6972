import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { JobListQuery } from '../stores/jobList.ts'
import type { ChosenList } from '../stores/screen.ts'
import { useJobList, useQueue, useScreen, useSelection } from '../stores/screenContext.ts'

/** How many of the chosen jobs each bulk verb would reach. */
export interface ChosenCounts {
  queued: number
  retryable: number
  removable: number
  /** Only a person can settle these. */
  undecided: number
}

const REACH: Record<keyof ChosenCounts, readonly JobStatus[]> = {
  queued: ['queued'],
  retryable: ['failed', 'cancelled'],
  removable: ['completed', 'failed', 'cancelled'],
  undecided: ['needs_attention'],
}
const VERBS = ['queued', 'retryable', 'removable', 'undecided'] as const

/** @param count how many jobs are in a state */
export const reachOf = (count: (status: JobStatus) => number): ChosenCounts => {
  const sum = (statuses: readonly JobStatus[]): number => statuses.reduce((total, status) => total + count(status), 0)
  return {
    queued: sum(REACH.queued),
    retryable: sum(REACH.retryable),
    removable: sum(REACH.removable),
    undecided: sum(REACH.undecided),
  }
}

/** The numbers before doing it; null while they are being counted. */
export const useChosenCounts = ({ list, selection }: ChosenList): ChosenCounts | null => {
  const { cache } = useScreen()
  const ids = useSelection(selection, (state) => state.ids)
  const isAll = useSelection(selection, (state) => state.isAll)
  const query = useJobList(list, (state) => state.query)
  const total = useJobList(list, (state) => state.total)
  const jobs = useStore(cache.store, (state) => (isAll ? null : state.jobs))
  const counts = useQueue((state) => (isAll ? state.queue?.counts : undefined))
  const isNarrowed = query.q.trim() !== '' || query.batchId !== null
  const asked = useAskedCounts(isAll && isNarrowed ? query : null, total)
  if (!isAll) {
    const byStatus = new Map<JobStatus, number>()
    for (const id of ids) {
      const status = jobs?.get(id)?.status
      if (status !== undefined) byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
    }
    return reachOf((status) => byStatus.get(status) ?? 0)
  }
  if (isNarrowed) return asked
  if (counts === undefined) return null
  return reachOf((status) => (isShown(query, status) ? counts[status] : 0))
}

const isShown = ({ statuses }: JobListQuery, status: JobStatus): boolean =>
  statuses.length === 0 || statuses.includes(status)

/** Counts within a search, which only the host can do. */
const useAskedCounts = (query: JobListQuery | null, total: number): ChosenCounts | null => {
  const { bridge } = useScreen()
  const [counts, setCounts] = useState<ChosenCounts | null>(null)
  useEffect(() => {
    if (query === null) return
    let isOver = false
    const { q, batchId } = query
    const count = async (verb: keyof ChosenCounts): Promise<number> => {
      const statuses = REACH[verb].filter((status) => isShown(query, status))
      if (statuses.length === 0) return 0
      const answer = await bridge.request('library.outline', {
        q,
        statuses,
        utcOffsetMinutes: -new Date().getTimezoneOffset(),
        ...(batchId === null ? {} : { batchId }),
      })
      return answer.ok ? answer.data.total : 0
    }
    const ask = async (): Promise<void> => {
      const [queued = 0, retryable = 0, removable = 0, undecided = 0] = await Promise.all(VERBS.map(count))
      if (!isOver) setCounts({ queued, retryable, removable, undecided })
    }
    void ask()
    return () => {
      isOver = true
      setCounts(null)
    }
  }, [bridge, query, total])
  return counts
}
