import type { HostEvent, HostEvents, QueueState } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { Logger } from '../ports.ts'

export interface ChangeFeedDeps {
  logger: Logger
  snapshot: (seq: number) => Job | null
  queueState: () => QueueState
}

export type ChangeFeed = ReturnType<typeof createChangeFeed>

/** Tells the doors what changed, after the commit: whole snapshots, and the counts when they moved. */
export function createChangeFeed(deps: ChangeFeedDeps) {
  const listeners = new Set<(event: HostEvent) => void>()
  let lastQueue = ''

  const emit = (event: HostEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        deps.logger.error('a listener failed', { event: event.type, error: String(error) })
      }
    }
  }

  /** A change that is on disk must not look like a failure to whoever made it, because telling went wrong. */
  const orNothing = <T>(describe: () => T): T | null => {
    try {
      return describe()
    } catch (error) {
      deps.logger.error('a change could not be told', { error: String(error) })
      return null
    }
  }

  const queueChanged = (): void => {
    const data = orNothing(deps.queueState)
    if (data === null) return
    const text = JSON.stringify(data)
    if (text === lastQueue) return
    lastQueue = text
    emit({ type: 'queue.changed', data })
  }

  /** These jobs left every list. */
  const removed = (removedIds: string[]): void => emit({ type: 'library.changed', data: { removedIds } })

  return {
    listen(listener: (event: HostEvent) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    jobsChanged(seqs: readonly number[]): void {
      if (listeners.size === 0) return
      const all = seqs.map((seq) => orNothing(() => deps.snapshot(seq))).filter((job) => job !== null)
      const { jobs = [], trashed = [] } = Object.groupBy(all, (job) => (job.trashedAt === null ? 'jobs' : 'trashed'))
      if (trashed.length > 0) removed(trashed.map((job) => job.id))
      if (jobs.length > 0) emit({ type: 'jobs.changed', data: { jobs } })
      queueChanged()
    },
    queueChanged,
    removed,
    noticesChanged: (data: HostEvents['notifications.changed']) => emit({ type: 'notifications.changed', data }),
    accountChanged: (accountId: string) => emit({ type: 'accounts.changed', data: { accountId } }),
  }
}
