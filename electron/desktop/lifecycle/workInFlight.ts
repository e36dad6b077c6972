import type { Job, JobStatus } from '../../../shared/jobs/job.ts'
import type { HostClient } from '../host/hostClient.ts'
import { ON_THEIR_WAY } from '../workload/workWatch.ts'
import { isHeld, type WorkInFlight } from './quitQuestion.ts'

const PAGE = 200
/** Two thousand jobs; beyond that the numbers still come from the counts, which are exact. */
const MOST_PAGES = 10

/** Reads what a quit would interrupt, with the requests that any screen makes. */
export const readWorkInFlight = async (ask: HostClient): Promise<WorkInFlight> => {
  const { counts, isPaused } = await ask('queue.state', {})
  const moving = ON_THEIR_WAY.some((status) => counts[status] > 0) ? await listJobs(ask, ON_THEIR_WAY) : []
  const queued = counts.queued > 0 && !isPaused ? await listJobs(ask, ['queued']) : []
  const held = queued.filter(({ waitingCode }) => isHeld(waitingCode)).length
  const expiries = moving.map(({ expiresAt }) => expiresAt).filter((at) => at !== null)
  return {
    submitting: counts.submitting,
    generating: counts.generating,
    downloading: counts.downloading,
    queued: isPaused || held === queued.length ? 0 : counts.queued - held,
    soonestExpiryAt: expiries.length === 0 ? null : Math.min(...expiries),
  }
}

const listJobs = async (ask: HostClient, status: readonly JobStatus[]): Promise<Job[]> => {
  const jobs: Job[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: { items: Job[]; nextCursor: string | null } = await ask('jobs.list', {
      status: [...status],
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    })
    jobs.push(...answer.items)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return jobs
}
