import type { Notice } from '../../../../shared/activity/notice.ts'
import type { JobStatus } from '../../../../shared/jobs/job.ts'

/** Where a notice leads. */
export type NoticeTarget =
  | { to: 'job'; jobId: string }
  | { to: 'batch'; batchId: string }
  | { to: 'account'; accountId: string }
  /** Several jobs without a batch: the queue, showing those of that state. */
  | { to: 'list'; statuses: JobStatus[] }
  | { to: 'library' }
  | { to: 'storage' }

export const targetOf = ({ kind, jobId, batchId, accountId }: Notice): NoticeTarget => {
  if (kind === 'storage_problem') return { to: 'storage' }
  if (kind === 'account_paused' && accountId !== null) return { to: 'account', accountId }
  if (jobId !== null) return { to: 'job', jobId }
  if (batchId !== null) return { to: 'batch', batchId }
  if (kind === 'job_failed') return { to: 'list', statuses: ['failed'] }
  if (kind === 'needs_attention') return { to: 'list', statuses: ['needs_attention'] }
  if (kind === 'expires_soon') return { to: 'list', statuses: ['downloading'] }
  return { to: 'library' }
}
