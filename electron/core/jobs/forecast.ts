import type { QueueForecast } from '../../../shared/queue/queueState.ts'
import type { EngineContext } from './engineContext.ts'
import { finishTimeMs, type WaitingGroup } from './finishTime.ts'
import type { ForecastRepository, QueuedCount, RunningJob } from './forecastRepository.ts'
import { estimateRemainingMs } from './jobView.ts'

type AccountForecast = QueueForecast['accounts'][number]

export interface ForecastFacts {
  concurrency: number
  requestsPerMinute: number
  /** What is left of each running job; null where nothing says. */
  running: readonly (number | null)[]
  /** Waiting jobs by model, with the model's usual time; null where it was never used here. */
  waiting: readonly { count: number; usualMs: number | null }[]
}

/** How long an account needs for what it has, and how often it begins one; nulls instead of guesses. */
export function forecastAccount(facts: ForecastFacts): Pick<AccountForecast, 'remainingMs' | 'startsEveryMs'> {
  const running = facts.running.filter((leftMs) => leftMs !== null)
  const groups = facts.waiting.flatMap(({ count, usualMs }): WaitingGroup[] =>
    usualMs === null ? [] : [{ count, durationMs: Math.max(1, Math.round(usualMs)) }],
  )
  if (running.length < facts.running.length || groups.length < facts.waiting.length) {
    return { remainingMs: null, startsEveryMs: null }
  }
  // Shortest first: rather a little too long than too short.
  groups.sort((a, b) => a.durationMs - b.durationMs)
  const startsEveryMs = startIntervalMs(facts, groups)
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  const byPlaces = finishTimeMs(placesOf(facts.concurrency, running), groups)
  // A tight budget of requests can be slower than the places.
  const bySending =
    count === 0 ? 0 : (count - 1) * (MINUTE_MS / facts.requestsPerMinute) + (groups.at(-1)?.durationMs ?? 0)
  return { remainingMs: Math.round(Math.max(byPlaces, bySending)), startsEveryMs }
}

/** When each place of the account is free; more may run than there are places, after the limit was lowered. */
function placesOf(concurrency: number, running: readonly number[]): number[] {
  const longestFirst = [...running].sort((a, b) => b - a)
  const places = longestFirst.slice(0, concurrency)
  return [...places, ...Array.from({ length: concurrency - places.length }, () => 0)]
}

function startIntervalMs(facts: ForecastFacts, groups: readonly WaitingGroup[]): number | null {
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  if (count === 0) return null
  const workMs = groups.reduce((sum, group) => sum + group.count * group.durationMs, 0)
  return Math.round(Math.max(workMs / count / facts.concurrency, MINUTE_MS / facts.requestsPerMinute))
}

/** Answers "how long still?" from counters and from how long generations took here. */
export function createForecast(
  context: Pick<EngineContext, 'clock' | 'jobs' | 'lane' | 'times'>,
  repository: ForecastRepository,
) {
  const { clock, times } = context

  /** An overdue job without progress is nearly done as far as anybody knows: a tenth of its usual time. */
  function leftMs(accountId: string, job: RunningJob, now: number): number | null {
    const usualMs = times.usualMs(accountId, job.model)
    const estimated = estimateRemainingMs({ ...job, status: 'generating' }, usualMs, now)
    return estimated ?? (usualMs === null ? null : Math.round(usualMs / 10))
  }

  function forecastOf(accountId: string, queued: readonly QueuedCount[]): AccountForecast | null {
    const waiting = queued.reduce((sum, { count }) => sum + count, 0)
    const runningJobs = repository.running(accountId)
    if (waiting + runningJobs.length === 0) return null
    const known = { accountId, waiting, running: runningJobs.length }
    const lane = context.lane(accountId)
    if (lane === null) return { ...known, remainingMs: null, startsEveryMs: null }
    const now = clock.now()
    const { concurrency, requestsPerMinute } = lane.account
    return {
      ...known,
      ...forecastAccount({
        concurrency,
        requestsPerMinute,
        running: runningJobs.map((job) => leftMs(accountId, job, now)),
        waiting: queued.map(({ model, count }) => ({ count, usualMs: times.usualMs(accountId, model) })),
      }),
    }
  }

  return (): QueueForecast => {
    const queued = Map.groupBy(repository.queued(), ({ accountId }) => accountId)
    const accountIds = new Set(context.jobs.counts().map(({ accountId }) => accountId))
    const accounts = [...accountIds]
      .map((accountId) => forecastOf(accountId, queued.get(accountId) ?? []))
      .filter((account) => account !== null)
    const remaining = accounts.map(({ remainingMs }) => remainingMs).filter((remainingMs) => remainingMs !== null)
    return {
      remainingMs: remaining.length < accounts.length ? null : Math.max(0, ...remaining),
      waiting: accounts.reduce((sum, account) => sum + account.waiting, 0),
      running: accounts.reduce((sum, account) => sum + account.running, 0),
      accounts,
    }
  }
}

const MINUTE_MS = 60_000
