import type { HostEvent, HostEvents, QueueState } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'

export interface EventCoalescer {
  add(event: HostEvent): void
  isEmpty(): boolean
  /** Takes out what is newest of everything, with at most `maxJobs` jobs; the rest stays for the next time. */
  take(maxJobs: number): HostEvent[]
}

/** Keeps only the newest state of each thing, so that a slow reader owes a bounded amount. */
export const createEventCoalescer = (): EventCoalescer => {
  const jobs = new Map<string, Job>()
  const accountIds = new Set<string>()
  const removedIds = new Set<string>()
  let queue: QueueState | null = null
  let notices: HostEvents['notifications.changed'] | null = null

  const addJob = (job: Job): void => {
    const known = jobs.get(job.id)
    if (known !== undefined && known.revision >= job.revision) return
    jobs.set(job.id, job)
    removedIds.delete(job.id)
  }
  return {
    add(event) {
      switch (event.type) {
        case 'jobs.changed':
          event.data.jobs.forEach(addJob)
          break
        case 'queue.changed':
          queue = event.data
          break
        case 'accounts.changed':
          accountIds.add(event.data.accountId)
          break
        case 'notifications.changed':
          notices = { ...event.data, newest: event.data.newest ?? notices?.newest ?? null }
          break
        case 'library.changed':
          for (const jobId of event.data.removedIds) {
            removedIds.add(jobId)
            jobs.delete(jobId)
          }
          break
      }
    },
    isEmpty: () =>
      jobs.size === 0 && accountIds.size === 0 && removedIds.size === 0 && queue === null && notices === null,
    take(maxJobs) {
      const events: HostEvent[] = []
      const batch: Job[] = []
      for (const job of jobs.values()) {
        if (batch.length === maxJobs) break
        batch.push(job)
        jobs.delete(job.id)
      }
      if (batch.length > 0) events.push({ type: 'jobs.changed', data: { jobs: batch } })
      if (removedIds.size > 0) events.push({ type: 'library.changed', data: { removedIds: [...removedIds] } })
      if (queue !== null) events.push({ type: 'queue.changed', data: queue })
      for (const accountId of accountIds) events.push({ type: 'accounts.changed', data: { accountId } })
      if (notices !== null) events.push({ type: 'notifications.changed', data: notices })
      queue = null
      notices = null
      accountIds.clear()
      removedIds.clear()
      return events
    },
  }
}
