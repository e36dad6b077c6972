import type { JobCounts } from '../../../shared/ipc/contract.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { JobListQuery } from './jobList.ts'
import type { Preferences } from './preferencesStore.ts'

export interface StatusTab {
  id: 'all' | 'waiting' | 'running' | 'attention' | 'finished' | 'failed' | 'cancelled'
  /** Empty shows every state. One list each, so that the tab is known by it. */
  statuses: readonly JobStatus[]
}
export type StatusTabId = StatusTab['id']

/** The queue's tabs, in the order of a job's life. */
export const STATUS_TABS: readonly StatusTab[] = [
  { id: 'all', statuses: [] },
  { id: 'waiting', statuses: ['queued'] },
  { id: 'running', statuses: ['submitting', 'generating', 'downloading'] },
  { id: 'attention', statuses: ['needs_attention'] },
  { id: 'finished', statuses: ['completed'] },
  { id: 'failed', statuses: ['failed'] },
  { id: 'cancelled', statuses: ['cancelled'] },
]

/** The tab that shows just these states; `all` where none does. */
export const tabOf = (statuses: readonly JobStatus[]): StatusTabId =>
  STATUS_TABS.find((tab) => tab.statuses.join() === statuses.join())?.id ?? 'all'

const statusesOf = (id: StatusTabId): readonly JobStatus[] => STATUS_TABS.find((tab) => tab.id === id)?.statuses ?? []

export const countFor = (id: StatusTabId, counts: JobCounts): number => {
  const statuses = statusesOf(id)
  const numbers = statuses.length === 0 ? Object.values(counts) : statuses.map((status) => counts[status])
  return numbers.reduce((sum, count) => sum + count, 0)
}

/** What a tab shows and in which order: what waits as it will be sent, all else newest first. */
export const queryOfTab = (
  id: StatusTabId,
  grouping: Preferences['queueGrouping'],
): Pick<JobListQuery, 'statuses' | 'sort' | 'groupBy'> =>
  id === 'waiting'
    ? { statuses: statusesOf(id), sort: { by: 'sendOrder', direction: 'asc' }, groupBy: null }
    : {
        statuses: statusesOf(id),
        sort: { by: 'created', direction: 'desc' },
        groupBy: grouping === 'day' ? 'day' : grouping === 'batch' ? 'runs' : null,
      }
