import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { expectEverythingTold } from './noticeInvariants.ts'
import { pauseQueue, stepsArbitrary, takeStep, worldArbitrary, type Step } from './steps.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

const RUNS = Number(process.env['DAILIES_SIMULATION_RUNS'] ?? (process.env['DAILIES_SOAK'] === '1' ? 100_000 : 5000))
/** To replay a failure: DAILIES_SIMULATION_SEED and, if printed, DAILIES_SIMULATION_PATH. */
const SEED = Number(process.env['DAILIES_SIMULATION_SEED'] ?? 20261120)
const PATH = process.env['DAILIES_SIMULATION_PATH']

/** The nights are split over test files, which run side by side. */
export const SHARDS = 4

/** Declares one share of the simulation. Prints seed and path of a failure, to be replayed with the variables above. */
export function testNights(shard: number): void {
  const numRuns = Math.ceil(RUNS / SHARDS)
  const seed = SEED + shard
  it(`never loses a job and never pays twice in ${numRuns} nights (seed ${seed})`, async () => {
    const replay = PATH === undefined ? {} : { path: PATH }
    await fc.assert(fc.asyncProperty(worldArbitrary, stepsArbitrary, live), { numRuns, seed, ...replay })
  })
}

/** One night: random steps, the invariants after each, then a quiet morning in which everything must settle. */
async function live(options: WorldOptions, steps: Step[]): Promise<void> {
  const world = createWorld(options)
  try {
    await world.start()
    for (const step of steps) {
      await takeStep(world, step)
      checkInvariants(world)
    }
    await settle(world)
    checkInvariants(world)
    expectNothingLeftBehind(world)
    await expectEverythingTold(world)
  } finally {
    world.crash()
    world.db.close()
  }
}

/** The network is back, nobody touches anything: three hours are enough for every retry there is. */
async function settle(world: World): Promise<void> {
  world.setNetwork(true)
  world.disarm()
  Object.assign(world.options.misbehaviour, GOOD_MANNERS)
  await world.start()
  await pauseQueue(world, null)
  for (let hour = 0; hour < 4 && unfinished(world).length > 0; hour += 1) await world.clock.advance(3_600_000)
}

const GOOD_MANNERS = {
  loseAnswer: 0,
  failBeforeCreate: 0,
  throttle: 0,
  refuse: 0,
  failLook: 0,
  failList: 0,
  failContent: 0,
  breakContent: 0,
}

const unfinished = (world: World): { id: string; status: string }[] =>
  world.db
    .prepare<[], { id: string; status: string }>(
      `SELECT id, status FROM jobs WHERE status NOT IN ('completed', 'failed', 'cancelled', 'needs_attention')
       AND parent_job_id IS NULL`,
    )
    .all()

function expectNothingLeftBehind(world: World): void {
  expect(unfinished(world), 'jobs that never came to an end').toEqual([])
}
