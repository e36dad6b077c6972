import fc from 'fast-check'
import { FAILPOINTS, type FailpointName } from '../../electron/core/ports.ts'
import type { Job } from '../../shared/jobs/job.ts'
import type { PauseMode } from '../../shared/queue/queueState.ts'
import type { Misbehaviour } from './simulatedProvider.ts'
import type { World, WorldOptions } from './world.ts'

/** One thing that can happen to a Dailies in a night. */
export type Step =
  | { kind: 'create'; prompt: number; count: number; priority: number }
  | { kind: 'extend'; pick: number }
  | { kind: 'advance'; ms: number }
  | { kind: 'crash'; downMs: number }
  | { kind: 'crashAt'; name: FailpointName; hit: number; downMs: number }
  | { kind: 'restart'; downMs: number }
  | { kind: 'sleep'; ms: number }
  | { kind: 'clockJump'; ms: number }
  | { kind: 'network'; isUp: boolean }
  | { kind: 'verb'; verb: 'jobs.cancel' | 'jobs.retry' | 'jobs.refresh'; pick: number }
  | { kind: 'resolve'; decision: 'resubmit' | 'fail'; pick: number }
  | { kind: 'queue'; mode: PauseMode | null; thenMs: number }

const probability = (most: number) =>
  fc.oneof({ arbitrary: fc.constant(0), weight: 2 }, fc.double({ min: 0, max: most, noNaN: true }))

const misbehaviourArbitrary: fc.Arbitrary<Misbehaviour> = fc.record({
  loseAnswer: probability(0.4),
  failBeforeCreate: probability(0.2),
  throttle: probability(0.3),
  refuse: probability(0.1),
  failLook: probability(0.4),
  failList: probability(0.4),
  failContent: probability(0.5),
  breakContent: probability(0.4),
  failJob: probability(0.2),
  listLagMs: fc.constantFrom(0, 0, 3000, 20_000),
  canList: fc.boolean(),
  canCancel: fc.boolean(),
  honoursClientKey: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
  copyLifeMs: fc.constantFrom(1_200_000, 3_600_000, 86_400_000),
})

export const worldArbitrary: fc.Arbitrary<WorldOptions> = fc.record({
  seed: fc.integer({ min: 0, max: 0xffffffff }),
  misbehaviour: misbehaviourArbitrary,
  concurrency: fc.integer({ min: 1, max: 8 }),
  requestsPerMinute: fc.constantFrom(20, 60, 300, 600),
})

const pick = fc.nat({ max: 20 })
const downMs = fc.constantFrom(100, 5000, 120_000, 900_000)

export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('create' as const),
        prompt: fc.nat({ max: 2 }),
        count: fc.integer({ min: 1, max: 6 }),
        priority: fc.integer({ min: -1, max: 1 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('advance' as const),
        ms: fc.constantFrom(50, 400, 3000, 20_000, 90_000, 300_000),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('extend' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), downMs }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('crashAt' as const),
        name: fc.constantFrom(...FAILPOINTS),
        hit: fc.integer({ min: 1, max: 3 }),
        downMs,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), downMs }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('sleep' as const), ms: fc.constantFrom(30_000, 600_000, 7_200_000) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('clockJump' as const),
        ms: fc.constantFrom(-7_200_000, -60_000, 60_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('network' as const), isUp: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('verb' as const),
        verb: fc.constantFrom('jobs.cancel' as const, 'jobs.retry' as const, 'jobs.refresh' as const),
        pick,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('resolve' as const),
        decision: fc.constantFrom('resubmit' as const, 'fail' as const),
        pick,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('queue' as const),
        mode: fc.constantFrom(null, null, 'after_running' as const, 'now' as const, 'now' as const),
        thenMs: fc.constantFrom(0, 5000, 1_500_000, 7_200_000),
      }),
    },
  ),
  { minLength: 3, maxLength: 18 },
)

export async function takeStep(world: World, step: Step): Promise<void> {
  switch (step.kind) {
    case 'create':
      return create(world, { prompt: `prompt ${step.prompt}`, count: step.count, priority: step.priority })
    case 'extend': {
      const parent = choose(world, step.pick, () => true)
      return parent === null ? undefined : create(world, { prompt: 'and on', parentJobId: parent, relation: 'extend' })
    }
    case 'advance':
      return world.clock.advance(step.ms)
    case 'crash':
      world.crash()
      return comeBack(world, step.downMs)
    case 'crashAt':
      world.crashAt(step.name, step.hit)
      await world.clock.advance(60_000)
      return world.host() === null ? comeBack(world, step.downMs) : undefined
    case 'restart':
      await world.stop()
      return comeBack(world, step.downMs)
    case 'sleep':
      world.sleep(step.ms)
      return world.clock.advance(1000)
    case 'clockJump':
      world.jumpClock(step.ms)
      return world.clock.advance(1000)
    case 'network':
      return world.setNetwork(step.isUp)
    case 'verb':
      return verb(world, step.verb, step.pick)
    case 'resolve': {
      const jobId = choose(world, step.pick, (status) => status === 'needs_attention')
      if (jobId === null) return undefined
      if (step.decision === 'resubmit') choosePayingAgain(world, jobId)
      await world.request('jobs.resolve', { jobId, decision: { decision: step.decision } })
      return undefined
    }
    case 'queue':
      await pauseQueue(world, step.mode)
      await world.clock.advance(step.thenMs)
  }
}

async function create(world: World, input: Record<string, unknown>): Promise<void> {
  const created = await world.request<{ jobs: Job[] }>('jobs.create', input)
  for (const job of created?.jobs ?? []) world.acknowledged.add(job.id)
}

async function verb(world: World, route: 'jobs.cancel' | 'jobs.retry' | 'jobs.refresh', index: number): Promise<void> {
  const wanted = route === 'jobs.retry' ? ['failed', 'cancelled'] : null
  const jobId = choose(world, index, (status) => wanted === null || wanted.includes(status))
  if (jobId === null) return
  if (route === 'jobs.retry') choosePayingAgain(world, jobId)
  await world.request(route, { jobId })
}

export async function pauseQueue(world: World, mode: PauseMode | null): Promise<void> {
  await world.request(mode === null ? 'queue.resume' : 'queue.pause', mode === null ? {} : { mode })
  world.noteReachable()
}

const choosePayingAgain = (world: World, jobId: string): void =>
  void world.chosenAgain.set(jobId, (world.chosenAgain.get(jobId) ?? 0) + 1)

function choose(world: World, index: number, isWanted: (status: string) => boolean): string | null {
  const rows = world.db.prepare<[], { id: string; status: string }>('SELECT id, status FROM jobs ORDER BY seq').all()
  const wanted = rows.filter((row) => isWanted(row.status))
  return wanted.length === 0 ? null : (wanted[index % wanted.length]?.id ?? null)
}

async function comeBack(world: World, afterMs: number): Promise<void> {
  await world.clock.advance(afterMs)
  await world.start()
}
