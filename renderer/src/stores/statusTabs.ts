import type { JobCounts } from '../../../shared/ipc/contract.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'

export interface StatusTab {
  id: 'all' | 'waiting' | 'running' | 'attention' | 'finished' | 'failed' | 'cancelled'
  label: string
  /** Null shows every state. */
  statuses: readonly JobStatus[] | null
}
export type StatusTabId = StatusTab['id']

export const STATUS_TABS: readonly StatusTab[] = [
  { id: 'all', label: 'All', statuses: null },
  { id: 'waiting', label: 'Waiting', statuses: ['queued'] },
  { id: 'running', label: 'Running', statuses: ['submitting', 'generating', 'downloading'] },
  { id: 'attention', label: 'Needs attention', statuses: ['needs_attention'] },
  { id: 'finished', label: 'Finished', statuses: ['completed'] },
  { id: 'failed', label: 'Failed', statuses: ['failed'] },
  { id: 'cancelled', label: 'Cancelled', statuses: ['cancelled'] },
]

export const statusesOf = (id: StatusTabId): readonly JobStatus[] | null =>
  STATUS_TABS.find((tab) => tab.id === id)?.statuses ?? null

export const countFor = (id: StatusTabId, counts: JobCounts): number => {
  const statuses = statusesOf(id)
  const numbers = statuses === null ? Object.values(counts) : statuses.map((status) => counts[status])
  return numbers.reduce((sum, count) => sum + count, 0)
}
