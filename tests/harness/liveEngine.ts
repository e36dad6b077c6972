import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createHost, type Host } from '../../electron/core/host.ts'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import type { Clock, PowerEvents, WakeLock } from '../../electron/core/ports.ts'
import { providers } from '../../electron/core/providers/registry.ts'
import type { ProviderProfileId } from '../../shared/accounts/account.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts'
import type { IpcErrorData } from '../../shared/ipc/ipcError.ts'
import type { Job } from '../../shared/jobs/job.ts'
import { createFaultyDisk, type FaultyDisk } from '../fakes/faultyDisk.ts'
import { createHurriedClock } from '../fakes/hurriedClock.ts'
import { createMemoryLogger, type MemoryLogger } from '../fakes/memoryLogger.ts'
import { createMemoryVault } from '../fakes/memoryVault.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'
import { createRandom } from '../simulation/random.ts'
import { PROFILE_OF } from './fakeProvider/adapterUnderTest.ts'
import { startFakeProvider, type FakeProvider, type RemoteJob } from './fakeProvider/fakeProvider.ts'
import type { FlavourName } from './fakeProvider/flavour.ts'
import type { RouteName as FakeRoute } from './fakeProvider/routes.ts'
import { tinyVideo } from './fakeProvider/tinyVideo.ts'
import { eventually } from './eventually.ts'
import { watchJobs, type Wanted, type WatchedJobs } from './watchedJobs.ts'

export interface LiveEngineOptions {
  seed?: number
  flavour?: FlavourName
  profile?: ProviderProfileId
  /** The account's address, when it is not the provider's own. */
  baseUrl?: (provider: FakeProvider) => string
  /** How much faster than real time the engine and the provider live; default 100. */
  speed?: number
  /** How long a video takes, in the engine's time. */
  generationMs?: number
  concurrency?: number
  requestsPerMinute?: number
  pollMinMs?: number
  power?: PowerEvents
  wakeLock?: WakeLock
}

/** The real host on a real disk with the real adapter, against a provider that misbehaves; only time is hurried. */
export interface LiveEngine extends AsyncDisposable {
  clock: Clock
  provider: FakeProvider
  disk: FaultyDisk
  logger: MemoryLogger
  jobs: WatchedJobs
  dataDir: string
  videosDir: string
  accountId: string
  /** Fails the test when the host refuses. */
  request<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Fails the test when the host does not refuse. */
  refusal<R extends RouteName>(route: R, input: RouteInput<R>): Promise<IpcErrorData>
  create(input?: Partial<RouteInput<'jobs.create'>>): Promise<Job>
  until(jobId: string, wanted: Wanted): Promise<Job>
  /** Resolves when the provider has seen that many requests of a route. */
  seen(route: FakeRoute, count: number): Promise<void>
  /** Lets engine time pass. */
  pass(ms: number): Promise<void>
  /** Notes that the person chose to pay for this job again. */
  allowAnotherPayment(jobId: string): void
  stop(): Promise<void>
  /** Starts again on the same folder, as a new process would. */
  start(): Promise<void>
  /** Stops and checks what must hold whatever happened. */
  finish(): Promise<void>
}

export const VIDEO_BYTES = 40_000

const videoOf = (job: RemoteJob): Uint8Array => tinyVideo(`${job.id} ${job.prompt}`, VIDEO_BYTES)

export const openLiveEngine = async (options: LiveEngineOptions = {}): Promise<LiveEngine> => {
  const { seed = 1, flavour = 'sora', speed = 100, generationMs = 3000, pollMinMs = 500 } = options
  const clock = createHurriedClock(speed)
  const random = createRandom(seed)
  const folder = await makeTempFolder()
  const [dataDir, videosDir] = [join(folder.path, 'data'), join(folder.path, 'videos')]
  await mkdir(videosDir)
  const provider = await startFakeProvider({ flavour, now: () => clock.now(), generationMs, video: videoOf })
  const firstKey = provider.apiKey
  const logger = createMemoryLogger()
  const vault = createMemoryVault()
  const disk = createFaultyDisk(createNodeFileStore())
  const allowed = new Map<string, number>()
  const jobs = watchJobs(videosDir, (job) =>
    provider.jobs.has(job.remoteId ?? '') ? provider.videoOf(job.remoteId ?? '') : null,
  )
  let host: Host | null = null

  const running = (): Host => {
    if (host === null) throw new Error('The engine is stopped.')
    return host
  }
  const start = async (): Promise<void> => {
    host = await createHost({
      version: 'test',
      dataDir,
      videosDir,
      clock,
      random,
      logger,
      vault,
      files: disk,
      providers,
      demo: null,
      accountForRun: {
        baseUrl: options.baseUrl?.(provider) ?? provider.baseUrl,
        profile: options.profile ?? PROFILE_OF[flavour],
        apiKey: firstKey,
        concurrency: options.concurrency ?? 4,
        requestsPerMinute: options.requestsPerMinute ?? 6000,
      },
      pollMinMs,
      rendererDir: null,
      failpoint: () => undefined,
      power: options.power ?? null,
      wakeLock: options.wakeLock ?? null,
    })
    host.onEvent((event) => jobs.note(event))
    await host.start()
  }
  const stop = async (): Promise<void> => {
    const stopping = host
    host = null
    await stopping?.stop()
  }
  await start()
  const request: LiveEngine['request'] = async (route, input) => {
    const answer = await running().dispatch(route, input)
    if (!answer.ok) throw new Error(`${route} was refused: ${JSON.stringify(answer.error)}`)
    return answer.data as never
  }
  const { items } = await request('accounts.list', {})
  const accountId = items[0]?.id ?? ''

  const live: LiveEngine = {
    clock,
    provider,
    disk,
    logger,
    jobs,
    dataDir,
    videosDir,
    accountId,
    request,
    refusal: async (route, input) => {
      const answer = await running().dispatch(route, input)
      if (answer.ok) throw new Error(`${route} was not refused.`)
      return answer.error
    },
    create: async (input = {}) => {
      const created = await request('jobs.create', { prompt: 'a fox in the snow', seconds: 4, ...input })
      const [job] = created.jobs
      if (job === undefined) throw new Error('Nothing was created.')
      return job
    },
    until: (jobId, wanted) => jobs.until(jobId, wanted),
    seen: (route, count) =>
      eventually(
        () => provider.requests.filter((seen) => seen.route === route).length >= count,
        `${count} requests of ${route}`,
      ),
    pass: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    allowAnotherPayment: (jobId) => void allowed.set(jobId, (allowed.get(jobId) ?? 0) + 1),
    stop,
    start,
    finish: async () => {
      // Files are written in real time, which a hurried stop would not wait for.
      await eventually(async () => isTidy(await readdir(videosDir)), 'each take has its sidecar and no part is left')
      await stop()
      expectPaidOnce(provider, (jobId) => 1 + (allowed.get(jobId) ?? 0))
      expect(jobs.lies).toEqual([])
      expect(logger.lines.filter((line) => line.level === 'error')).toEqual([])
      expect(await halfLeftIn(videosDir)).toEqual([])
    },
    [Symbol.asyncDispose]: async () => {
      await stop()
      await provider.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
  return live
}

/** The client key names job, attempt and submission, so the provider can be asked who paid for what. */
export const expectPaidOnce = (
  provider: Pick<FakeProvider, 'createsAccepted' | 'requests'>,
  allowedFor: (jobId: string) => number,
): void => {
  const sent = provider.requests.filter((request) => request.route === 'create')
  expectAtMost(
    sent.map((request) => String(request.headers['idempotency-key'])),
    () => 1,
    'a paid request was sent again',
  )
  const keys = provider.createsAccepted().map((job) => job.clientKey ?? '')
  expectAtMost(keys, () => 1, 'an intent was paid twice')
  expectAtMost(
    keys.map((key) => key.split('.')[0] ?? ''),
    allowedFor,
    'a job was paid for more often than the person chose',
  )
}

const expectAtMost = (names: string[], most: (name: string) => number, what: string): void => {
  const tooMany = [...Map.groupBy(names, (name) => name)].filter(([name, all]) => all.length > most(name))
  expect(
    tooMany.map(([name]) => name),
    what,
  ).toEqual([])
}

/** Each take has its sidecar, and nothing half is left. */
export const isTidy = (names: readonly string[]): boolean =>
  !names.some(isHalf) && names.every((name) => !name.endsWith('.mp4') || names.includes(name.replace(/mp4$/, 'json')))

const isHalf = (name: string): boolean => /\.(part|part\.json|tmp)$/.test(name)

/** What is neither a take nor beside one; nothing, once nothing is being fetched. */
export const halfLeftIn = async (videosDir: string): Promise<string[]> =>
  (await readdir(videosDir).catch(() => [])).filter(isHalf)
