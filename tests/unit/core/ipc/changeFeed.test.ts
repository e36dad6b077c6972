import { describe, expect, it } from 'vitest'
import { createChangeFeed } from '../../../../electron/core/ipc/changeFeed.ts'
import type { HostEvent, JobCounts, QueueState } from '../../../../shared/ipc/contract.ts'
import { JOB_STATUSES, type Job } from '../../../../shared/jobs/job.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

function open(snapshot: (seq: number) => Job | null = (seq) => fakeJob({ id: `job_${seq}`, sequence: seq })) {
  const counts = Object.fromEntries(JOB_STATUSES.map((status) => [status, 0])) as JobCounts
  const queue: QueueState = { isPaused: false, pauseMode: null, counts }
  const logger = createMemoryLogger()
  let made = 0
  const feed = createChangeFeed({
    logger,
    snapshot: (seq) => {
      made += 1
      return snapshot(seq)
    },
    queueState: () => structuredClone(queue),
  })
  const events: HostEvent[] = []
  const stop = feed.listen((event) => void events.push(event))
  return { feed, events, stop, queue, logger, snapshots: () => made }
}

describe('the change feed', () => {
  it('sends whole snapshots of all that changed in one event', () => {
    const { feed, events } = open()
    feed.jobsChanged([3, 1])
    expect(events[0]).toMatchObject({ type: 'jobs.changed', data: { jobs: [{ id: 'job_3' }, { id: 'job_1' }] } })
  })

  it('tells jobs in the trash as what left the lists', () => {
    const { feed, events } = open((seq) => fakeJob({ id: `job_${seq}`, trashedAt: seq === 1 ? 5 : null }))
    feed.jobsChanged([1, 2])
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'library.changed', data: { removedIds: ['job_1'] } },
      { type: 'jobs.changed', data: { jobs: [{ id: 'job_2' }] } },
    ])
  })

  it('sends the counts only when they moved', () => {
    const { feed, events, queue } = open()
    const types = (): string[] => events.splice(0).map((event) => event.type)
    feed.jobsChanged([1])
    expect(types()).toEqual(['jobs.changed', 'queue.changed'])
    feed.jobsChanged([1])
    expect(types()).toEqual(['jobs.changed'])
    queue.counts.queued = 1
    feed.jobsChanged([1])
    expect(types()).toEqual(['jobs.changed', 'queue.changed'])
    queue.isPaused = true
    feed.queueChanged()
    feed.queueChanged()
    expect(types()).toEqual(['queue.changed'])
  })

  it('leaves out a job that is gone, and sends nothing for nothing', () => {
    const { feed, events } = open((seq) => (seq === 1 ? null : fakeJob()))
    feed.jobsChanged([1])
    expect(events.map((event) => event.type)).not.toContain('jobs.changed')
  })

  it('does no work while nobody listens', () => {
    const { feed, stop, snapshots } = open()
    stop()
    feed.jobsChanged([1, 2, 3])
    expect(snapshots()).toBe(0)
  })

  it('reaches the other listeners when one fails', () => {
    const { feed, logger } = open()
    const heard: string[] = []
    feed.listen(() => {
      throw new Error('a closed socket')
    })
    feed.listen((event) => void heard.push(event.type))
    feed.accountChanged('account_1')
    expect(heard).toEqual(['accounts.changed'])
    expect(logger.lines).toMatchObject([{ level: 'error' }])
  })

  it('never lets a committed change look like a failure because it could not be told', () => {
    const { feed, events, logger } = open((seq) => {
      if (seq === 1) throw new Error('disk I/O error')
      return fakeJob({ id: `job_${seq}` })
    })
    expect(() => feed.jobsChanged([1, 2])).not.toThrow()
    expect(events[0]).toMatchObject({ data: { jobs: [{ id: 'job_2' }] } })
    expect(logger.lines).toMatchObject([{ level: 'error' }])
  })

  it('stops telling who left', () => {
    const { feed, events, stop } = open()
    stop()
    feed.accountChanged('account_1')
    expect(events).toEqual([])
  })
})
