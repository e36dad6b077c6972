import type { VideoProvider } from '../../electron/core/providers/videoProvider.ts'
import type { PollingStats } from '../../shared/ipc/contract.ts'
import { tinyVideo } from '../harness/fakeProvider/tinyVideo.ts'
import { createRandom } from '../simulation/random.ts'
import { createWorld, type World } from '../simulation/world.ts'
import { mean, quantile } from './measure.ts'

export interface PollingPlan {
  /** Running at the provider when the engine starts. */
  running: number
  /** Waiting behind them in the queue. */
  queued: number
  concurrency: number
  requestsPerMinute: number
  canList: boolean
  generationMs: { shortest: number; longest: number }
  seed: number
}

/** All times in milliseconds of simulated time. */
export interface PollingFigures {
  completed: number
  /** From "finished at the provider" to "known here". */
  meanDetectionMs: number
  p95DetectionMs: number
  /** From "known here" to the first request for the file. */
  p95DownloadStartMs: number
  lookRequestsPerJob: number
  allRequestsPerJob: number
  /** Most requests in any sixty seconds. */
  busiestMinute: number
  tookMs: number
  stats: PollingStats['accounts'][number]
}

/** The real engine on real SQLite against a provider that behaves, on a clock that only this run moves. */
export async function runPolling(plan: PollingPlan): Promise<PollingFigures> {
  const world = createWorld({
    seed: plan.seed,
    misbehaviour: { ...GOOD_MANNERS, canList: plan.canList },
    concurrency: plan.concurrency,
    requestsPerMinute: plan.requestsPerMinute,
  })
  const random = createRandom(plan.seed)
  const generationMs = (): number =>
    plan.generationMs.shortest + random() * (plan.generationMs.longest - plan.generationMs.shortest)
  const calls = countCalls(world, generationMs)
  await world.start()
  await world.stop()
  startRunning(world, plan.running, generationMs)
  const startedAt = world.clock.now()
  await world.start()
  for (let left = plan.queued; left > 0; left -= 50) {
    await world.request('jobs.create', { prompt: 'a queued one', count: Math.min(50, left) })
  }
  const total = plan.running + plan.queued
  // Long enough for the first answers to have settled the rhythm, while everything is still running.
  await world.clock.advance(45_000)
  const stats = await world.request<PollingStats>('polling.stats', {})
  while (completedIn(world) < total && world.clock.now() - startedAt < LONGEST_RUN_MS) await world.clock.advance(10_000)
  const figures = summarise(world, calls, total, world.clock.now() - startedAt, stats)
  await world.stop()
  world.db.close()
  return figures
}

type Calls = ReturnType<typeof countCalls>

/** Sits between engine and provider: counts what is asked, and says how long each new generation takes. */
function countCalls(world: World, generationMs: () => number) {
  const calls = { looks: 0, all: 0, fetchedAt: new Map<string, number>() }
  const connect = world.far.connect
  const isFirst = (id: string): boolean => !calls.fetchedAt.has(id)
  world.far.connect = (isAlive): VideoProvider => {
    const provider = connect(isAlive)
    return {
      ...provider,
      async submit(request, options) {
        calls.all += 1
        const outcome = await provider.submit(request, options)
        const video = outcome.kind === 'accepted' ? world.far.videos.get(outcome.snapshot.remoteId) : undefined
        if (video !== undefined) video.doneAt = video.createdAt + generationMs()
        return outcome
      },
      poll(handle, signal) {
        calls.all += 1
        calls.looks += 1
        return provider.poll(handle, signal)
      },
      list(cursor, signal) {
        calls.all += 1
        calls.looks += 1
        return provider.list(cursor, signal)
      },
      openAsset(handle, variant, options) {
        calls.all += 1
        const { id } = handle as { id: string }
        if (isFirst(id)) calls.fetchedAt.set(id, world.clock.now())
        return provider.openAsset(handle, variant, options)
      },
    }
  }
  return calls
}

/** Jobs that an earlier run submitted: rows here, videos there. */
function startRunning(world: World, count: number, generationMs: () => number): void {
  const { clock, db, far } = world
  const accountId = db.prepare<[], string>('SELECT id FROM accounts').pluck().get() ?? ''
  const insert = db.prepare(
    `INSERT INTO jobs (id, kind, account_id, model, prompt, seconds, size, position, status, attempt, remote_id,
       remote_status, handle, next_at, deadline, created_at, updated_at, submitted_at)
     VALUES (?, 'video', ?, 'm', ?, 4, '16x16', ?, 'generating', 1, ?, 'running', ?, ?, ?, ?, ?, ?)`,
  )
  const now = clock.now()
  for (let index = 0; index < count; index += 1) {
    const id = `running_${index}`
    const request = { model: 'm', prompt: id, seconds: 4, size: '16x16', params: {}, reference: null, source: null }
    const doneAt = now + generationMs()
    const bytes = tinyVideo(id, 600)
    far.videos.set(id, { id, clientKey: id, request, createdAt: now, doneAt, fails: false, isCancelled: false, bytes })
    const deadline = now + 3_600_000
    insert.run(`job_${id}`, accountId, id, index, id, JSON.stringify({ id }), now + 5000, deadline, now, now, now)
  }
}

const completedIn = (world: World): number =>
  world.db.prepare<[], number>("SELECT count(*) FROM jobs WHERE status = 'completed'").pluck().get() ?? 0

function summarise(
  world: World,
  calls: Calls,
  total: number,
  tookMs: number,
  stats: PollingStats | null,
): PollingFigures {
  const rows = world.db
    .prepare<[], { remoteId: string; generatedAt: number }>(
      'SELECT remote_id AS remoteId, generated_at AS generatedAt FROM jobs WHERE generated_at IS NOT NULL',
    )
    .all()
  const detectionMs = rows.map((row) => row.generatedAt - (world.far.videos.get(row.remoteId)?.doneAt ?? Number.NaN))
  const startMs = rows.map((row) => (calls.fetchedAt.get(row.remoteId) ?? Number.NaN) - row.generatedAt)
  const account = stats?.accounts[0]
  if (account === undefined) throw new Error('The engine did not say how it watches.')
  return {
    completed: completedIn(world),
    meanDetectionMs: mean(detectionMs),
    p95DetectionMs: quantile(detectionMs, 0.95),
    p95DownloadStartMs: quantile(startMs, 0.95),
    lookRequestsPerJob: calls.looks / total,
    allRequestsPerJob: calls.all / total,
    busiestMinute: busiestMinute(world.far.requestTimes),
    tookMs,
    stats: account,
  }
}

export function busiestMinute(times: readonly number[]): number {
  let most = 0
  let from = 0
  for (let to = 0; to < times.length; to += 1) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= 60_000) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}

/** How much simulated time a run may take before it counts as stuck. */
const LONGEST_RUN_MS = 7_200_000

const GOOD_MANNERS = {
  loseAnswer: 0,
  failBeforeCreate: 0,
  throttle: 0,
  refuse: 0,
  failLook: 0,
  failList: 0,
  failContent: 0,
  breakContent: 0,
  failJob: 0,
  listLagMs: 0,
  canCancel: false,
  honoursClientKey: false,
  copyLifeMs: 3_600_000,
}
