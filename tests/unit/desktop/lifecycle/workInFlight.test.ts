import { describe, expect, it } from 'vitest'
import type { RouteInput } from '../../../../shared/ipc/contract.ts'
import type { JobStatus } from '../../../../shared/jobs/job.ts'
import type { WaitingCode } from '../../../../shared/jobs/waiting.ts'
import type { HostClient } from '../../../../electron/desktop/host/hostClient.ts'
import { readWorkInFlight } from '../../../../electron/desktop/lifecycle/workInFlight.ts'

interface Known {
  status: JobStatus
  expiresAt?: number
  waitingCode?: WaitingCode
}

/** Answers as the host does, a page at a time. */
const askAbout = (jobs: Known[], isPaused = false) => {
  const asked: string[] = []
  const count = (status: JobStatus) => jobs.filter((job) => job.status === status).length
  const ask = async (route: string, input: unknown): Promise<unknown> => {
    asked.push(route)
    if (route === 'queue.state') {
      const counts = Object.fromEntries(STATUSES.map((status) => [status, count(status)]))
      return { isPaused, pauseMode: isPaused ? 'now' : null, counts }
    }
    const { status = [], limit = 50, cursor = '0' } = input as RouteInput<'jobs.list'>
    const found = jobs.filter((job) => status.includes(job.status))
    const end = Number(cursor) + limit
    const items = found.slice(Number(cursor), end).map((job) => ({ expiresAt: null, ...job }))
    return { items, nextCursor: end < found.length ? String(end) : null }
  }
  return { ask: ask as HostClient, asked }
}

const STATUSES: JobStatus[] = ['queued', 'submitting', 'generating', 'downloading', 'completed', 'failed']
const many = (count: number, job: Known): Known[] => Array.from({ length: count }, () => job)

describe('readWorkInFlight', () => {
  it('finds nothing in flight among what is finished, without listing anything', async () => {
    const { ask, asked } = askAbout(many(3, { status: 'completed', expiresAt: 5 }))
    expect(await readWorkInFlight(ask)).toEqual({
      submitting: 0,
      generating: 0,
      downloading: 0,
      queued: 0,
      soonestExpiryAt: null,
    })
    expect(asked).toEqual(['queue.state'])
  })

  it('finds the soonest expiry among all of them, also behind the first page', async () => {
    const jobs = [
      ...many(450, { status: 'generating' }),
      { status: 'downloading', expiresAt: 900 } as const,
      { status: 'generating', expiresAt: 700 } as const,
    ]
    expect(await readWorkInFlight(askAbout(jobs).ask)).toMatchObject({
      generating: 451,
      downloading: 1,
      soonestExpiryAt: 700,
    })
  })

  it('counts what would be sent, but not what waits for a person', async () => {
    const jobs = [
      ...many(2, { status: 'queued' }),
      ...many(3, { status: 'queued', waitingCode: 'account_key_missing' }),
      ...many(1, { status: 'queued', waitingCode: 'not_sent' }),
    ]
    expect((await readWorkInFlight(askAbout(jobs).ask)).queued).toBe(3)
  })

  it('counts nothing queued while the queue is paused', async () => {
    expect((await readWorkInFlight(askAbout(many(5, { status: 'queued' }), true).ask)).queued).toBe(0)
  })

  it('counts a long queue without listing all of it', async () => {
    const { ask, asked } = askAbout(many(50_000, { status: 'queued' }))
    expect((await readWorkInFlight(ask)).queued).toBe(50_000)
    expect(asked.length).toBeLessThanOrEqual(11)
    const held = askAbout(many(50_000, { status: 'queued', waitingCode: 'account_auth' }))
    expect((await readWorkInFlight(held.ask)).queued).toBe(0)
  })
})
