import Database from 'better-sqlite3'
import { applyPragmas } from '../../electron/core/db/openDatabase.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import type { Clock, FailpointName, Logger } from '../../electron/core/ports.ts'
import type { HostEvent } from '../../shared/ipc/contract.ts'
import type { Job } from '../../shared/jobs/job.ts'
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts'
import { createMemoryFileStore, type MemoryFileStore } from '../fakes/memoryFileStore.ts'
import { createRandom } from './random.ts'
import { createSimulatedProvider, type Misbehaviour, type SimulatedProvider } from './simulatedProvider.ts'

type Reach = 'free' | 'held'

export interface WorldOptions {
  seed: number
  misbehaviour: Misbehaviour
  concurrency: number
  requestsPerMinute: number
}

/** One machine with one Dailies on it, a clock to turn and a far end that misbehaves. */
export interface World {
  clock: FakeClock
  far: SimulatedProvider
  files: MemoryFileStore
  db: Database.Database
  options: WorldOptions
  /** Ids of every job whose creation was acknowledged. */
  acknowledged: Set<string>
  /** How often a person chose to pay for this job again. */
  chosenAgain: Map<string, number>
  /** What was logged as an error: nothing may be. */
  errors: string[]
  /** Every state change that was announced, in order. */
  seen: Map<string, Job>
  host(): Host | null
  /** Ends the process without warning, now or at a named place. */
  crash(): void
  crashAt(name: FailpointName, hit: number): void
  /** Takes back a planned crash that did not happen. */
  disarm(): void
  start(): Promise<void>
  stop(): Promise<void>
  request<T>(route: string, input: unknown): Promise<T | null>
  /** Since when, by the provider's clock, it is known here when the copy of a remote job expires. */
  expiryKnownSince: Map<string, number>
  /** How far the local clock was behind the provider's at worst, in milliseconds. */
  clockBehindMs(): number
  /**
   * For how long, between two times of the provider's clock, Dailies could have reached it; for I8. `held`: while a
   * pause "now" allowed no more than to rescue what expires soon.
   */
  reachableMs(from: number, to: number, how: Reach): number
  noteReachable(): void
  setNetwork(isUp: boolean): void
  /** The machine sleeps: nothing runs, wall time goes on. */
  sleep(ms: number): void
  /** Somebody sets the clock. */
  jumpClock(ms: number): void
}

/** Migrating takes longer than a whole run, so every world starts from a copy of one empty library. */
const template = (() => {
  const db = new Database(':memory:')
  migrate(db, 'template')
  return db.serialize()
})()

class Crashed extends Error {}

const unlessCrashed = (error: unknown): void => {
  if (!(error instanceof Crashed)) throw error
}

export function createWorld(options: WorldOptions): World {
  const clock = createFakeClock()
  const random = createRandom(options.seed)
  let clockErrorMs = 0
  let clockBehindMs = 0
  const far = createSimulatedProvider({
    clock,
    clockErrorMs: () => clockErrorMs,
    random,
    misbehaviour: options.misbehaviour,
  })
  const files = createMemoryFileStore()
  const db = new Database(template)
  applyPragmas(db)
  const reachable: { from: number; to: number; how: Reach }[] = []
  let reach: { since: number; how: Reach } | null = null
  const stored = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  let process: { host: Host; isAlive: boolean } | null = null
  let crashPlan: { name: FailpointName; hit: number } | null = null

  const logger: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => {
      if (process?.isAlive !== false) world.errors.push(`${message} ${JSON.stringify(fields)}`)
    },
  }

  /** After its process died, a clock never fires again. */
  const clockFor = (owner: { isAlive: boolean }): Clock => ({
    now: clock.now,
    monotonic: clock.monotonic,
    after: (delayMs, fire) => clock.after(delayMs, () => owner.isAlive && fire()),
  })

  const world: World = {
    clock,
    far,
    files,
    db,
    options,
    acknowledged: new Set(),
    chosenAgain: new Map(),
    errors: [],
    seen: new Map(),
    expiryKnownSince: new Map(),
    host: () => (process?.isAlive === true ? process.host : null),

    crash() {
      if (process === null) return
      process.isAlive = false
      // Whatever still unwinds in the dead process can no longer write.
      db.pragma('query_only = ON')
      files.crash()
      world.noteReachable()
    },
    crashAt(name, hit) {
      crashPlan = { name, hit }
    },

    disarm() {
      crashPlan = null
    },

    async start() {
      if (process?.isAlive === true) return
      db.pragma('query_only = OFF')
      crashPlan = null
      const owner = { isAlive: true }
      const failpoint = (name: FailpointName): void => {
        if (crashPlan?.name !== name || !owner.isAlive) return
        crashPlan.hit -= 1
        if (crashPlan.hit > 0) return
        world.crash()
        throw new Crashed(name)
      }
      const starting: { host: Host | null; isAlive: boolean } = Object.assign(owner, { host: null })
      const host = await createHost({
        version: 'test',
        dataDir: '/data',
        videosDir: '/videos',
        clock: clockFor(owner),
        random,
        logger,
        vault: { kind: 'memory', get: async () => 'key', set: async () => undefined, delete: async () => undefined },
        files: files.mount(),
        providers: { 'openai-videos': () => far.connect(() => owner.isAlive) },
        demo: null,
        accountForRun: {
          baseUrl: 'https://provider.example/v1',
          profile: 'sora',
          apiKey: null,
          concurrency: options.concurrency,
          requestsPerMinute: options.requestsPerMinute,
        },
        pollMinMs: 2000,
        rendererDir: null,
        failpoint,
        power: null,
        openStore: () => ({ db, close: () => undefined }),
      })
      process = Object.assign(starting, { host })
      host.onEvent((event) => note(world, event))
      await host.start().catch(unlessCrashed)
      world.noteReachable()
      await clock.settle()
    },

    async stop() {
      if (process?.isAlive !== true) return
      const stopped = process.host.stop().catch(unlessCrashed)
      await clock.advance(6000)
      await stopped
      process.isAlive = false
      world.noteReachable()
    },

    async request<T>(route: string, input: unknown): Promise<T | null> {
      if (process?.isAlive !== true) return null
      const answer = process.host.dispatch(route, input)
      let result: Awaited<typeof answer> | null = null
      void answer.then((value) => (result = value))
      for (let turns = 0; turns < 60 && result === null && process.isAlive; turns += 1) await clock.advance(1000)
      const settled = result as Awaited<typeof answer> | null
      return settled?.ok === true && process.isAlive ? (settled.data as T) : null
    },

    clockBehindMs: () => clockBehindMs,
    reachableMs(from, to, how) {
      const spans = reach === null ? reachable : [...reachable, { from: reach.since, to: Infinity, how: reach.how }]
      return spans
        .filter((span) => span.how === how)
        .reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0)
    },
    noteReachable() {
      const isHeld = stored.get('isQueuePaused') === 'true' && stored.get('queuePauseMode') === '"now"'
      const how = process?.isAlive === true && far.isNetworkUp ? (isHeld ? 'held' : 'free') : null
      if (reach?.how === how) return
      if (reach !== null) reachable.push({ from: reach.since, to: far.now(), how: reach.how })
      reach = how === null ? null : { since: far.now(), how }
    },
    jumpClock(ms) {
      clockErrorMs += ms
      clockBehindMs = Math.max(clockBehindMs, -clockErrorMs)
      clock.jumpWallClock(ms)
    },
    sleep(ms) {
      const isUp = far.isNetworkUp
      world.setNetwork(false)
      clock.sleep(ms)
      world.setNetwork(isUp)
    },
    setNetwork(isUp) {
      far.isNetworkUp = isUp
      world.noteReachable()
    },
  }
  return world
}

function note(world: World, event: HostEvent): void {
  if (event.type !== 'jobs.changed') return
  for (const job of event.data.jobs) {
    const before = world.seen.get(job.id)
    if (before !== undefined && before.revision >= job.revision) {
      world.errors.push(`job ${job.id}: revision ${job.revision} was announced after ${before.revision}`)
    }
    if (before !== undefined && before.attempts === job.attempts && job.progress < before.progress) {
      world.errors.push(`job ${job.id}: progress fell from ${before.progress} to ${job.progress}`)
    }
    world.seen.set(job.id, job)
    const { remoteId, expiresAt } = job
    if (remoteId === null || expiresAt === null || world.expiryKnownSince.has(remoteId)) continue
    world.expiryKnownSince.set(remoteId, world.far.now())
  }
}
