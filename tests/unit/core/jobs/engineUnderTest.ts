import type { Database } from 'better-sqlite3'
import { expect } from 'vitest'
import { createHost, type AccountForRun, type Host } from '../../../../electron/core/host.ts'
import type { FileManager, Notifier, PowerEvents, WakeLock } from '../../../../electron/core/ports.ts'
import type {
  AssetOutcome,
  ProviderDescriptor,
  RemoteSnapshot,
  VideoProvider,
} from '../../../../electron/core/providers/videoProvider.ts'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { HostEvent } from '../../../../shared/ipc/contract.ts'
import type { IpcErrorData } from '../../../../shared/ipc/ipcError.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import { createFakeClock, type FakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryFileStore, type MemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import { createMemoryLogger, type MemoryLogger } from '../../../fakes/memoryLogger.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import { openMemoryLibrary, providerFailure, remoteSnapshot, T0 } from './library.ts'

type Calls = Pick<VideoProvider, 'submit' | 'poll' | 'list' | 'cancel' | 'openAsset' | 'listModels'>

/** A far end that a test scripts: every call can be replaced, and each one is noted down. */
export interface ScriptedProvider {
  calls: { name: keyof Calls; at: number; remoteId: string | null }[]
  on: Calls
  can: ProviderDescriptor['can']
  honoursClientKey: boolean
  /** When its models ended. */
  modelsRetiredSince: string | null
  /** How often one kind of call was made. */
  count(name: keyof Calls): number
}

export interface EngineUnderTest {
  clock: FakeClock
  db: Database
  far: ScriptedProvider
  files: MemoryFileStore
  logger: MemoryLogger
  events: HostEvent[]
  host: Host
  accountId: string
  /** A request that must succeed; time passes until it is answered. */
  ask<T>(route: string, input?: unknown): Promise<T>
  /** A request that must be refused. */
  refused(route: string, input?: unknown): Promise<IpcErrorData>
  create(changes?: Record<string, unknown>): Promise<Job>
  job(jobId: string): Promise<Job>
  /** Ends this process at once and starts the next one on the same library. */
  restart(): Promise<EngineUnderTest>
}

export interface EngineOptions {
  account?: Partial<AccountForRun>
  clock?: FakeClock
  db?: Database
  far?: ScriptedProvider
  /** The disk; a new one at each start unless it is given here. */
  files?: MemoryFileStore
  /** The door, and what it can show. */
  door?: 'desktop' | 'server'
  fileManager?: FileManager
  /** Where notices are shown. */
  notifier?: Notifier
  /** What tells of sleep and wake. */
  power?: PowerEvents
  wakeLock?: WakeLock
  /** What is in the vault; a new one at each start unless it is given here. */
  secrets?: Map<string, string>
}

export function createScriptedProvider(clock: FakeClock): ScriptedProvider {
  let made = 0
  const calls: ScriptedProvider['calls'] = []
  return {
    calls,
    can: { list: 'no', cancel: 'no', remove: 'no', poster: 'no', spritesheet: 'no' },
    honoursClientKey: false,
    modelsRetiredSince: null,
    count: (name) => calls.filter((call) => call.name === name).length,
    on: {
      listModels: async () => ({ kind: 'models', models: [], source: 'bundled' }),
      submit: async (request) => {
        made += 1
        return {
          kind: 'accepted',
          snapshot: videoOf(`video_${made}`, { prompt: request.prompt, createdAt: clock.now() }),
        }
      },
      poll: async (handle) => ({ kind: 'snapshot', snapshot: videoOf(idOf(handle) ?? '') }),
      list: async () => ({ kind: 'unsupported' }),
      cancel: async () => ({ kind: 'unsupported' }),
      openAsset: async (handle) => openVideo(tinyVideo(idOf(handle) ?? '')),
    },
  }
}

export const videoOf = (remoteId: string, changes: Partial<RemoteSnapshot> = {}): RemoteSnapshot =>
  remoteSnapshot({ remoteId, handle: { id: remoteId }, ...changes })

export const openVideo = (bytes: Uint8Array): AssetOutcome => ({
  kind: 'open',
  status: 200,
  rangeStart: 0,
  totalBytes: bytes.byteLength,
  contentLength: bytes.byteLength,
  validator: '"1"',
  contentType: 'video/mp4',
  body: new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  }),
})

/** An answer that the test gives later. */
export function later<T>(): { answer: Promise<T>; give: (value: T) => void } {
  let give: (value: T) => void = () => undefined
  const answer = new Promise<T>((resolve) => {
    give = resolve
  })
  return { answer, give }
}

const idOf = (handle: unknown): string | null => (handle as { id?: string } | null)?.id ?? null

function connect(far: ScriptedProvider, clock: FakeClock): VideoProvider {
  const note = (name: keyof Calls, handle: unknown = null): void =>
    void far.calls.push({ name, at: clock.now(), remoteId: idOf(handle) })
  return {
    get descriptor() {
      const { can, honoursClientKey } = far
      return { id: 'scripted', profile: 'sora', defaultModel: 'm', can, honoursClientKey, retiredSince: null }
    },
    capabilities: () => ({ ...CAPABILITIES, retiredSince: far.modelsRetiredSince }),
    handleFromId: (id) => ({ id }),
    remove: async () => ({ kind: 'unsupported' }),
    listModels: (signal) => far.on.listModels(signal),
    submit: (request, options) => (note('submit'), far.on.submit(request, options)),
    poll: (handle, signal) => (note('poll', handle), far.on.poll(handle, signal)),
    list: (cursor, signal) => (note('list'), far.on.list(cursor, signal)),
    cancel: (handle, signal) => (note('cancel', handle), far.on.cancel(handle, signal)),
    openAsset: (handle, variant, options) => (note('openAsset', handle), far.on.openAsset(handle, variant, options)),
  }
}

/** The whole engine on a library in memory, with a clock to turn and a far end to script. */
export async function startEngine(options: EngineOptions = {}): Promise<EngineUnderTest> {
  const clock = options.clock ?? createFakeClock(T0)
  const db = options.db ?? openMemoryLibrary()
  const far = options.far ?? createScriptedProvider(clock)
  const files = options.files ?? createMemoryFileStore()
  const logger = createMemoryLogger()
  const events: HostEvent[] = []
  const alive = { is: true }
  const secrets = options.secrets ?? new Map<string, string>()
  const account = {
    baseUrl: 'https://far.example/v1',
    profile: 'sora',
    apiKey: null,
    concurrency: 4,
    requestsPerMinute: 600,
  }
  const host = await createHost({
    version: 'test',
    dataDir: '/data',
    videosDir: '/videos',
    clock: { ...clock, after: (delayMs, fire) => clock.after(delayMs, () => alive.is && fire()) },
    random: () => 0.5,
    logger,
    vault: {
      kind: 'memory',
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, secret) => void secrets.set(name, secret),
      delete: async (name) => void secrets.delete(name),
    },
    files,
    providers: { 'openai-videos': () => connect(far, clock) },
    demo: null,
    accountForRun: { ...account, ...options.account },
    pollMinMs: 2000,
    rendererDir: null,
    failpoint: () => undefined,
    power: options.power ?? null,
    notifier: options.notifier ?? null,
    wakeLock: options.wakeLock ?? null,
    ...(options.door === undefined ? {} : { door: options.door }),
    fileManager: options.fileManager ?? null,
    openStore: () => ({ db, close: () => undefined }),
  })
  host.onEvent((event) => void events.push(event))
  await host.start()
  await clock.settle()

  async function dispatch(route: string, input: unknown) {
    const answer = host.dispatch(route, input)
    let result: Awaited<typeof answer> | null = null
    void answer.then((value) => (result = value))
    await clock.settle()
    for (let waitedMs = 0; waitedMs < 60_000 && result === null; waitedMs += 100) await clock.advance(100)
    return answer
  }

  const engine: EngineUnderTest = {
    clock,
    db,
    far,
    files,
    logger,
    events,
    host,
    accountId: '',
    async ask<T>(route: string, input: unknown = {}): Promise<T> {
      const result = await dispatch(route, input)
      if (!result.ok) expect.fail(`${route} was refused: ${JSON.stringify(result.error)}`)
      return result.data as T
    },
    async refused(route, input = {}) {
      const result = await dispatch(route, input)
      if (result.ok) expect.fail(`${route} was not refused`)
      return result.error
    },
    async create(changes = {}) {
      const { jobs } = await engine.ask<{ jobs: Job[] }>('jobs.create', { prompt: 'a fox', ...changes })
      return jobs[0] ?? expect.fail('no job was made')
    },
    job: (jobId) => engine.ask<Job>('jobs.get', { jobId }),
    async restart() {
      alive.is = false
      return startEngine({ ...options, clock, db, far })
    },
  }
  const { items } = await engine.ask<{ items: Account[] }>('accounts.list')
  engine.accountId = items.find((item) => item.isDefault)?.id ?? ''
  return engine
}

/** Nothing the engine itself counts as unexpected may have been logged. */
export const expectNoErrors = (engine: EngineUnderTest): void =>
  expect(engine.logger.lines.filter((line) => line.level === 'error')).toEqual([])

export { providerFailure }

const CAPABILITIES: ModelCapabilities = {
  id: 'm',
  label: 'M',
  aliases: [],
  seconds: null,
  defaultSeconds: 4,
  sizes: null,
  defaultSize: '1280x720',
  maxPromptLength: 1000,
  modes: { text: true, referenceImage: true, remix: true, edit: true, extend: true },
  referenceImage: null,
  progress: 'percent',
  pricePerSecondUsd: null,
  retiredSince: null,
}
