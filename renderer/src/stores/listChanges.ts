import type { Job, JobStatus } from '../../../shared/jobs/job.ts'
import type { JobChanges } from './jobCache.ts'
import type { JobListQuery } from './jobList.ts'

/** Another order or grouping shows the same jobs. */
export const isOtherList = (now: JobListQuery, before: JobListQuery): boolean =>
  now.q !== before.q || now.batchId !== before.batchId || now.statuses.join() !== before.statuses.join()

/** Whether changes may have moved jobs into, out of, or within a list. Progress alone never does. */
export const concerns = ({ statuses, sort }: JobListQuery, { before, jobs }: JobChanges): boolean => {
  const isListed = (status: JobStatus): boolean => statuses.length === 0 || statuses.includes(status)
  return jobs.some((job) => {
    const known = before.get(job.id)
    // It may have stood on a page that is not here.
    if (known === undefined) return true
    if (known.status !== job.status) return isListed(known.status) || isListed(job.status)
    if (!isListed(job.status)) return false
    return sort.by === 'sendOrder' && isMoved(known, job)
  })
}

const isMoved = (before: Job, after: Job): boolean =>
  before.priority !== after.priority || before.position !== after.position
